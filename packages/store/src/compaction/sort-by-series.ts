import type { PayloadColumns } from "../journal/payload.ts";
import type { SampleColumns } from "../store.ts";

/** Samples grouped by series: series `ids[i]` has the entries from `starts[i]` up to `starts[i + 1]`. */
export interface SamplesBySeries extends SampleColumns {
  readonly ids: Int32Array;
  readonly starts: Int32Array;
}

/** Counting sort, stable: within a series the order of arrival stays. No object per sample or series. */
export function groupBySeries({ seriesIds, timesMs, values }: PayloadColumns): SamplesBySeries {
  let highest = 0;
  for (const id of seriesIds) if (id > highest) highest = id;
  const next = new Int32Array(highest + 1);
  let distinct = 0;
  for (const id of seriesIds) {
    const seen = next[id] as number;
    if (seen === 0) distinct++;
    next[id] = seen + 1;
  }
  const ids = new Int32Array(distinct);
  const starts = new Int32Array(distinct + 1);
  let at = 0;
  let total = 0;
  for (let id = 0; id <= highest; id++) {
    const count = next[id] as number;
    next[id] = total;
    if (count === 0) continue;
    ids[at] = id;
    starts[at++] = total;
    total += count;
  }
  starts[distinct] = total;
  const sortedTimes = new Float64Array(total);
  const sortedValues = new Float64Array(total);
  for (let i = 0; i < total; i++) {
    const id = seriesIds[i] as number;
    const to = next[id] as number;
    next[id] = to + 1;
    sortedTimes[to] = timesMs[i] as number;
    sortedValues[to] = values[i] as number;
  }
  return { ids, starts, timesMs: sortedTimes, values: sortedValues };
}

export interface OrderedSamples {
  readonly columns: SampleColumns;
  /** Same time, another value: the one that came first stays. */
  readonly conflicts: number;
  readonly firstConflictMs: number | null;
}

/** One series sorted by time with no time twice; a view where it is already so, as nearly always. */
export function orderByTime(columns: SampleColumns): OrderedSamples {
  if (isStrictlyOrdered(columns.timesMs)) return { columns, conflicts: 0, firstConflictMs: null };
  const { timesMs, values } = columns;
  const order = Uint32Array.from(timesMs, (_, i) => i).sort(
    (a, b) => (timesMs[a] as number) - (timesMs[b] as number) || a - b,
  );
  const ordered = { timesMs: new Float64Array(order.length), values: new Float64Array(order.length) };
  let count = 0;
  let conflicts = 0;
  let firstConflictMs: number | null = null;
  for (const at of order) {
    const timeMs = timesMs[at] as number;
    if (count > 0 && ordered.timesMs[count - 1] === timeMs) {
      if (Object.is(ordered.values[count - 1], values[at])) continue;
      conflicts++;
      firstConflictMs ??= timeMs;
      continue;
    }
    ordered.timesMs[count] = timeMs;
    ordered.values[count++] = values[at] as number;
  }
  return {
    columns: { timesMs: ordered.timesMs.subarray(0, count), values: ordered.values.subarray(0, count) },
    conflicts,
    firstConflictMs,
  };
}

function isStrictlyOrdered(timesMs: Float64Array): boolean {
  for (let i = 1; i < timesMs.length; i++)
    if ((timesMs[i] as number) <= (timesMs[i - 1] as number)) return false;
  return true;
}
