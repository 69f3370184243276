import type { SampleColumns } from "../store.ts";

/** Sorted by time; in most cases it already is, and the same columns come back. */
export function sortByTime(columns: SampleColumns): SampleColumns {
  const { timesMs, values } = columns;
  if (isSorted(timesMs)) return columns;
  const order = Uint32Array.from(timesMs, (_, i) => i).sort(
    (a, b) => (timesMs[a] as number) - (timesMs[b] as number),
  );
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
