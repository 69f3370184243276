import type { DemoSeries } from "@aidc/simulator";
import { sampleAt } from "@aidc/simulator";
import type { TimeSeries } from "../push/write-request.ts";

interface Column extends TimeSeries {
  readonly timesMs: number[];
  readonly values: number[];
}

/** Samples of many series at the same instants; instants at which a source is silent are left out. */
export function sampled(series: readonly DemoSeries[], timesMs: readonly number[]): TimeSeries[] {
  const columns = series.map((one): Column => ({ labels: one.labels, timesMs: [], values: [] }));
  // Instant by instant: meters that are read at one instant share most of the arithmetic.
  for (const timeMs of timesMs) {
    for (const [index, one] of series.entries()) {
      const value = sampleAt(one, timeMs);
      if (value === null) continue;
      columns[index]?.timesMs.push(timeMs);
      columns[index]?.values.push(value);
    }
  }
  return columns.filter((column) => column.timesMs.length > 0);
}

/** Multiples of `stepMs` in [fromMs, toMs). */
export function instants(fromMs: number, toMs: number, stepMs: number): number[] {
  const first = Math.ceil(fromMs / stepMs) * stepMs;
  return Array.from(
    { length: Math.max(0, Math.ceil((toMs - first) / stepMs)) },
    (_, index) => first + index * stepMs,
  );
}
