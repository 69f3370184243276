import type { WindowMs } from "@aidc/contract";
import { encodeChunk } from "../chunk/codec.ts";
import { concatColumns } from "../chunk/columns.ts";
import { mergeColumns } from "../chunk/merge.ts";
import type { ChunkIndex, ChunkWriter, StoredChunk } from "../chunk/stored-chunks.ts";
import { chunkWindowAt, chunkWindowMs } from "../chunk/window.ts";
import type { BoundSeries } from "../rollups/bound-series.ts";
import type { ColumnsOver, RollupBatch } from "../rollups/roll-up-series.ts";
import { bucketMs, touchedBy } from "../rollups/touched.ts";
import type { SampleColumns } from "../store.ts";
import type { Conflicts } from "./conflicts.ts";

/** The part of a series' new samples that lies in one window. */
interface Stretch {
  readonly windowMs: number;
  readonly columns: SampleColumns;
}

/** What a slice has for one series. `bound` null: nobody reads roll-ups of it. */
export interface SeriesWork {
  readonly seriesId: number;
  readonly bound: BoundSeries | null;
  readonly stretches: readonly Stretch[];
}

/** @param columns sorted, no time twice, at least one sample */
export function seriesWork(seriesId: number, bound: BoundSeries | null, columns: SampleColumns): SeriesWork {
  const { timesMs, values } = columns;
  const stretches: Stretch[] = [];
  for (let from = 0; from < timesMs.length; ) {
    const windowMs = chunkWindowAt(timesMs[from] as number);
    const endMs = windowMs + chunkWindowMs;
    let to = from + 1;
    while (to < timesMs.length && (timesMs[to] as number) < endMs) to++;
    stretches.push({
      windowMs,
      columns: { timesMs: timesMs.subarray(from, to), values: values.subarray(from, to) },
    });
    from = to;
  }
  return { seriesId, bound, stretches };
}

/** Windows whose chunks must be at hand: those written to and, for roll-ups, what their buckets reach into. */
export function windowsNeeded({ bound, stretches }: SeriesWork): ReadonlySet<number> {
  const windows = new Set<number>();
  for (const { windowMs, columns } of stretches) {
    windows.add(windowMs);
    if (bound === null) continue;
    const { fromMs, toMs } = spanOf(columns);
    const widthMs = bound.rules.nature === "counter" ? bucketMs["1h"] : bucketMs["5m"];
    const touched = touchedBy(fromMs, toMs, bound.reachMs, widthMs);
    const lastMs = touched.toMs + bound.reachMs;
    for (let at = chunkWindowAt(touched.fromMs - bound.reachMs); at < lastMs; at += chunkWindowMs)
      windows.add(at);
  }
  return windows;
}

/** Merges the new samples into their chunks, hands the changed ones to the writer and what changed to the roll-ups. */
export function packSeries(
  work: SeriesWork,
  index: ChunkIndex,
  writer: ChunkWriter,
  rollups: RollupBatch,
  conflicts: Conflicts,
): number {
  const chunks = index.get(work.seriesId) ?? new Map<number, StoredChunk>();
  const changed: WindowMs[] = [];
  let added = 0;
  for (const { windowMs, columns } of work.stretches) {
    const stored = chunks.get(windowMs);
    const merged = stored === undefined ? freshOnly(columns) : mergeColumns(stored.columns, columns);
    conflicts.note(work.seriesId, merged.conflicts, merged.firstConflictMs);
    if (merged.added === 0) continue;
    added += merged.added;
    const generation = (stored?.generation ?? 0) + 1;
    chunks.set(windowMs, { generation, columns: merged.columns });
    writer.add(
      work.seriesId,
      windowMs,
      generation,
      merged.columns.timesMs.length,
      encodeChunk(merged.columns),
    );
    changed.push(spanOf(columns));
  }
  if (work.bound !== null && changed.length > 0) rollups.add(work.bound, changed, columnsOver(chunks));
  return added;
}

const freshOnly = (columns: SampleColumns) => ({
  columns,
  added: columns.timesMs.length,
  conflicts: 0,
  firstConflictMs: null,
});

function columnsOver(chunks: ReadonlyMap<number, StoredChunk>): ColumnsOver {
  return (fromMs, toMs) => {
    const parts: SampleColumns[] = [];
    for (let at = chunkWindowAt(fromMs); at < toMs; at += chunkWindowMs) {
      const chunk = chunks.get(at);
      if (chunk !== undefined) parts.push(chunk.columns);
    }
    return concatColumns(parts);
  };
}

/** First and last time, both included. */
function spanOf({ timesMs }: SampleColumns): WindowMs {
  return { fromMs: timesMs[0] as number, toMs: timesMs[timesMs.length - 1] as number };
}
