import type { WindowMs } from "@aidc/contract";
import type pg from "pg";
import { Calendar } from "../rollups/touched.ts";
import type { BoundPoint, LaterDays } from "../store.ts";
import type { HeadReader } from "./head-reader.ts";
import { groupByCenter } from "./points-by-center.ts";
import { timeZoneOf } from "./read-rollups.ts";

type Client = Pick<pg.ClientBase, "query">;

/** Days that the journal will write, as columns. */
interface Waiting {
  readonly seriesIds: number[];
  readonly startsMs: number[];
}

/**
 * Local days inside the windows of which the roll-up was last written after an instant, by point; what waits in the
 * journal will be written, and counts. Roll-ups from before the time of writing was kept count as written then.
 */
export async function laterDays(
  client: Client,
  head: HeadReader,
  points: readonly BoundPoint[],
  windows: readonly WindowMs[],
  atMs: number,
): Promise<LaterDays[]> {
  const found: LaterDays[] = [];
  for (const [centerId, bound] of groupByCenter(points)) {
    const timeZone = await timeZoneOf(client, centerId);
    if (timeZone === null) continue;
    const seriesIds = bound.map(({ seriesId }) => seriesId);
    const waiting = waitingIn(head, seriesIds, windows, new Calendar(timeZone));
    const written = await writtenAfter(client, { centerId, seriesIds, windows, waiting, atMs });
    for (const { point, seriesId } of bound) {
      const days = written.get(seriesId);
      if (days) found.push({ point, ...days });
    }
  }
  return found;
}

function waitingIn(
  head: HeadReader,
  seriesIds: readonly number[],
  windows: readonly WindowMs[],
  calendar: Calendar,
): Waiting {
  const waiting: Waiting = { seriesIds: [], startsMs: [] };
  for (const seriesId of seriesIds) {
    const span = head.span(seriesId);
    if (span === null) continue;
    for (const window of windows) {
      if (span.fromMs >= window.toMs || span.toMs < window.fromMs) continue;
      const days = new Set<number>();
      for (const timeMs of head.read(seriesId, window)?.timesMs ?? [])
        days.add(calendar.bucketAt(timeMs, "1d").fromMs);
      for (const startMs of days) {
        waiting.seriesIds.push(seriesId);
        waiting.startsMs.push(startMs);
      }
    }
  }
  return waiting;
}

interface Asked {
  readonly centerId: string;
  readonly seriesIds: readonly number[];
  readonly windows: readonly WindowMs[];
  readonly waiting: Waiting;
  readonly atMs: number;
}

async function writtenAfter(
  client: Client,
  { centerId, seriesIds, windows, waiting, atMs }: Asked,
): Promise<Map<number, Omit<LaterDays, "point">>> {
  const { rows } = await client.query<{ series_id: number; days: number; first_ms: number; last_ms: number }>(
    `select series_id, count(*)::int as days, min(start_ms) as first_ms, max(start_ms) as last_ms from (
       select r.series_id, extract(epoch from r.starts_at)::float8 * 1000 as start_ms
       from unnest($3::float8[], $4::float8[]) as w(from_ms, to_ms) join rollup_1d r on r.center_id = $1 and r.series_id = any($2::int[])
         and r.starts_at >= to_timestamp(w.from_ms / 1000) and r.starts_at < to_timestamp(w.to_ms / 1000)
       where r.written_at > $5
       union select * from unnest($6::int[], $7::float8[])
     ) d group by series_id`,
    [
      centerId,
      `{${seriesIds.join()}}`,
      `{${windows.map(({ fromMs }) => fromMs).join()}}`,
      `{${windows.map(({ toMs }) => toMs).join()}}`,
      new Date(atMs),
      `{${waiting.seriesIds.join()}}`,
      `{${waiting.startsMs.join()}}`,
    ],
  );
  return new Map(
    rows.map((row) => [row.series_id, { days: row.days, firstMs: row.first_ms, lastMs: row.last_ms }]),
  );
}
