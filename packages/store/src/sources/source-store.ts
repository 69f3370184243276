import type { Quantity, Subject } from "@aidc/contract";
import type pg from "pg";
import type { Database } from "../database/open-database.ts";

/** One ingest key and what came with it. */
export interface SourceSummary {
  readonly id: string;
  readonly name: string;
  readonly prefix: string;
  readonly createdAtMs: number;
  readonly revokedAtMs: number | null;
  /** Time of its newest sample, by the sample's own clock. */
  readonly lastSampleAtMs: number | null;
  readonly lastReceivedAtMs: number | null;
  /** Since the key was made; what later proves to be a repeat of something long packed is counted too. */
  readonly acceptedSamples: number;
  readonly seriesBound: number;
  readonly seriesUnmatched: number;
  readonly quarantined: number;
}

export interface UnmatchedSeries {
  readonly id: number;
  readonly labels: Record<string, string>;
  /** The ingest key that sends it. */
  readonly sourceId: string;
  /** Of the newest packed sample; what is not packed yet is in the latest table. */
  readonly lastSampleAtMs: number | null;
  readonly lastValue: number | null;
}

/** A series that a person bound, alone or by a rule. */
interface SeriesByHand {
  readonly id: number;
  readonly labels: Record<string, string>;
  readonly subject: Subject;
  readonly quantity: Quantity;
  readonly scale: number;
  readonly offset: number;
  readonly boundAtMs: number;
  readonly rule: number | null;
}

export interface QuarantineSummary {
  readonly reason: string;
  readonly count: number;
  readonly example: string;
  readonly lastAtMs: number;
}

interface OnlySeries {
  readonly metric: string;
}

/** One series and the point it feeds, null when it is unmatched. */
interface StoredSeries {
  readonly labels: Record<string, string>;
  readonly feeds: {
    readonly kind: string;
    readonly id: string;
    readonly quantity: string;
    readonly byHand: boolean;
  } | null;
}

/** What the sources page shows. */
export interface SourceStore {
  listSources(centerId: string): Promise<SourceSummary[]>;
  /** Series that feed no point, newest first; of one metric alone where it is named. */
  listUnmatched(centerId: string, limit: number, only?: OnlySeries): Promise<UnmatchedSeries[]>;
  /** Series that people bound, newest first, and how many there are by rule (key null: alone). */
  listByHand(centerId: string, limit: number): Promise<readonly SeriesByHand[]>;
  countByRule(centerId: string): Promise<ReadonlyMap<number | null, number>>;
  /** @returns null when the center has no such series */
  readSeries(centerId: string, series: number): Promise<StoredSeries | null>;
  /** By reason over all sources, the most frequent first. */
  listQuarantine(centerId: string): Promise<QuarantineSummary[]>;
}

export function openSourceStore({ pool }: Pick<Database, "pool">): SourceStore {
  return {
    listSources: (centerId) => listSources(pool, centerId),
    listUnmatched: (centerId, limit, only) => listUnmatched(pool, centerId, limit, only),
    listByHand: (centerId, limit) => listByHand(pool, centerId, limit),
    countByRule: (centerId) => countByRule(pool, centerId),
    readSeries: (centerId, id) => readSeries(pool, centerId, id),
    listQuarantine: (centerId) => listQuarantine(pool, centerId),
  };
}

