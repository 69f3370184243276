import type pg from "pg";
import type { ChunkIndex } from "../chunk/stored-chunks.ts";
import { ChunkWriter, loadChunks } from "../chunk/stored-chunks.ts";
import type { PayloadColumns } from "../journal/payload.ts";
import type { BoundSeries } from "../rollups/bound-series.ts";
import { RollupBatch } from "../rollups/roll-up-series.ts";
import type { Calendar } from "../rollups/touched.ts";
import type { CompactionResult, SampleColumns } from "../store.ts";
import { Conflicts } from "./conflicts.ts";
import { noteNewest } from "./newest.ts";
import type { SeriesWork } from "./series-work.ts";
import { packSeries, seriesWork, windowsNeeded } from "./series-work.ts";
import { groupBySeries, orderByTime } from "./sort-by-series.ts";

type Client = Pick<pg.ClientBase, "query">;

export interface SliceContext {
  readonly centerId: string;
  readonly calendar: Calendar;
  readonly bound: ReadonlyMap<number, BoundSeries>;
}

/** Chunks and samples handled at once: some tens of megabytes. */
const batchLimits = { windows: 3_000, samples: 500_000 } as const;

/** Packs the samples of a slice and recomputes what they touch. Runs inside the caller's transaction. */
export async function compactSlice(
  client: Client,
  context: SliceContext,
  slice: PayloadColumns,
): Promise<CompactionResult> {
  const grouped = groupBySeries(slice);
  const conflicts = new Conflicts();
  const newest = { ids: grouped.ids, timesMs: new Float64Array(grouped.ids.length) };
  const newestValues = new Float64Array(grouped.ids.length);
  const total = { samples: 0, chunks: 0, chunkBytes: 0 };
  let batch: SeriesWork[] = [];
  let windows = 0;
  let samples = 0;
  const finishBatch = async (): Promise<void> => {
    const done = await compactBatch(client, context, batch, conflicts);
    total.samples += done.samples;
    total.chunks += done.chunks;
    total.chunkBytes += done.chunkBytes;
    batch = [];
    windows = 0;
    samples = 0;
  };
  for (let i = 0; i < grouped.ids.length; i++) {
    const seriesId = grouped.ids[i] as number;
    const columns = orderedSeries(grouped, i, seriesId, conflicts);
    newest.timesMs[i] = columns.timesMs.at(-1) as number;
    newestValues[i] = columns.values.at(-1) as number;
    const work = seriesWork(seriesId, boundToRollUp(context, seriesId), columns);
    batch.push(work);
    windows += work.stretches.length;
    samples += columns.timesMs.length;
    if (windows >= batchLimits.windows || samples >= batchLimits.samples) await finishBatch();
  }
  if (batch.length > 0) await finishBatch();
  await noteNewest(client, context.centerId, { ...newest, values: newestValues });
  await conflicts.write(client, context.centerId);
  return total;
}

function orderedSeries(
  grouped: ReturnType<typeof groupBySeries>,
  at: number,
  seriesId: number,
  conflicts: Conflicts,
): SampleColumns {
  const [from, to] = [grouped.starts[at], grouped.starts[at + 1]];
  const ordered = orderByTime({
    timesMs: grouped.timesMs.subarray(from, to),
    values: grouped.values.subarray(from, to),
  });
  conflicts.note(seriesId, ordered.conflicts, ordered.firstConflictMs);
  return ordered.columns;
}

/** A series that waits for its rebuild gets all its roll-ups there. */
function boundToRollUp({ bound }: SliceContext, seriesId: number): BoundSeries | null {
  const series = bound.get(seriesId);
  return series === undefined || series.rebuild ? null : series;
}

async function compactBatch(
  client: Client,
  { centerId, calendar }: SliceContext,
  batch: readonly SeriesWork[],
  conflicts: Conflicts,
): Promise<CompactionResult> {
  const index = await loadNeeded(client, centerId, batch);
  const writer = new ChunkWriter();
  const rollups = new RollupBatch(calendar);
  let samples = 0;
  for (const work of batch) samples += packSeries(work, index, writer, rollups, conflicts);
  const written = await writer.flush(client, centerId);
  await rollups.flush(client, centerId);
  return { samples, ...written };
}

function loadNeeded(client: Client, centerId: string, batch: readonly SeriesWork[]): Promise<ChunkIndex> {
  const seriesIds: number[] = [];
  const windowsMs: number[] = [];
  for (const work of batch) {
    for (const windowMs of windowsNeeded(work)) {
      seriesIds.push(work.seriesId);
      windowsMs.push(windowMs);
    }
  }
  return loadChunks(client, centerId, seriesIds, windowsMs);
}
