import type { WindowMs } from "@aidc/contract";
import { alarmConditionSchema } from "@aidc/contract";
import type { JournalLine, Sounding } from "@aidc/domain";
import { and, desc, eq, inArray, lt, sql } from "drizzle-orm";
import type { Drizzle } from "../database/open-database.ts";
import { alarmEvent, alarmRule } from "../schema/alarms.ts";
import type { JudgedLine } from "./alarm-store.ts";

const page = 500;

export async function readJournal(
  db: Drizzle,
  centerId: string,
  before: number | null,
): Promise<JudgedLine[]> {
  const judgedBy = and(
    eq(alarmRule.centerId, alarmEvent.centerId),
    eq(alarmRule.id, alarmEvent.rule),
    eq(alarmRule.version, alarmEvent.ruleVersion),
  );
  const rows = await db
    .select({ event: alarmEvent, rule: alarmRule.definition })
    .from(alarmEvent)
    .leftJoin(alarmRule, judgedBy)
    .where(and(eq(alarmEvent.centerId, centerId), before === null ? undefined : lt(alarmEvent.seq, before)))
    .orderBy(desc(alarmEvent.seq))
    .limit(page);
  return rows.map(({ event, rule }) => ({ ...lineOf(event), condition: conditionOf(rule) }));
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

/**
 * The journal of each alarm's newest occurrence as it was at an instant, in the order in which it was written. What
 * never sounded and was never raised in silence has no line.
 */
export async function readLinesAt(db: Drizzle, centerId: string, atMs: number): Promise<JournalLine[]> {
  const at = sql`to_timestamp(${atMs}::float8 / 1000)`;
  const newest = sql`
    select distinct on (alarm_id) alarm_id, occurrence from alarm_event
    where center_id = ${centerId} and event in ('annunciate', 'raise_silently') and at <= ${at}
    order by alarm_id, occurrence desc`;
  const rows = await db
    .select({ event: alarmEvent })
    .from(alarmEvent)
    .innerJoin(
      sql`(${newest}) newest`,
      sql`newest.alarm_id = ${alarmEvent.alarm} and newest.occurrence = ${alarmEvent.occurrence}`,
    )
    .where(and(eq(alarmEvent.centerId, centerId), sql`${alarmEvent.at} <= ${at}`))
    .orderBy(alarmEvent.seq);
  return rows.map(({ event }) => lineOf(event));
}

/** Since when the center's alarms are watched: its first rules, or the first line, which a recording may date back. */
export async function readWatchedSince(db: Drizzle, centerId: string): Promise<number | null> {
  const { rows } = await db.execute<{ readonly since_ms: string | null }>(sql`
    select extract(epoch from least(
      (select min(since) from alarm_rule where center_id = ${centerId}),
      (select at from alarm_event where center_id = ${centerId} order by seq limit 1))) * 1000 as since_ms`);
  const sinceMs = rows[0]?.since_ms ?? null;
  return sinceMs === null ? null : Math.floor(Number(sinceMs));
}

/** null: there is none, or an older one that reads no longer; the journal is whole all the same. */
function conditionOf(rule: { readonly condition: unknown } | null): JudgedLine["condition"] {
  return alarmConditionSchema.safeParse(rule?.condition).data ?? null;
}

function lineOf({ at, centerId: _center, id: _id, ...line }: typeof alarmEvent.$inferSelect) {
  return { ...line, atMs: at.getTime() };
}

interface Row extends Record<string, unknown> {
  readonly alarm: string;
  readonly occurrence: number;
  readonly severity: Sounding["severity"];
  readonly at_ms: string;
  readonly cleared_ms: string | null;
}

/** An occurrence that sounded twice, because it came off a shelf, counts twice and clears once. */
export async function readAnnunciations(
  db: Drizzle,
  centerId: string,
  { fromMs, toMs }: WindowMs,
): Promise<Sounding[]> {
  const { rows } = await db.execute<Row>(sql`
    select e.alarm_id as alarm, e.occurrence, e.severity, extract(epoch from e.at) * 1000 as at_ms, extract(epoch from c.at) * 1000 as cleared_ms
    from alarm_event e left join lateral (
      select min(at) as at from alarm_event c where c.center_id = e.center_id and c.alarm_id = e.alarm_id
        and c.occurrence = e.occurrence and c.event = 'clear') c on true
    where e.center_id = ${centerId} and e.event = 'annunciate' and e.at < to_timestamp(${toMs}::float8 / 1000)
      and (e.at >= to_timestamp(${fromMs}::float8 / 1000) or c.at is null or c.at > to_timestamp(${fromMs}::float8 / 1000))
    order by e.at, e.seq`);
  return rows.map(({ alarm, occurrence, severity, at_ms, cleared_ms }) => ({
    alarm,
    occurrence,
    severity,
    atMs: Math.round(Number(at_ms)),
    clearedMs: cleared_ms === null ? null : Math.round(Number(cleared_ms)),
  }));
}
