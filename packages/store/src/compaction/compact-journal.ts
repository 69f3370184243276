import type pg from "pg";
import { chunkWindowAt } from "../chunk/window.ts";
import type { Log } from "../database/log.ts";
import { chunkPartitions, partitionAt } from "../partitions/partition-plan.ts";
import { ensurePartitions } from "../partitions/partitions.ts";
import { loadBoundSeries } from "../rollups/bound-series.ts";
import { Calendar } from "../rollups/touched.ts";
import type { CompactionResult } from "../store.ts";
import { compactSlice } from "./compact-slice.ts";
import type { SliceBounds } from "./journal-slice.ts";
import { nextSlice, readSlice } from "./journal-slice.ts";
import { inCompactionTransaction } from "./transaction.ts";

type Client = Pick<pg.ClientBase, "query">;

export interface CompactionOptions {
  /** Newest journal row to take, by center: none beyond it may be waiting for its COMMIT. */
  readonly upTo: ReadonlyMap<string, number>;
  readonly log: Log;
  /** Samples of one transaction; about 100 bytes of memory each. */
  readonly sliceSamples?: number;
}

const defaultSliceSamples = 8_000_000;

/**
 * Moves the journal into chunks and roll-ups, slice by slice. Each slice is one transaction with its watermark, so
 * wherever this is interrupted, running it again ends in the same rows.
 * @returns what was new; samples that were stored already are not counted
 */
export async function compactJournal(client: Client, options: CompactionOptions): Promise<CompactionResult> {
  const total = { samples: 0, chunks: 0, chunkBytes: 0 };
  for (const [centerId, upTo] of options.upTo) {
    for (;;) {
      const done = await compactNextSlice(client, centerId, upTo, options);
      if (done === null) break;
      total.samples += done.samples;
      total.chunks += done.chunks;
      total.chunkBytes += done.chunkBytes;
    }
  }
  return total;
}

async function compactNextSlice(
  client: Client,
  centerId: string,
  upTo: number,
  { log, sliceSamples = defaultSliceSamples }: CompactionOptions,
): Promise<CompactionResult | null> {
  const startedMs = performance.now();
  const after = await readWatermark(client, centerId);
  const bounds = await nextSlice(client, centerId, after, upTo, sliceSamples);
  if (bounds === null) return null;
  const slice = await readSlice(client, centerId, after, bounds);
  await ensureChunkPartitions(client, slice.timesMs);
  const done = await inCompactionTransaction(client, async () => {
    const timeZone = await lockCenter(client, centerId);
    if (timeZone === null) return null;
    // Somebody else was faster; what we have read is packed already.
    if ((await readWatermark(client, centerId)) !== after) return noneNew;
    const bound = await loadBoundSeries(client, centerId);
    const result = await compactSlice(client, { centerId, calendar: new Calendar(timeZone), bound }, slice);
    await countAccepted(client, centerId, after, bounds);
    await moveWatermark(client, centerId, bounds);
    return { ...result, bound };
  });
  if (done === null) return null;
  const { samples, chunks, chunkBytes } = done;
  await askForRebuild(client, centerId, slice.seriesIds, done.bound);
  log("compacted", {
    centerId,
    samples,
    chunks,
    chunkBytes,
    durationMs: Math.round(performance.now() - startedMs),
  });
  return { samples, chunks, chunkBytes };
}

const noneNew = { samples: 0, chunks: 0, chunkBytes: 0, bound: null };

async function readWatermark(client: Client, centerId: string): Promise<number> {
  const { rows } = await client.query<{ journal_id: string }>(
    "select journal_id from watermark where center_id = $1",
    [centerId],
  );
  return Number(rows[0]?.journal_id ?? 0);
}

/** A center that is being removed must not be written to afterwards. @returns its time zone; null when it is gone */
async function lockCenter(client: Client, centerId: string): Promise<string | null> {
  const { rows } = await client.query<{ time_zone: string }>(
    "select time_zone from center where id = $1 for key share",
    [centerId],
  );
  return rows[0]?.time_zone ?? null;
}

/** Sources are counted by the journal until it is packed; the count goes on with their key. */
async function countAccepted(
  client: Client,
  centerId: string,
  after: number,
  { lastId }: SliceBounds,
): Promise<void> {
  await client.query(
    `update ingest_key k set accepted_samples = k.accepted_samples + j.samples
     from (select source_id, sum(samples) as samples from sample_journal where center_id = $1 and id > $2 and id <= $3 group by 1) j
     where k.center_id = $1 and k.id::text = j.source_id`,
    [centerId, after, lastId],
  );
}

async function moveWatermark(client: Client, centerId: string, { lastId }: SliceBounds): Promise<void> {
  await client.query(
    `insert into watermark (center_id, journal_id) values ($1, $2)
     on conflict (center_id) do update set journal_id = excluded.journal_id`,
    [centerId, lastId],
  );
}

/**
 * A series may be bound while its first samples are being packed: the binding did not see them, and the packing
 * did not see the binding. Such a binding is marked once both are done.
 */
async function askForRebuild(
  client: Client,
  centerId: string,
  seriesIds: Int32Array,
  bound: ReadonlyMap<number, unknown> | null,
): Promise<void> {
  if (bound === null) return;
  const unbound = new Set<number>();
  let last = Number.NaN;
  for (const id of seriesIds) {
    if (id !== last && !bound.has(id)) unbound.add(id);
    last = id;
  }
  if (unbound.size === 0) return;
  await client.query(
    "update binding set rebuild = true where center_id = $1 and series_id = any($2::int[]) and not rebuild",
    [centerId, `{${[...unbound].join()}}`],
  );
}

/** In a transaction of their own, before the slice's, which they must not keep open while they wait for a lock. */
async function ensureChunkPartitions(client: Client, timesMs: Float64Array): Promise<void> {
  const windows = new Set<number>();
  let last = Number.NaN;
  for (const timeMs of timesMs) {
    const windowMs = chunkWindowAt(timeMs);
    if (windowMs !== last) windows.add(windowMs);
    last = windowMs;
  }
  const wanted = new Map<string, ReturnType<typeof partitionAt>>();
  for (const windowMs of windows) {
    const partition = partitionAt(chunkPartitions, windowMs);
    wanted.set(partition.name, partition);
  }
  await ensurePartitions(client, chunkPartitions, [...wanted.values()]);
}
