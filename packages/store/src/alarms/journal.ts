import type { AlarmEventLine, WindowMs } from "@aidc/contract";
import type { Annunciation } from "@aidc/domain";
import { and, desc, eq, inArray, lt, sql } from "drizzle-orm";
import type { Drizzle } from "../database/open-database.ts";
import { alarmEvent } from "../schema/alarms.ts";

const page = 500;

export async function readJournal(
  db: Drizzle,
  centerId: string,
  before: number | null,
): Promise<AlarmEventLine[]> {
  const rows = await db
    .select()
    .from(alarmEvent)
    .where(and(eq(alarmEvent.centerId, centerId), before === null ? undefined : lt(alarmEvent.seq, before)))
    .orderBy(desc(alarmEvent.seq))
    .limit(page);
  return rows.map(({ at, centerId: _center, id: _id, ...line }) => ({ ...line, atMs: at.getTime() }));
}

export async function writtenEvents(
  db: Drizzle,
  centerId: string,
  ids: readonly string[],
): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await db
    .select({ id: alarmEvent.id })
    .from(alarmEvent)
    .where(and(eq(alarmEvent.centerId, centerId), inArray(alarmEvent.id, [...ids])));
  return new Set(rows.map(({ id }) => id));
}

interface Row extends Record<string, unknown> {
  readonly alarm: string;
  readonly severity: Annunciation["severity"];
  readonly at_ms: string;
  readonly cleared_ms: string | null;
}

/** An occurrence that sounded twice, because it came off a shelf, counts twice and clears once. */
export async function readAnnunciations(
  db: Drizzle,
  centerId: string,
  { fromMs, toMs }: WindowMs,
): Promise<Annunciation[]> {
  const { rows } = await db.execute<Row>(sql`
    select e.alarm_id as alarm, e.severity, extract(epoch from e.at) * 1000 as at_ms, extract(epoch from c.at) * 1000 as cleared_ms
    from alarm_event e left join lateral (
      select min(at) as at from alarm_event c where c.center_id = e.center_id and c.alarm_id = e.alarm_id
        and c.occurrence = e.occurrence and c.event = 'clear') c on true
    where e.center_id = ${centerId} and e.event = 'annunciate' and e.at < to_timestamp(${toMs}::float8 / 1000)
      and (e.at >= to_timestamp(${fromMs}::float8 / 1000) or c.at is null or c.at > to_timestamp(${fromMs}::float8 / 1000))
    order by e.at, e.seq`);
  return rows.map(({ alarm, severity, at_ms, cleared_ms }) => ({
    alarm,
    severity,
    atMs: Math.round(Number(at_ms)),
    clearedMs: cleared_ms === null ? null : Math.round(Number(cleared_ms)),
  }));
}
