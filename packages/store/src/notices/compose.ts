import { randomUUID } from "node:crypto";
import { and, asc, eq, sql } from "drizzle-orm";
import type { Drizzle } from "../database/open-database.ts";
import type { Transaction } from "../database/scope.ts";
import { inScope, wholeCenter } from "../database/scope.ts";
import { noticeMessage, noticeTarget } from "../schema/notices.ts";
import type { Composed, ToldLine, ToldTarget } from "./notice-store.ts";

const page = 2_000;

/** One transaction for the center: how far a target was told and the message that tells it belong together. */
export function composeMessages(
  db: Drizzle,
  centerId: string,
  nowMs: number,
  plan: (target: ToldTarget, lines: readonly ToldLine[]) => Composed,
): Promise<{ isMore: boolean; composed: number }> {
  return inScope(db, wholeCenter(centerId), async (tx) => {
    const targets = await lockTargets(tx, centerId);
    let composed = 0;
    let isMore = false;
    for (const target of targets) {
      const lines = await readLines(tx, centerId, target.seenSeq);
      isMore ||= lines.length === page;
      if (lines.length === 0 && target.pending === null) continue;
      const { pending, bucket, message } = plan(target, lines);
      if (message !== null) {
        composed++;
        await tx.insert(noticeMessage).values({
          centerId,
          id: randomUUID(),
          targetId: target.id,
          digest: message,
          madeAt: new Date(nowMs),
          nextAt: new Date(nowMs),
        });
      }
      await tx
        .update(noticeTarget)
        .set({
          seenSeq: lines.at(-1)?.seq ?? target.seenSeq,
          pending,
          bucket,
          ...(message === null ? {} : { lastMessageAt: new Date(nowMs) }),
        })
        .where(and(eq(noticeTarget.centerId, centerId), eq(noticeTarget.id, target.id)));
    }
    return { isMore, composed };
  });
}

/** Those that another process is telling are left to it. */
async function lockTargets(tx: Transaction, centerId: string) {
  const rows = await tx
    .select()
    .from(noticeTarget)
    .where(and(eq(noticeTarget.centerId, centerId), sql`(${noticeTarget.settings}->>'enabled')::boolean`))
    .orderBy(asc(noticeTarget.id))
    .for("update", { skipLocked: true });
  const busy = await tx
    .select({ id: noticeMessage.targetId })
    .from(noticeMessage)
    .where(and(eq(noticeMessage.centerId, centerId), eq(noticeMessage.state, "waiting")));
  return rows.map((row) => ({
    ...row,
    lastMessageAtMs: row.lastMessageAt?.getTime() ?? null,
    hasMessage: busy.some(({ id }) => id === row.id),
  }));
}

interface Row extends Record<string, unknown>, Omit<ToldLine, "seq" | "atMs" | "wasAnnunciated"> {
  readonly seq: string;
  readonly at_ms: string;
  readonly sounded: boolean;
}

/** In the order in which they were written: the journal is written by one transaction after the other. */
async function readLines(tx: Transaction, centerId: string, seenSeq: number): Promise<ToldLine[]> {
  const { rows } = await tx.execute<Row>(sql`
    select e.seq, extract(epoch from e.at) * 1000 as at_ms, e.alarm_id as alarm, e.rule_id as rule, e.severity,
      e.event, e.by_whom as by, e.note, e.value,
      e.event <> 'clear' or exists (select from alarm_event a where a.center_id = e.center_id
        and a.alarm_id = e.alarm_id and a.occurrence = e.occurrence and a.event = 'annunciate') as sounded
    from alarm_event e where e.center_id = ${centerId} and e.seq > ${seenSeq} order by e.seq limit ${page}`);
  return rows.map(({ seq, at_ms, sounded, ...line }) => ({
    ...line,
    seq: Number(seq),
    atMs: Math.round(Number(at_ms)),
    wasAnnunciated: sounded,
  }));
}