/** The journal holds what no compaction has counted into the key yet; its packed payloads are not touched. */
async function listSources(pool: pg.Pool, centerId: string): Promise<SourceSummary[]> {
  const { rows } = await pool.query<Record<keyof SourceSummary, string>>(
    `with journal as (
       select j.source_id, sum(j.samples) filter (where j.id > coalesce(w.journal_id, 0)) as samples,
         max(j.newest_sample_at) as newest, max(j.received_at) as received
       from sample_journal j left join watermark w on w.center_id = j.center_id where j.center_id = $1 group by 1
     ), fed as (
       select s.source_id, count(b.series_id) as bound, count(*) - count(b.series_id) as unmatched, max(s.last_sample_at) as newest
       from series s left join series_continuation c on c.center_id = s.center_id and c.series_id = s.id
         left join binding b on b.center_id = s.center_id and b.series_id = coalesce(c.former_id, s.id) where s.center_id = $1 group by 1
     ), kept_out as (select source_id, sum(count) as count from quarantine where center_id = $1 group by 1)
     select k.id, k.name, k.prefix, extract(epoch from k.created_at) * 1000 as "createdAtMs", extract(epoch from k.revoked_at) * 1000 as "revokedAtMs",
       extract(epoch from greatest(journal.newest, fed.newest)) * 1000 as "lastSampleAtMs", extract(epoch from journal.received) * 1000 as "lastReceivedAtMs",
       k.accepted_samples + coalesce(journal.samples, 0) as "acceptedSamples", coalesce(fed.bound, 0) as "seriesBound",
       coalesce(fed.unmatched, 0) as "seriesUnmatched", coalesce(kept_out.count, 0) as quarantined
     from ingest_key k left join journal on journal.source_id = k.id::text left join fed on fed.source_id = k.id::text
       left join kept_out on kept_out.source_id = k.id::text
     where k.center_id = $1 order by k.created_at, k.id`,
    [centerId],
  );
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    prefix: row.prefix,
    createdAtMs: Number(row.createdAtMs),
    revokedAtMs: numberOrNull(row.revokedAtMs),
    lastSampleAtMs: numberOrNull(row.lastSampleAtMs),
    lastReceivedAtMs: numberOrNull(row.lastReceivedAtMs),
    acceptedSamples: Number(row.acceptedSamples),
    seriesBound: Number(row.seriesBound),
    seriesUnmatched: Number(row.seriesUnmatched),
    quarantined: Number(row.quarantined),
  }));
}

async function readSeries(pool: pg.Pool, centerId: string, id: number): Promise<StoredSeries | null> {
  const { rows } = await pool.query<StoredSeries>(
    `select s.labels, case when b.series_id is not null then json_build_object('kind', b.subject_kind, 'id', b.subject_id,
       'quantity', b.quantity, 'byHand', b.by_hand) end as feeds
     from series s left join binding b on b.center_id = s.center_id and b.series_id = s.id where s.center_id = $1 and s.id = $2`,
    [centerId, id],
  );
  return rows[0] ?? null;
}

async function listUnmatched(
  pool: pg.Pool,
  centerId: string,
  limit: number,
  only?: OnlySeries,
): Promise<UnmatchedSeries[]> {
  const { rows } = await pool.query<Omit<UnmatchedSeries, "lastSampleAtMs"> & { at: Date | null }>(
    `select s.id, s.labels, s.source_id as "sourceId", s.last_sample_at as at, s.last_value as "lastValue" from series s
     where s.center_id = $1 and not exists (select 1 from binding b where b.center_id = s.center_id and b.series_id = s.id)
       and not exists (select 1 from series_continuation c where c.center_id = s.center_id and c.series_id = s.id)
       and ($3::text is null or s.labels ->> '__name__' = $3)
     order by s.id desc limit $2`,
    [centerId, limit, only?.metric ?? null],
  );
  return rows.map(({ at, ...row }) => ({ ...row, lastSampleAtMs: at === null ? null : at.getTime() }));
}

async function listByHand(pool: pg.Pool, centerId: string, limit: number): Promise<SeriesByHand[]> {
  const { rows } = await pool.query<Omit<SeriesByHand, "boundAtMs"> & { at: Date }>(
    `select s.id, s.labels, json_build_object('kind', b.subject_kind, 'id', b.subject_id) as subject, b.quantity, b.scale,
       b.offset_by as offset, b.bound_at as at, b.rule_id as rule
     from binding b join series s on s.center_id = b.center_id and s.id = b.series_id
     where b.center_id = $1 and b.by_hand order by b.bound_at desc, s.id desc limit $2`,
    [centerId, limit],
  );
  return rows.map(({ at, ...row }) => ({ ...row, boundAtMs: at.getTime() }));
}

async function countByRule(pool: pg.Pool, centerId: string): Promise<Map<number | null, number>> {
  const { rows } = await pool.query<{ rule: number | null; count: string }>(
    "select rule_id as rule, count(*) as count from binding where center_id = $1 and by_hand group by 1",
    [centerId],
  );
  return new Map(rows.map(({ rule, count }) => [rule, Number(count)]));
}

async function listQuarantine(pool: pg.Pool, centerId: string): Promise<QuarantineSummary[]> {
  const { rows } = await pool.query<{ reason: string; count: string; example: string; at: Date }>(
    `select reason, sum(count) as count, max(last_at) as at, (array_agg(example order by last_at desc))[1] as example
     from quarantine where center_id = $1 group by reason order by 2 desc, 1`,
    [centerId],
  );
  return rows.map(({ reason, count, example, at }) => ({
    reason,
    count: Number(count),
    example,
    lastAtMs: at.getTime(),
  }));
}

function numberOrNull(value: string | null): number | null {
  return value === null ? null : Number(value);
}
