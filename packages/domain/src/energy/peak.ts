/**
 * Sum of several gauges over time and its peak. The sum of interpolated gauges bends only at sample times, so
 * its peak lies at one. The peak of a sum is not the sum of peaks. Source: standards 1.1, 2.3.
 */
import type { WindowMs } from "@aidc/contract";
import type { Samples } from "./integral.ts";
import { firstNotBefore } from "./integral.ts";

export interface GaugeSeries {
  readonly samples: Samples;
  readonly maxGapMs: number;
}

export interface GridSum {
  readonly gridMs: Float64Array;
  /** Sum of the series that are known at this instant; NaN where none is. */
  readonly sums: Float64Array;
  /** How many are known. */
  readonly contributors: Int32Array;
}

/** Interpolates every series on an increasing grid of instants and adds them. */
export function sumOnGrid(series: readonly GaugeSeries[], gridMs: Float64Array): GridSum {
  const sums = new Float64Array(gridMs.length);
  const contributors = new Int32Array(gridMs.length);
  for (const { samples, maxGapMs } of series) addToGrid(samples, maxGapMs, gridMs, sums, contributors);
  for (let g = 0; g < gridMs.length; g++) if (contributors[g] === 0) sums[g] = Number.NaN;
  return { gridMs, sums, contributors };
}

function addToGrid(
  { timesMs, values }: Samples,
  maxGapMs: number,
  gridMs: Float64Array,
  sums: Float64Array,
  contributors: Int32Array,
): void {
  let i = 0;
  for (let g = 0; g < gridMs.length; g++) {
    const at = gridMs[g] as number;
    while (i + 1 < timesMs.length && (timesMs[i + 1] as number) <= at) i++;
    const value = valueAt(timesMs, values, i, at, maxGapMs);
    if (Number.isNaN(value)) continue;
    sums[g] = (sums[g] as number) + value;
    contributors[g] = (contributors[g] as number) + 1;
  }
}

/** `i` is the last sample not after `at` (or 0). NaN where the gauge is not known. */
function valueAt(
  timesMs: Float64Array,
  values: Float64Array,
  i: number,
  at: number,
  maxGapMs: number,
): number {
  const t1 = timesMs[i];
  const v1 = values[i];
  if (t1 === undefined || v1 === undefined || t1 > at) return Number.NaN;
  if (t1 === at) return v1;
  const t2 = timesMs[i + 1];
  const v2 = values[i + 1];
  if (t2 === undefined || v2 === undefined || t2 - t1 > maxGapMs) return Number.NaN;
  return v1 + ((v2 - v1) * (at - t1)) / (t2 - t1);
}

export interface Peak {
  readonly value: number;
  readonly atMs: number;
  readonly contributors: number;
}

/**
 * Greatest sum inside [from, to). Where a series is unknown it adds nothing, so the peak is a lower bound then.
 * Cost: series x all their samples; meant for windows read from raw samples. null when nothing is known.
 */
export function peakOfSum(series: readonly GaugeSeries[], window: WindowMs): Peak | null {
  const { gridMs, sums, contributors } = sumOnGrid(series, sampleTimesIn(series, window));
  let best: Peak | null = null;
  for (let g = 0; g < gridMs.length; g++) {
    const value = sums[g] as number;
    if (Number.isNaN(value) || (best && value <= best.value)) continue;
    best = { value, atMs: gridMs[g] as number, contributors: contributors[g] as number };
  }
  return best;
}

/** Distinct sample times of all series inside the window, and its start, sorted. */
function sampleTimesIn(series: readonly GaugeSeries[], window: WindowMs): Float64Array {
  const parts = series.map(({ samples: { timesMs } }) =>
    timesMs.subarray(firstNotBefore(timesMs, window.fromMs), firstNotBefore(timesMs, window.toMs)),
  );
  const all = new Float64Array(1 + parts.reduce((sum, part) => sum + part.length, 0));
  all[0] = window.fromMs;
  let at = 1;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  all.sort();
  return all.filter((time, i) => i === 0 || time !== all[i - 1]);
}

/** Peak of bucket means, for windows too long for raw samples: buckets of all points, added per start. */
export function peakOfBucketMeans(
  bucketsByPoint: readonly (readonly { startMs: number; integral: bigint; coveredMs: number }[])[],
  integralScale: number,
): Peak | null {
  const sums = new Map<number, { value: number; contributors: number }>();
  for (const buckets of bucketsByPoint) {
    for (const { startMs, integral, coveredMs } of buckets) {
      if (coveredMs <= 0) continue;
      const sum = sums.get(startMs) ?? { value: 0, contributors: 0 };
      sum.value += Number(integral) / coveredMs / integralScale;
      sum.contributors++;
      sums.set(startMs, sum);
    }
  }
  let best: Peak | null = null;
  for (const [atMs, sum] of sums) {
    if (!best || sum.value > best.value || (sum.value === best.value && atMs < best.atMs))
      best = { atMs, ...sum };
  }
  return best;
}
