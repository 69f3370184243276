import type { WindowMs } from "@aidc/contract";
import type { SQL, SQLWrapper } from "drizzle-orm";
import { sql } from "drizzle-orm";

/** Jobs of a window by what was recorded by an instant. */
export interface AskedWindow {
  readonly centerId: string;
  readonly window: WindowMs;
  /** What was recorded later is left out. */
  readonly recordedByMs: number;
}

export const timeOf = (ms: number) => sql`to_timestamp(${ms}::bigint / 1000.0)`;
/** The month in UTC, as the columns `left_month` and `superseded_month` have it. */
export const monthAt = (time: SQL) => sql`date_trunc('month', ${time} at time zone 'UTC')`;
/** Whole milliseconds, so that waits are compared exactly; by way of floats, which cost a third of numerics. */
export const inMs = (span: SQLWrapper) => sql`round(date_part('epoch', ${span}) * 1000)::bigint`;

/** What of each job was known last: one row of each. */
export const toldBy = ({ centerId, recordedByMs }: Pick<AskedWindow, "centerId" | "recordedByMs">) =>
  sql`center_id = ${centerId} and recorded_at <= ${timeOf(recordedByMs)} and superseded_at > ${timeOf(recordedByMs)}`;

/**
 * The jobs that were in the queue for some of the window, the rule of `queueWait` in domain: no job leaves before it is
 * eligible. The month lets an index begin there.
 */
export const inWindow = ({ fromMs, toMs }: WindowMs): SQL => {
  const [from, to] = [timeOf(fromMs), timeOf(toMs)];
  return sql`(eligible_at < ${to} and left_month >= ${monthAt(from)} and (left_at > ${from} or eligible_at >= ${from}))`;
};

/** How a job stands at the end of the window. */
export const kindAt = ({ toMs }: Pick<WindowMs, "toMs">) =>
  sql`case when left_at >= ${timeOf(toMs)} then 'waiting' when started_at is not null then 'started' else 'withdrawn' end`;

/**
 * Part of a recursive query: the pairs of months (UTC) in which jobs left the queue and what was told of them was
 * superseded, from a month on; looked up pair by pair in `queued_job_eligible_index`.
 */
export function monthPairs(centerId: string, since: SQL): SQL {
  const pair = sql`select left_month, superseded_month from queued_job where center_id = ${centerId}`;
  const first = sql`order by left_month, superseded_month limit 1`;
  return sql`pair as (
    (${pair} and left_month >= ${since} ${first})
    union all
    select next.* from pair cross join lateral (
      ${pair} and (left_month, superseded_month) > (pair.left_month, pair.superseded_month) ${first}
    ) next
  )`;
}
