import type { NoticeKind } from "@aidc/contract";
import type { TokenBucket } from "@aidc/domain";
import { and, eq, inArray, sql } from "drizzle-orm";
import type { Drizzle } from "../database/open-database.ts";
import type { Transaction } from "../database/scope.ts";
import { inScope, wholeCenter } from "../database/scope.ts";
import type { ChangedBy } from "../leasing/done.ts";
import { noticeAttempt, noticeMessage, noticeTarget } from "../schema/notices.ts";
import type { AttemptDraft, ClaimedMessage, Outcome } from "./notice-store.ts";
import { done, isTarget, tryNow } from "./targets.ts";

const keptAttempts = 200;

/** A lease instead of a lock: sending takes seconds, and a process that dies must not keep the message. */
export async function claimDue(
  db: Drizzle,
  nowMs: number,
  leaseMs: number,
  most: number,
): Promise<ClaimedMessage[]> {
  const now = new Date(nowMs);
  return db.transaction(async (tx) => {
    const rows = await tx
      .select()
      .from(noticeTarget)
      .innerJoin(
        noticeMessage,
        and(eq(noticeMessage.centerId, noticeTarget.centerId), eq(noticeMessage.targetId, noticeTarget.id)),
      )
      .where(
        and(
          eq(noticeMessage.state, "waiting"),
          sql`${noticeMessage.nextAt} <= ${now}`,
          sql`coalesce(${noticeTarget.busyUntil}, '-infinity') <= ${now}`,
        ),
      )
      .orderBy(noticeMessage.nextAt)
      .limit(most)
      .for("update", { of: noticeTarget, skipLocked: true });
    if (rows.length === 0) return [];
    const ids = rows.map(({ notice_target: { id } }) => id);
    await tx
      .update(noticeTarget)
      .set({ busyUntil: new Date(nowMs + leaseMs) })
      .where(inArray(noticeTarget.id, ids));
    return rows.map(({ notice_target: target, notice_message: { centerId, id, digest, madeAt, tries } }) => ({
      centerId,
      id,
      target,
      digest,
      tries,
      madeAtMs: madeAt.getTime(),
    }));
  });
}

export function recordAttempt(
  db: Drizzle,
  { centerId, id, target }: ClaimedMessage,
  attempt: AttemptDraft,
  { nextAtMs, bucket }: Outcome,
): Promise<void> {
  return inScope(db, wholeCenter(centerId), async (tx) => {
    // A message that was dropped meanwhile, because the target was switched off, stays dropped.
    const state = nextAtMs === null ? (attempt.ok ? "sent" : "given_up") : undefined;
    await tx
      .update(noticeMessage)
      .set({
        tries: attempt.number,
        ...(state === undefined ? {} : { state }),
        ...(nextAtMs === null ? {} : { nextAt: new Date(nextAtMs) }),
      })
      .where(
        and(
          eq(noticeMessage.centerId, centerId),
          eq(noticeMessage.id, id),
          eq(noticeMessage.state, "waiting"),
        ),
      );
    const found = await standAfter(tx, centerId, target.id, attempt, {
      bucket,
      isGivenUp: state === "given_up",
    });
    if (found) await writeAttempt(tx, centerId, target.id, attempt);
  });
}

interface Testing {
  readonly centerId: string;
  readonly id: string;
  readonly attempt: AttemptDraft;
  readonly by: ChangedBy;
}

export function recordTest(db: Drizzle, { centerId, id, attempt, by }: Testing): Promise<void> {
  return inScope(db, wholeCenter(centerId), async (tx) => {
    if (!(await standAfter(tx, centerId, id, attempt, null))) return;
    await writeAttempt(tx, centerId, id, attempt);
    // The way is open again: what waits need not wait any longer.
    if (attempt.ok) await tryNow(tx, centerId, id);
    const after = { ok: attempt.ok, status: attempt.status };
    await done(tx, { centerId, id, by }, "notice_target.test", null, after);
  });
}

export function bookToken(
  db: Drizzle,
  centerId: string,
  id: string,
  book: (bucket: TokenBucket | null, kind: NoticeKind) => TokenBucket,
): Promise<boolean> {
  return inScope(db, wholeCenter(centerId), async (tx) => {
    const [target] = await tx.select().from(noticeTarget).where(isTarget(centerId, id)).for("update");
    if (target === undefined) return false;
    const bucket = book(target.bucket, target.kind);
    await tx.update(noticeTarget).set({ bucket }).where(isTarget(centerId, id));
    return true;
  });
}

/** Where the target stands after a try; a test says the same about the way there. @returns false: it is gone */
async function standAfter(
  tx: Transaction,
  centerId: string,
  id: string,
  { ok, atMs }: AttemptDraft,
  sent: { readonly bucket: TokenBucket | null; readonly isGivenUp: boolean } | null,
): Promise<boolean> {
  const failing = sent?.isGivenUp ? ("given_up" as const) : ("failing" as const);
  const rows = await tx
    .update(noticeTarget)
    .set({
      ...(sent === null ? {} : { busyUntil: null, bucket: sent.bucket }),
      state: ok ? "delivered" : failing,
      failingSince: ok ? null : sql`coalesce(${noticeTarget.failingSince}, ${new Date(atMs)})`,
    })
    .where(isTarget(centerId, id))
    .returning({ id: noticeTarget.id });
  return rows.length > 0;
}

async function writeAttempt(
  tx: Transaction,
  centerId: string,
  targetId: string,
  { atMs, ...attempt }: AttemptDraft,
): Promise<void> {
  await tx.insert(noticeAttempt).values({ centerId, targetId, ...attempt, at: new Date(atMs) });
  await tx.execute(sql`
    delete from notice_attempt where center_id = ${centerId} and target_id = ${targetId} and seq <= (
      select seq from notice_attempt where center_id = ${centerId} and target_id = ${targetId}
      order by seq desc offset ${keptAttempts} limit 1)`);
  await tx.execute(sql`
    delete from notice_message where center_id = ${centerId} and target_id = ${targetId} and state <> 'waiting'
      and made_at < ${new Date(atMs)}::timestamptz - interval '7 days'`);
}
