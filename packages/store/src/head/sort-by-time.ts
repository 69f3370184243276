import type { SampleColumns } from "../store.ts";

/** Sorted by time; in most cases it already is, and the same columns come back. */
export function sortByTime(columns: SampleColumns): SampleColumns {
  const { timesMs, values } = columns;
  if (isSorted(timesMs)) return columns;
  const order = orderOfRuns(timesMs) ?? orderOf(timesMs);
  return {
    timesMs: Float64Array.from(order, (i) => timesMs[i] as number),
    values: Float64Array.from(order, (i) => values[i] as number),
  };
}

function isSorted(timesMs: Float64Array): boolean {
  for (let i = 1; i < timesMs.length; i++)
    if ((timesMs[i] as number) < (timesMs[i - 1] as number)) return false;
  return true;
}

function orderOf(timesMs: Float64Array): Uint32Array {
  return Uint32Array.from(timesMs, (_, i) => i).sort(
    (a, b) => (timesMs[a] as number) - (timesMs[b] as number),
  );
}

/** A past that comes day by day, newest first, is a few rising runs that only change places; null for all else. */
function orderOfRuns(timesMs: Float64Array): Uint32Array | null {
  const starts = [0];
  for (let i = 1; i < timesMs.length; i++)
    if ((timesMs[i] as number) < (timesMs[i - 1] as number)) starts.push(i);
  const runs = starts
    .map((from, run) => ({ from, to: starts[run + 1] ?? timesMs.length }))
    .sort((a, b) => (timesMs[a.from] as number) - (timesMs[b.from] as number));
  const order = new Uint32Array(timesMs.length);
  let at = 0;
  let lastMs = Number.NEGATIVE_INFINITY;
  for (const { from, to } of runs) {
    if ((timesMs[from] as number) < lastMs) return null;
    for (let i = from; i < to; i++) order[at++] = i;
    lastMs = timesMs[to - 1] as number;
  }
  return order;
}
