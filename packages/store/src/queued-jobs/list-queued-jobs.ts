import type { QueueWaitJob } from "@aidc/contract";
import { localMonthsOver, waitBoundsMs } from "@aidc/domain";
import type { SQL } from "drizzle-orm";
import { sql } from "drizzle-orm";
import type { Transaction } from "../database/scope.ts";
import type { AskedWindow } from "./asked-queue.ts";
import { inMs, kindAt, monthAt, monthPairs, timeOf, toldBy } from "./asked-queue.ts";
import { readLastKnown } from "./read-feed.ts";

/** A place in the list: after this job. */
export interface ListPlace {
  readonly waitMs: number;
  readonly id: string;
}

export interface AskedJobs extends AskedWindow {
  /** Of the groups by wait only this one, counted from the shortest; null: of all. */
  readonly group: number | null;
  /** null: from the longest wait. */
  readonly after: ListPlace | null;
  readonly limit: number;
}

export interface ListedJobs {
  readonly jobs: readonly (Omit<QueueWaitJob, "isTenant" | "account"> & { readonly account: string })[];
  /** null: there are no more. */
  readonly next: ListPlace | null;
}

interface Row extends Record<string, unknown> {
  readonly job: ListedJobs["jobs"][number];
  readonly ms: string;
}

/**
 * The jobs that `readQueueWaits` counts in a window, by the same rule, the longest wait first, equal ones by id. Those
 * that left and those that still wait are read month by month in the order of an index, each month no further than a
 * page reaches.
 */
export async function listQueuedJobs(tx: Transaction, asked: AskedJobs): Promise<ListedJobs> {
  const thenMs = Math.min(asked.window.toMs, await readLastKnown(tx, asked));
  const { rows } = await tx.execute<Row>(sql`
    with recursive ${monthsOf(asked)}, page as (
      (${leftOf(asked)}) union all (${waitingOf(asked, thenMs)}) order by ms desc, job_id limit ${asked.limit + 1}
    )
    select ${jobOf(asked)} as job, ms from page order by ms desc, job_id`);
  const shown = rows.slice(0, asked.limit);
  const last = rows.length > asked.limit ? shown.at(-1) : undefined;
  return {
    jobs: shown.map(({ job }) => job),
    next: last ? { waitMs: Number(last.ms), id: last.job.id } : null,
  };
}

/** In which jobs that waited at the end of the window left, and what was told of them by then was superseded. */
const monthsOf = ({ centerId, window, recordedByMs }: AskedJobs) =>
  sql`${monthPairs(centerId, monthAt(timeOf(window.toMs)))}, month as (
      select * from pair where superseded_month >= ${monthAt(timeOf(recordedByMs))})`;

/**
 * Jobs that left the queue in the window: each month in the order of `queued_job_wait_index`. The months are branches of
 * one statement, so that they are merged row by row and none is read further than the page takes of it.
 */
function leftOf(asked: AskedJobs): SQL {
  const { after, window, limit } = asked;
  const [from, to] = [timeOf(window.fromMs), timeOf(window.toMs)];
  const { atLeastMs, belowMs } = groupRange(asked);
  const narrower = [
    ...(belowMs === null ? [] : [sql`and wait_order > ${-belowMs}::bigint`]),
    ...(after ? [sql`and (wait_order, job_id) > (${-after.waitMs}::bigint, ${after.id})`] : []),
  ];
  const inOrder = sql`order by wait_order, job_id limit ${limit + 1}`;
  const months = localMonthsOver(window, "UTC").map(
    ({
      fromMs,
    }) => sql`select * from (select * from queued_job where ${toldBy(asked)} and left_month = ${monthAt(timeOf(fromMs))}
        and left_at >= ${from} and left_at < ${to} and (left_at > ${from} or eligible_at >= ${from})
        and wait_order <= ${-atLeastMs}::bigint ${sql.join(narrower, sql` `)} ${inOrder}) of_month`,
  );
  return sql`select found.*, -wait_order as ms
    from (${sql.join(months, sql` union all `)} ${inOrder}) found`;
}

/** Jobs that waited still, with their age by then: in the order of `queued_job_eligible_index`. */
function waitingOf(asked: AskedJobs, thenMs: number): SQL {
  const { after, window, limit } = asked;
  const { atLeastMs, belowMs } = groupRange(asked);
  const since = (waitMs: number) => timeOf(thenMs - waitMs);
  const narrower = [
    ...(belowMs === null ? [] : [sql`and eligible_at > ${since(belowMs)}`]),
    ...(after ? [sql`and (eligible_at, job_id) > (${since(after.waitMs)}, ${after.id})`] : []),
  ];
  return sql`select found.*, ${inMs(sql`${timeOf(thenMs)} - eligible_at`)} as ms
    from month cross join lateral (
      select * from queued_job where ${toldBy(asked)}
        and left_month = month.left_month and superseded_month = month.superseded_month
        and left_at >= ${timeOf(window.toMs)} and eligible_at < ${timeOf(window.toMs)}
        and eligible_at <= ${since(atLeastMs)} ${sql.join(narrower, sql` `)}
      order by eligible_at, job_id limit ${limit + 1}
    ) found`;
}

/** Waits of the group, ms; null: it has no upper end. */
function groupRange({ group }: AskedJobs) {
  if (group === null) return { atLeastMs: 0, belowMs: null };
  return { atLeastMs: waitBoundsMs[group - 1] ?? 0, belowMs: waitBoundsMs[group] ?? null };
}

/** Times as the wire has them: ISO 8601 in UTC with milliseconds. */
const iso = (column: string) =>
  sql`to_char(${sql.raw(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const jobOf = ({ window }: AskedJobs) => sql`jsonb_build_object('id', job_id, 'account', tenant_id,
  'eligible', ${iso("eligible_at")}, 'start', ${iso("started_at")}, 'end', ${iso("ended_at")}, 'kind', ${kindAt(window)},
  'waitHours', ms / 3600000.0, 'state', state, 'accelerators', accelerators, 'knownAt', ${iso("known_at")})`;
