import type { SampleColumns } from "../store.ts";

/** Sorted by time; in most cases it already is, and the same columns come back. */
export function sortByTime(columns: SampleColumns): SampleColumns {
  const { timesMs, values } = columns;
  const starts = startsOfRuns(timesMs);
  if (starts.length <= 1) return columns;
  const order = orderOf(timesMs, starts);
  return { timesMs: takeInOrder(timesMs, order), values: takeInOrder(values, order) };
}

/** Of runs in which no time is before the one that stands before it. */
function startsOfRuns(timesMs: Float64Array): number[] {
  const starts = timesMs.length > 0 ? [0] : [];
  for (let i = 1; i < timesMs.length; i++)
    if ((timesMs[i] as number) < (timesMs[i - 1] as number)) starts.push(i);
  return starts;
}

/**
 * A past that comes day by day, newest first, is a few rising runs that only change places, and what came live meanwhile
 * overlaps one of them: runs are merged two by two, and where two do not overlap that is a copy.
 */
function orderOf(timesMs: Float64Array, starts: readonly number[]): Uint32Array {
  let order = new Uint32Array(timesMs.length);
  let ends: number[] = [];
  let at = 0;
  const runs = starts.map((from, run) => ({ from, to: starts[run + 1] ?? timesMs.length }));
  for (const { from, to } of runs.sort((a, b) => (timesMs[a.from] as number) - (timesMs[b.from] as number))) {
    for (let i = from; i < to; i++) order[at++] = i;
    ends.push(at);
  }
  let spare = new Uint32Array(timesMs.length);
  while (ends.length > 1) {
    const merged: number[] = [];
    for (let run = 0; run < ends.length; run += 2) {
      const middle = ends[run] as number;
      const to = ends[run + 1] ?? middle;
      mergeRuns(timesMs, order, spare, [merged.at(-1) ?? 0, middle, to]);
      merged.push(to);
    }
    [order, spare, ends] = [spare, order, merged];
  }
  return order;
}

function mergeRuns(
  timesMs: Float64Array,
  order: Uint32Array,
  into: Uint32Array,
  [from, middle, to]: readonly [number, number, number],
): void {
  const timeAt = (place: number) => timesMs[order[place] as number] as number;
  if (middle === to || timeAt(middle - 1) <= timeAt(middle)) {
    into.set(order.subarray(from, to), from);
    return;
  }
  let [left, right] = [from, middle];
  for (let place = from; place < to; place++) {
    const isLeft = left < middle && (right >= to || timeAt(left) <= timeAt(right));
    into[place] = order[isLeft ? left++ : right++] as number;
  }
}

function takeInOrder(column: Float64Array, order: Uint32Array): Float64Array {
  const taken = new Float64Array(order.length);
  for (let i = 0; i < order.length; i++) taken[i] = column[order[i] as number] as number;
  return taken;
}
