import type { WindowMs } from "@aidc/contract";
import { sql } from "drizzle-orm";
import type { Transaction } from "../database/scope.ts";
import type { AskedWindow } from "./asked-queue.ts";
import { inMs, monthPairs, timeOf } from "./asked-queue.ts";

type AskedFeed = Pick<AskedWindow, "centerId" | "recordedByMs">;

/** Over which time jobs are told, the rule of `feedOf` in domain. `toMs`: what was known last; of nothing, none. */
export async function readFeed(
  tx: Transaction,
  asked: AskedFeed,
): Promise<{ readonly toMs: number; readonly feed: WindowMs | null }> {
  const toMs = await readLastKnown(tx, asked);
  const { rows } = await tx.execute<{ ms: string | null }>(sql`
    with recursive ${monthPairs(asked.centerId, sql`'-infinity'`)}
    select ${inMs(sql`min(first.eligible_at)`)} as ms from pair cross join lateral (
      select eligible_at from queued_job where center_id = ${asked.centerId} and recorded_at <= ${timeOf(asked.recordedByMs)}
        and left_month = pair.left_month and superseded_month = pair.superseded_month and eligible_at is not null
      order by eligible_at limit 1
    ) first`);
  const ms = rows[0]?.ms ?? null;
  const fromMs = ms === null ? Number.POSITIVE_INFINITY : Number(ms);
  return { toMs, feed: fromMs < toMs ? { fromMs, toMs } : null };
}

/** @returns ms; before all time when nothing was told */
export async function readLastKnown(tx: Transaction, { centerId, recordedByMs }: AskedFeed): Promise<number> {
  const { rows } = await tx.execute<{ ms: string }>(sql`
    select ${inMs(sql`known_at`)} as ms from queued_job
    where center_id = ${centerId} and recorded_at <= ${timeOf(recordedByMs)} order by known_at desc limit 1`);
  return rows[0] ? Number(rows[0].ms) : 0;
}
