import type { WindowMs } from "@aidc/contract";
import type { Integral } from "@aidc/domain";
import { addIntegrals, integrate } from "@aidc/domain";
import type { BoundPoint, Resolution } from "@aidc/store";
import { rulesOf } from "./figures/point-rules.ts";
import type { SeriesReader } from "./figures/series-reader.ts";
import { noSamples, readRollups, readSamplesAround } from "./figures/series-reader.ts";

export interface HistoryBucket extends WindowMs {
  readonly integral: Integral;
}

/** Buckets start at multiples of their length; the first and the last are cut by the window. */
function bucketsOver(window: WindowMs, bucketMs: number): WindowMs[] {
  const buckets: WindowMs[] = [];
  for (
    let startMs = Math.floor(window.fromMs / bucketMs) * bucketMs;
    startMs < window.toMs;
    startMs += bucketMs
  ) {
    buckets.push({
      fromMs: Math.max(startMs, window.fromMs),
      toMs: Math.min(startMs + bucketMs, window.toMs),
    });
  }
  return buckets;
}

export async function bucketsOfSamples(
  reader: SeriesReader,
  point: BoundPoint,
  window: WindowMs,
  bucketMs: number,
): Promise<HistoryBucket[]> {
  const [samples] = await readSamplesAround(reader, [point], window);
  const rules = rulesOf(point, reader.meters);
  return bucketsOver(window, bucketMs).map((bucket) => ({
    ...bucket,
    integral: integrate(samples ?? noSamples, bucket, rules),
  }));
}

/** Roll-ups that lie in a bucket, added; one that an uneven bucket length would cut belongs where it starts. */
export async function bucketsOfRollups(
  reader: SeriesReader,
  point: BoundPoint,
  window: WindowMs,
  bucketMs: number,
  resolution: Resolution,
): Promise<HistoryBucket[]> {
  const buckets = bucketsOver(window, bucketMs);
  const firstMs = Math.floor(window.fromMs / bucketMs) * bucketMs;
  const parts: Integral[][] = buckets.map(() => []);
  // The cut buckets at both ends are drawn from all their roll-ups: a curve has no use for a ragged edge.
  const around = { fromMs: firstMs, toMs: Math.ceil(window.toMs / bucketMs) * bucketMs };
  const [rollups] = await readRollups(reader, [point], around, resolution);
  for (const rollup of rollups ?? []) parts[Math.floor((rollup.startMs - firstMs) / bucketMs)]?.push(rollup);
  return buckets.map((bucket, index) => ({ ...bucket, integral: addIntegrals(parts[index] ?? []) }));
}
