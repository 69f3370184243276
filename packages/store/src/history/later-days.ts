import type { WindowMs } from "@aidc/contract";
import { bucketAt, unionIntervals } from "@aidc/domain";
import type pg from "pg";
import { Calendar } from "../rollups/touched.ts";
import type { LaterDays, LaterWrites, ReadOfPoint } from "../store.ts";
import type { HeadReader } from "./head-reader.ts";
import { groupByCenter } from "./points-by-center.ts";
import { timeZoneOf } from "./read-rollups.ts";
import { runsOfDays } from "./runs-of-days.ts";

type Client = Pick<pg.ClientBase, "query">;
type Days = Omit<LaterDays, "point">;

/** Days that the journal will write. */
type Waiting = readonly { readonly seriesId: number; readonly startMs: number }[];

/** Series of which the same days were read. */
interface Read {
  readonly seriesIds: readonly number[];
  readonly runs: readonly WindowMs[];
}

/**
 * Local days that the windows of each point touch of which the roll-up was last written after an instant, by point; what
 * waits in the journal will be written, and counts. A row says when it was written last and no more: where all of them
 * were written later, as those from before the upgrade that began to keep it are for any instant before it, none is late
 * for sure.
 */
export async function laterDays(
  client: Client,
  head: HeadReader,
  reads: readonly ReadOfPoint[],
  atMs: number,
): Promise<LaterWrites> {
  const found: LaterDays[] = [];
  const since: number[] = [];
  const windowsOf = new Map(reads.map(({ point, windows }) => [point, windows]));
  for (const [centerId, bound] of groupByCenter([...windowsOf.keys()])) {
    const timeZone = await timeZoneOf(client, centerId);
    if (timeZone === null) continue;
    const own = bound.map(({ point, seriesId }) => ({ seriesId, windows: windowsOf.get(point) ?? [] }));
    const asked = { centerId, atMs, reads: sameDays(own, timeZone) };
    const sinceMs = await firstWritten(client, asked);
    if (sinceMs !== null) {
      since.push(sinceMs);
      continue;
    }
    const days = new Map<number, Days>();
    for (const { seriesIds, runs } of asked.reads)
      for (const run of runs) {
        const waiting = waitingIn(head, seriesIds, run, new Calendar(timeZone));
        for (const [seriesId, of] of await writtenAfter(client, { centerId, atMs, seriesIds }, run, waiting))
          days.set(seriesId, together(days.get(seriesId), of));
      }
    for (const { point, seriesId } of bound) {
      const later = days.get(seriesId);
      if (later) found.push({ point, ...later });
    }
  }
  return { sinceMs: since.length > 0 ? Math.min(...since) : null, points: found };
}

/** A report reads most of its points over one of few windows: those of the same days are one question. */
function sameDays(
  own: readonly { readonly seriesId: number; readonly windows: readonly WindowMs[] }[],
  timeZone: string,
): Read[] {
  const dayAt = (atMs: number) => bucketAt(atMs, "1d", timeZone);
  const edges = new Map<number, WindowMs>();
  const dayOf = (atMs: number): WindowMs => {
    const day = edges.get(atMs) ?? dayAt(atMs);
    edges.set(atMs, day);
    return day;
  };
  const ofSeries = Map.groupBy(own, ({ seriesId }) => seriesId);
  const days = [...ofSeries].map(([seriesId, all]) => {
    const windows = all.flatMap((one) => one.windows).filter(({ fromMs, toMs }) => toMs > fromMs);
    return {
      seriesId,
      days: unionIntervals(
        windows.map(({ fromMs, toMs }) => ({ fromMs: dayOf(fromMs).fromMs, toMs: dayOf(toMs - 1).toMs })),
      ),
    };
  });
  return [...Map.groupBy(days, (one) => JSON.stringify(one.days)).values()].map((alike) => {
    const [{ days: windows } = { days: [] }] = alike;
    const seriesIds = alike.map(({ seriesId }) => seriesId);
    return {
      seriesIds,
      runs: windows.flatMap((one) => runsOfDays(one, seriesIds.length, timeZone)),
    };
  });
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
async function firstWritten(
  client: Client,
  { centerId, atMs, reads }: Pick<Asked, "centerId" | "atMs"> & { readonly reads: readonly Read[] },
): Promise<number | null> {
  const statements = reads.flatMap(({ seriesIds, runs }) =>
    runs.map((run) => valuesOf({ centerId, seriesIds, atMs }, run)),
  );
  for (const values of statements) {
    const { rows } = await client.query(
      `select from rollup_1d r where ${within} and r.written_at <= $5 limit 1`,
      values,
    );
    if (rows.length > 0) return null;
  }
  let firstMs: number | null = null;
  for (const values of statements) {
    const { rows } = await client.query<{ ms: number | null }>(
      `select extract(epoch from min(r.written_at))::float8 * 1000 as ms from rollup_1d r where ${within} and r.written_at > $5`,
      values,
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
