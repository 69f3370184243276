import type { QueueWait } from "@aidc/domain";
import { sql } from "drizzle-orm";
import type { Transaction } from "../database/scope.ts";
import type { AskedWindow } from "./asked-queue.ts";
import { inMs, inWindow, kindAt, timeOf, toldBy } from "./asked-queue.ts";
import type { AskedQueue, KnownQueue } from "./queued-job-store.ts";
import { readFeed } from "./read-feed.ts";
import { readOwners } from "./read-owners.ts";
import type { ClassCount, ExactCount } from "./wait-counts.ts";
import { classBoundsMs, groupsOf, neededClasses, ranksOf } from "./wait-counts.ts";

/**
 * The rule of `queueWait` in domain over millions of jobs, of which none is sorted: they are counted by classes of
 * waits, and wait by wait in the few classes in which a percentile lies.
 */
export async function readQueueWaits(tx: Transaction, asked: AskedQueue): Promise<KnownQueue> {
  const { toMs, feed } = await readFeed(tx, asked);
  const waits: QueueWait[] = [];
  for (const window of asked.windows) waits.push(await readWait(tx, { ...asked, window }, toMs));
  return { feed, waits, months: await readOwners(tx, asked, toMs) };
}

/** @param lastKnownMs nobody waits beyond it */
async function readWait(tx: Transaction, asked: AskedWindow, lastKnownMs: number): Promise<QueueWait> {
  const counts = await countClasses(tx, asked, lastKnownMs);
  const exact = await countWaits(tx, asked, lastKnownMs, neededClasses(counts));
  return { groups: groupsOf(counts), ranks: ranksOf(counts, exact) };
}

async function countClasses(tx: Transaction, asked: AskedWindow, lastKnownMs: number): Promise<ClassCount[]> {
  const { rows } = await tx.execute<ClassCount & Record<string, unknown>>(sql`
    select width_bucket(ms, ${classBounds}) as at, count(*) filter (where kind = 'started')::int as started,
      count(*) filter (where kind = 'waiting')::int as waiting,
      count(*) filter (where kind = 'withdrawn')::int as withdrawn
    from (${waitsOf(asked, lastKnownMs)}) wait group by 1`);
  return rows;
}

async function countWaits(
  tx: Transaction,
  asked: AskedWindow,
  lastKnownMs: number,
  classes: readonly number[],
): Promise<ExactCount[]> {
  if (classes.length === 0) return [];
  const isIn = classes.map(
    (at) => sql`ms >= ${classBoundsMs[at - 1] ?? 0} and ms < ${classBoundsMs[at] ?? Number.MAX_SAFE_INTEGER}`,
  );
  const { rows } = await tx.execute<{ ms: string; is_waiting: boolean; jobs: number }>(sql`
    select ms, kind = 'waiting' as is_waiting, count(*)::int as jobs
    from (${waitsOf(asked, lastKnownMs)}) wait where ${sql.join(isIn, sql` or `)} group by 1, 2 order by 1, 2`);
  return rows.map(({ ms, is_waiting, jobs }) => ({ ms: Number(ms), isWaiting: is_waiting, jobs }));
}

const classBounds = sql.raw(`'{${classBoundsMs.join(",")}}'::bigint[]`);

/** Each job of the window: how it stood at its end, and how long it had waited. */
function waitsOf(asked: AskedWindow, lastKnownMs: number) {
  const to = timeOf(asked.window.toMs);
  const end = timeOf(Math.min(asked.window.toMs, lastKnownMs));
  return sql`select ${kindAt(asked.window)} as kind,
      case when left_at < ${to} then -wait_order else ${inMs(sql`${end} - eligible_at`)} end as ms
    from queued_job where ${toldBy(asked)} and ${inWindow(asked.window)} and eligible_at <= ${timeOf(lastKnownMs)}`;
}
