import type { WindowMs } from "@aidc/contract";
import type pg from "pg";
import { noSamples } from "../chunk/columns.ts";
import { mergeColumns } from "../chunk/merge.ts";
import type { SeriesSpan } from "../chunk/stored-chunks.ts";
import { readStoredSamples } from "../chunk/stored-chunks.ts";
import { scaleColumns } from "../rollups/series-rules.ts";
import type { BoundPoint, SampleColumns } from "../store.ts";
import type { HeadReader } from "./head-reader.ts";
import { groupByCenter } from "./points-by-center.ts";

type Reader = Pick<pg.ClientBase, "query">;

/**
 * Samples of chunks and head together, in the unit of each point; one query per center (and 2,000 points).
 * @returns in the order of `points`; a point without a series has no samples
 */
export async function readSamples(
  pool: Reader,
  head: HeadReader,
  points: readonly BoundPoint[],
  { fromMs, toMs }: WindowMs,
): Promise<SampleColumns[]> {
  const found: SampleColumns[] = points.map(() => noSamples);
  for (const [centerId, bound] of groupByCenter(points)) {
    const spans = bound.map(({ seriesId }) => ({ seriesId, fromMs, toMs }));
    const columns = await readRawSpans(pool, head, centerId, spans);
    for (const [i, { index, point }] of bound.entries())
      found[index] = scaleColumns(columns[i] ?? noSamples, point.scale, point.offset);
  }
  return found;
}

/** As sent, not scaled; in the order of `spans`. */
export async function readRawSpans(
  pool: Reader,
  head: HeadReader,
  centerId: string,
  spans: readonly SeriesSpan[],
): Promise<SampleColumns[]> {
  // The head first: what a compaction moves meanwhile is then found twice, and joined, instead of not at all.
  const fresh = spans.map((span) => head.read(span.seriesId, span));
  const stored = await readStoredSamples(pool, centerId, spans);
  return stored.map((columns, i) => mergeColumns(columns, fresh[i] ?? noSamples).columns);
}
