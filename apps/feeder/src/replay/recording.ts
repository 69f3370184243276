import type { CenterDocumentInput } from "@aidc/contract";
import type { Labels, TimeSeries } from "../push/write-request.ts";

/** A recorded trace, ready to be fed: the center it needs and its samples with their own timestamps. */
export interface Recording {
  readonly document: CenterDocumentInput;
  readonly series: readonly RecordedSeries[];
  /** Readings that cannot be true. Sent apart, as the door refuses them: they are to be counted, not stored. */
  readonly impossible?: readonly RecordedSeries[];
  /** What the reader left out or merged, in words for the person who replays. */
  readonly remarks: readonly string[];
}

/** Sorted by time, no time twice. */
export interface RecordedSeries {
  readonly labels: Labels;
  readonly timesMs: Float64Array;
  readonly values: Float64Array;
}

/** Samples as they come from a file: any order, repeats allowed. */
export interface RawSamples {
  readonly timesMs: number[];
  readonly values: number[];
}

export interface Tidied {
  readonly timesMs: Float64Array;
  readonly values: Float64Array;
  /** Same instant and value as another: merged. */
  readonly repeats: number;
  /** Same instant, another value: the lower is kept, so that the order of the file does not matter. */
  readonly contradictions: number;
}

export function tidy(raw: RawSamples): Tidied {
  const order = Uint32Array.from(raw.timesMs, (_, index) => index).sort(
    (a, b) =>
      (raw.timesMs[a] as number) - (raw.timesMs[b] as number) ||
      (raw.values[a] as number) - (raw.values[b] as number),
  );
  const timesMs = new Float64Array(order.length);
  const values = new Float64Array(order.length);
  let count = 0;
  let repeats = 0;
  let contradictions = 0;
  for (const index of order) {
    const timeMs = raw.timesMs[index] as number;
    const value = raw.values[index] as number;
    if (count > 0 && timesMs[count - 1] === timeMs) {
      if (values[count - 1] === value) repeats++;
      else contradictions++;
      continue;
    }
    timesMs[count] = timeMs;
    values[count++] = value;
  }
  return { timesMs: timesMs.subarray(0, count), values: values.subarray(0, count), repeats, contradictions };
}

export function countSamples(recording: Pick<Recording, "series">): number {
  return recording.series.reduce((sum, series) => sum + series.timesMs.length, 0);
}

/** Samples with fromMs <= time < toMs. */
export function clip(series: readonly RecordedSeries[], fromMs: number, toMs: number): RecordedSeries[] {
  return series
    .map(({ labels, timesMs, values }) => {
      const start = lowerBound(timesMs, fromMs);
      const end = lowerBound(timesMs, toMs);
      return { labels, timesMs: timesMs.subarray(start, end), values: values.subarray(start, end) };
    })
    .filter((one) => one.timesMs.length > 0);
}

/** Cuts a recording into requests in time order; each holds all series of its span of time. */
export function sliceBySamples(series: readonly RecordedSeries[], samplesPerRequest: number): TimeSeries[][] {
  const all = new Float64Array(countSamples({ series }));
  let at = 0;
  for (const one of series) {
    all.set(one.timesMs, at);
    at += one.timesMs.length;
  }
  all.sort();
  const bounds: number[] = [];
  for (let index = 0; index < all.length; index += samplesPerRequest) {
    const bound = all[index] as number;
    if (bound !== bounds.at(-1)) bounds.push(bound);
  }
  bounds.push(Number.POSITIVE_INFINITY);
  return bounds.slice(1).map((end, index) => clip(series, bounds[index] as number, end));
}

/** Index of the first time that is not before `timeMs`. */
function lowerBound(timesMs: Float64Array, timeMs: number): number {
  let low = 0;
  let high = timesMs.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((timesMs[middle] as number) < timeMs) low = middle + 1;
    else high = middle;
  }
  return low;
}
