import type { WindowMs } from "@aidc/contract";
import { unionIntervals } from "@aidc/domain";
import type pg from "pg";
import { Calendar } from "../rollups/touched.ts";
import type { BoundPoint, LaterDays, LaterWrites } from "../store.ts";
import type { HeadReader } from "./head-reader.ts";
import { groupByCenter } from "./points-by-center.ts";
import { timeZoneOf } from "./read-rollups.ts";
import { runsOfDays } from "./runs-of-days.ts";

type Client = Pick<pg.ClientBase, "query">;
type Days = Omit<LaterDays, "point">;

/** Days that the journal will write. */
type Waiting = readonly { readonly seriesId: number; readonly startMs: number }[];

/**
 * Local days inside the windows of which the roll-up was last written after an instant, by point; what waits in the
 * journal will be written, and counts. A row says when it was written last and no more: where all of them were written
 * later, as those from before the upgrade that began to keep it are for any instant before it, none is late for sure.
 * @param windows of whole local days
 */
export async function laterDays(
  client: Client,
  head: HeadReader,
  points: readonly BoundPoint[],
  windows: readonly WindowMs[],
  atMs: number,
): Promise<LaterWrites> {
  const found: LaterDays[] = [];
  const since: number[] = [];
  for (const [centerId, bound] of groupByCenter(points)) {
    const timeZone = await timeZoneOf(client, centerId);
    if (timeZone === null) continue;
    const seriesIds = [...new Set(bound.map(({ seriesId }) => seriesId))];
    const runs = unionIntervals(windows).flatMap((one) => runsOfDays(one, seriesIds.length, timeZone));
    const asked = { centerId, seriesIds, atMs };
    const sinceMs = await firstWritten(client, asked, runs);
    if (sinceMs !== null) {
      since.push(sinceMs);
      continue;
    }
    const days = new Map<number, Days>();
    for (const run of runs) {
      const waiting = waitingIn(head, seriesIds, run, new Calendar(timeZone));
      for (const [seriesId, own] of await writtenAfter(client, asked, run, waiting))
        days.set(seriesId, together(days.get(seriesId), own));
    }
    for (const { point, seriesId } of bound) {
      const own = days.get(seriesId);
      if (own) found.push({ point, ...own });
    }
  }
  return { sinceMs: since.length > 0 ? Math.min(...since) : null, points: found };
}

/** Runs do not overlap, and come in order. */
const together = (before: Days | undefined, { days, firstMs, lastMs }: Days): Days =>
  before ? { days: before.days + days, firstMs: before.firstMs, lastMs } : { days, firstMs, lastMs };

function waitingIn(
  head: HeadReader,
  seriesIds: readonly number[],
  window: WindowMs,
  calendar: Calendar,
): Waiting {
  return seriesIds.flatMap((seriesId) => {
    const span = head.span(seriesId);
    if (span === null || span.fromMs >= window.toMs || span.toMs < window.fromMs) return [];
    const starts = new Set<number>();
    for (const timeMs of head.read(seriesId, window)?.timesMs ?? [])
      starts.add(calendar.bucketAt(timeMs, "1d").fromMs);
    return [...starts].map((startMs) => ({ seriesId, startMs }));
  });
}

interface Asked {
  readonly centerId: string;
  readonly seriesIds: readonly number[];
  readonly atMs: number;
}

const within = `r.center_id = $1 and r.series_id = any($2::int[]) and r.starts_at >= $3 and r.starts_at < $4`;
const valuesOf = ({ centerId, seriesIds, atMs }: Asked, { fromMs, toMs }: WindowMs): unknown[] => [
  centerId,
  `{${seriesIds.join()}}`,
  new Date(fromMs),
  new Date(toMs),
  new Date(atMs),
];

/** When the first of the rows was written; null: by the instant, which the first of them tells, or there is no row. */
async function firstWritten(client: Client, asked: Asked, runs: readonly WindowMs[]): Promise<number | null> {
  for (const run of runs) {
    const { rows } = await client.query(
      `select from rollup_1d r where ${within} and r.written_at <= $5 limit 1`,
      valuesOf(asked, run),
    );
    if (rows.length > 0) return null;
  }
  let firstMs: number | null = null;
  for (const run of runs) {
    const { rows } = await client.query<{ ms: number | null }>(
      `select extract(epoch from min(r.written_at))::float8 * 1000 as ms from rollup_1d r where ${within} and r.written_at > $5`,
      valuesOf(asked, run),
    );
    const ms = rows[0]?.ms ?? null;
    if (ms !== null) firstMs = Math.min(firstMs ?? ms, ms);
  }
  return firstMs;
}

async function writtenAfter(
  client: Client,
  asked: Asked,
  run: WindowMs,
  waiting: Waiting,
): Promise<Map<number, Days>> {
  const { rows } = await client.query<{ series_id: number; days: number; first_ms: number; last_ms: number }>(
    `select series_id, count(*)::int as days, min(start_ms) as first_ms, max(start_ms) as last_ms from (
       select r.series_id, extract(epoch from r.starts_at)::float8 * 1000 as start_ms from rollup_1d r
       where ${within} and r.written_at > $5
       union select * from unnest($6::int[], $7::float8[])
     ) d group by series_id`,
    [
      ...valuesOf(asked, run),
      `{${waiting.map(({ seriesId }) => seriesId).join()}}`,
      `{${waiting.map(({ startMs }) => startMs).join()}}`,
    ],
  );
  return new Map(
    rows.map((row) => [row.series_id, { days: row.days, firstMs: row.first_ms, lastMs: row.last_ms }]),
  );
}
