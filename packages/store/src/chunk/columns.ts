import type { SampleColumns } from "../store.ts";

export const noSamples: SampleColumns = { timesMs: new Float64Array(0), values: new Float64Array(0) };

/** One after the other; the parts must be in order of time already. */
export function concatColumns(parts: readonly SampleColumns[]): SampleColumns {
  if (parts.length <= 1) return parts[0] ?? noSamples;
  const count = parts.reduce((total, part) => total + part.timesMs.length, 0);
  const timesMs = new Float64Array(count);
  const values = new Float64Array(count);
  let at = 0;
  for (const part of parts) {
    timesMs.set(part.timesMs, at);
    values.set(part.values, at);
    at += part.timesMs.length;
  }
  return { timesMs, values };
}

/** The samples with `fromMs <= time < toMs`, a view. */
export function clipColumns(columns: SampleColumns, fromMs: number, toMs: number): SampleColumns {
  const from = firstAtOrAfter(columns.timesMs, fromMs);
  const to = firstAtOrAfter(columns.timesMs, toMs);
  return { timesMs: columns.timesMs.subarray(from, to), values: columns.values.subarray(from, to) };
}

function firstAtOrAfter(timesMs: Float64Array, atMs: number): number {
  let low = 0;
  let high = timesMs.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((timesMs[middle] as number) < atMs) low = middle + 1;
    else high = middle;
  }
  return low;
}
