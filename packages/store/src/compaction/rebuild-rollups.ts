import type pg from "pg";
import { clipColumns, noSamples } from "../chunk/columns.ts";
import { readStoredSamples } from "../chunk/stored-chunks.ts";
import { chunkWindowMs } from "../chunk/window.ts";
import type { Log } from "../database/log.ts";
import type { BoundSeries } from "../rollups/bound-series.ts";
import { loadBoundSeries } from "../rollups/bound-series.ts";
import { RollupBatch } from "../rollups/roll-up-series.ts";
import { Calendar } from "../rollups/touched.ts";
import type { SampleColumns } from "../store.ts";
import { inCompactionTransaction } from "./transaction.ts";

type Client = Pick<pg.ClientBase, "query">;

/** Samples of one transaction. */
const samplesPerTransaction = 2_000_000;

/**
 * Recomputes the roll-ups of every binding that asks for it (`rebuild`), because it was made or changed after
 * samples were packed. Roll-ups older than the oldest chunk stay: nothing is left to make them from. Only those of a
 * series that a person bound as something else before go: in another unit or meaning they would be wrong.
 * @returns how many series were rebuilt
 */
export async function rebuildRollups(client: Client, { log }: { readonly log: Log }): Promise<number> {
  const { rows } = await client.query<{ center_id: string; time_zone: string }>(
    "select distinct b.center_id, c.time_zone from binding b join center c on c.id = b.center_id where b.rebuild",
  );
  let rebuilt = 0;
  for (const { center_id: centerId, time_zone } of rows) {
    const calendar = new Calendar(time_zone);
    for (;;) {
      const done = await rebuildSome(client, centerId, calendar);
      if (done === 0) break;
      rebuilt += done;
    }
  }
  if (rebuilt > 0) log("roll-ups rebuilt", { series: rebuilt });
  return rebuilt;
}

/** @returns how many were done; 0 when none is left */
async function rebuildSome(client: Client, centerId: string, calendar: Calendar): Promise<number> {
  return inCompactionTransaction(client, async () => {
    const extents = await takeBindings(client, centerId);
    const bound = await loadBoundSeries(client, centerId);
    const rollups = new RollupBatch(calendar);
    for (const { series_id: seriesId, first_ms, last_ms, was_other } of extents) {
      const series = bound.get(seriesId);
      if (was_other) await removeAllRollups(client, centerId, seriesId);
      if (series === undefined || first_ms === null || last_ms === null) continue;
      await removeRollups(client, centerId, series, first_ms, calendar);
      const toMs = last_ms + chunkWindowMs;
      const [columns] = await readStoredSamples(client, centerId, [{ seriesId, fromMs: first_ms, toMs }]);
      addAll(rollups, series, columns ?? noSamples);
    }
    await rollups.flush(client, centerId);
    return extents.length;
  });
}

interface Extent {
  readonly series_id: number;
  readonly first_ms: number | null;
  readonly last_ms: number | null;
  /** A person took it back as another quantity, or in another unit. */
  readonly was_other: boolean;
}

/** Clears the flag of some bindings, as many as one transaction should carry, and says where their chunks lie. */
async function takeBindings(client: Client, centerId: string): Promise<Extent[]> {
  const { rows } = await client.query<Extent & { samples: string | null }>(
    `select b.series_id, c.first_ms, c.last_ms, c.samples,
       u.series_id is not null and (u.quantity, u.scale, u.offset_by) is distinct from (b.quantity, b.scale, b.offset_by) as was_other
     from (select series_id, quantity, scale, offset_by from binding where center_id = $1 and rebuild order by series_id limit 500 for update) b
     left join lateral (
       select extract(epoch from min(window_start))::float8 * 1000 as first_ms, extract(epoch from max(window_start))::float8 * 1000 as last_ms, sum(samples) as samples
       from sample_chunk where center_id = $1 and series_id = b.series_id) c on true
     left join unbound_series u on u.center_id = $1 and u.series_id = b.series_id
     order by b.series_id`,
    [centerId],
  );
  let samples = 0;
  const taken = rows.filter((row, at) => {
    samples += Number(row.samples ?? 0);
    return at === 0 || samples <= samplesPerTransaction;
  });
  await client.query(
    "update binding set rebuild = false where center_id = $1 and series_id = any($2::int[])",
    [centerId, taken.map((row) => row.series_id)],
  );
  return taken;
}

/** From the local day of the first chunk on; the point's earlier scale or quantity may have left any bucket there. */
async function removeRollups(
  client: Client,
  centerId: string,
  { seriesId, reachMs }: BoundSeries,
  firstMs: number,
  calendar: Calendar,
): Promise<void> {
  const from = {
    rollup_5m: firstMs - reachMs,
    rollup_1h: firstMs - reachMs,
    rollup_1d: calendar.bucketAt(firstMs, "1d").fromMs,
  };
  for (const [table, fromMs] of Object.entries(from))
    await client.query(`delete from ${table} where center_id = $1 and series_id = $2 and starts_at >= $3`, [
      centerId,
      seriesId,
      new Date(fromMs),
    ]);
}

async function removeAllRollups(client: Client, centerId: string, seriesId: number): Promise<void> {
  for (const table of ["rollup_5m", "rollup_1h", "rollup_1d"])
    await client.query(`delete from ${table} where center_id = $1 and series_id = $2`, [centerId, seriesId]);
}

/** Stretch by stretch, so that a pause of months does not become a span of empty buckets. */
function addAll(rollups: RollupBatch, series: BoundSeries, columns: SampleColumns): void {
  const { timesMs } = columns;
  const changed: { fromMs: number; toMs: number }[] = [];
  for (const timeMs of timesMs) {
    const last = changed.at(-1);
    if (last !== undefined && timeMs - last.toMs <= series.reachMs) last.toMs = timeMs;
    else changed.push({ fromMs: timeMs, toMs: timeMs });
  }
  if (changed.length > 0) rollups.add(series, changed, (fromMs, toMs) => clipColumns(columns, fromMs, toMs));
}
