import type { QueueWaitJob, WindowMs } from "@aidc/contract";
import { waitBoundsMs } from "@aidc/domain";
import { sql } from "drizzle-orm";
import type { Transaction } from "../database/scope.ts";
import { inMs, timeOf } from "./read-queue-waits.ts";

export interface AskedJobs {
  readonly centerId: string;
  readonly window: WindowMs;
  /** What was recorded later is left out. */
  readonly recordedByMs: number;
  /** Of the groups by wait only this one, counted from the shortest; null: of all. */
  readonly group: number | null;
  readonly skip: number;
  readonly limit: number;
}

export interface ListedJobs {
  /** Of all pages. */
  readonly total: number;
  readonly jobs: readonly (Omit<QueueWaitJob, "isTenant" | "account"> & { readonly account: string })[];
}

/** The jobs that `readQueueWaits` counts in a window, by the same rule, the longest wait first. */
export async function listQueuedJobs(tx: Transaction, asked: AskedJobs): Promise<ListedJobs> {
  const { centerId, window, recordedByMs, group, skip, limit } = asked;
  const known = sql`center_id = ${centerId} and recorded_at <= ${timeOf(recordedByMs)}`;
  const [from, to] = [timeOf(window.fromMs), timeOf(window.toMs)];
  const bounds = sql`${`{${waitBoundsMs.join(",")}}`}::bigint[]`;
  const inGroup = group === null ? sql`true` : sql`width_bucket(wait_ms, ${bounds}) = ${group}`;
  const { rows } = await tx.execute<ListedJobs & Record<string, unknown>>(sql`
    with feed as materialized (select max(known_at) as to_at from queued_job where ${known}),
    told as (
      select distinct on (job_id) *, coalesce(started_at, ended_at, 'infinity') as left_at
      from queued_job where ${known} order by job_id desc, known_at desc
    ), wait as (
      select told.*,
        case when left_at >= ${to} then 'waiting' when started_at is not null then 'started' else 'withdrawn' end as kind,
        ${inMs(sql`case when left_at < ${to} then left_at else least(${to}, feed.to_at) end - eligible_at`)} as wait_ms
      from told cross join feed
      where eligible_at <= feed.to_at and eligible_at < ${to} and (eligible_at >= ${from} or left_at > ${from})
    ), picked as (select * from wait where ${inGroup}),
    page as (select * from picked order by wait_ms desc, job_id limit ${limit} offset ${skip})
    select (select count(*) from picked)::int as total,
      coalesce((select jsonb_agg(${jobOf} order by wait_ms desc, job_id) from page), '[]') as jobs`);
  const [found] = rows;
  if (!found) throw new Error("the list was not answered");
  return found;
}

/** Times as the wire has them: ISO 8601 in UTC with milliseconds. */
const iso = (column: string) =>
  sql`to_char(${sql.raw(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const jobOf = sql`jsonb_build_object('id', job_id, 'account', tenant_id, 'eligible', ${iso("eligible_at")},
  'start', ${iso("started_at")}, 'end', ${iso("ended_at")}, 'kind', kind, 'waitHours', wait_ms / 3600000.0,
  'state', state, 'accelerators', accelerators, 'knownAt', ${iso("known_at")})`;
