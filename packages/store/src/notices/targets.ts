import type { NoticeAttempt, NoticeSettings, NoticeTarget } from "@aidc/contract";
import { and, asc, desc, eq, sql } from "drizzle-orm";
import type { Drizzle } from "../database/open-database.ts";
import type { Transaction } from "../database/scope.ts";
import { inScope, wholeCenter } from "../database/scope.ts";
import type { ChangedBy } from "../leasing/done.ts";
import { appendDone } from "../leasing/done.ts";
import { alarmEvent } from "../schema/alarms.ts";
import { noticeAttempt, noticeMessage, noticeTarget } from "../schema/notices.ts";
import type { SealedAddress } from "./notice-store.ts";

const keptAttempts = 200;

export const isTarget = (centerId: string, id: string) =>
  and(eq(noticeTarget.centerId, centerId), eq(noticeTarget.id, id));

export async function listTargets(db: Drizzle, centerId: string): Promise<NoticeTarget[]> {
  const rows = await db
    .select({ id: noticeTarget.id })
    .from(noticeTarget)
    .where(eq(noticeTarget.centerId, centerId))
    .orderBy(asc(noticeTarget.createdAt), asc(noticeTarget.id));
  const targets = await Promise.all(rows.map(({ id }) => readTarget(db, centerId, id)));
  return targets.filter((target) => target !== null);
}

export async function readTarget(db: Drizzle, centerId: string, id: string): Promise<NoticeTarget | null> {
  const [row] = await db.select().from(noticeTarget).where(isTarget(centerId, id));
  if (row === undefined) return null;
  const [lastAttempt] = await listAttempts(db, centerId, id, 1);
  const [message] = await db
    .select({ nextAt: noticeMessage.nextAt, digest: noticeMessage.digest })
    .from(noticeMessage)
    .where(
      and(
        eq(noticeMessage.centerId, centerId),
        eq(noticeMessage.targetId, id),
        eq(noticeMessage.state, "waiting"),
      ),
    );
  return {
    ...row.settings,
    id,
    kind: row.kind,
    destination: row.destination,
    state: row.state,
    secret: row.isSigned ? "set" : "none",
    lastAttempt: lastAttempt ?? null,
    failingSince: row.failingSince?.toISOString() ?? null,
    nextAttemptAt: message?.nextAt.toISOString() ?? null,
    waiting: (row.pending?.count ?? 0) + (message?.digest.count ?? 0),
  };
}

export async function readSealed(
  db: Drizzle,
  centerId: string,
  id: string,
): Promise<(SealedAddress & { settings: NoticeSettings }) | null> {
  const { kind, destination, isSigned, sealed, settings } = noticeTarget;
  const [row] = await db
    .select({ kind, destination, isSigned, sealed, settings })
    .from(noticeTarget)
    .where(isTarget(centerId, id));
  return row ?? null;
}

export async function listAttempts(
  db: Drizzle,
  centerId: string,
  id: string,
  most = keptAttempts,
): Promise<NoticeAttempt[]> {
  const rows = await db
    .select()
    .from(noticeAttempt)
    .where(and(eq(noticeAttempt.centerId, centerId), eq(noticeAttempt.targetId, id)))
    .orderBy(desc(noticeAttempt.seq))
    .limit(most);
  return rows.map(({ at, messageId, number, isTest, ok, status, answer, durationMs, events }) => ({
    at: at.toISOString(),
    message: messageId,
    number,
    isTest,
    ok,
    status,
    answer,
    durationMs,
    events,
  }));
}

interface Writing {
  readonly centerId: string;
  readonly id: string;
  readonly settings: NoticeSettings;
  readonly by: ChangedBy;
}

export function createTarget(
  db: Drizzle,
  { centerId, id, settings, address, by }: Writing & { readonly address: SealedAddress },
): Promise<void> {
  return inScope(db, wholeCenter(centerId), async (tx) => {
    const seenSeq = await newestSeq(tx, centerId);
    await tx.insert(noticeTarget).values({ centerId, id, settings, ...address, seenSeq });
    await done(tx, { centerId, id, by }, "notice_target.create", null, told(settings, address));
  });
}

export function changeTarget(
  db: Drizzle,
  { centerId, id, settings, address, by }: Writing & { readonly address: SealedAddress | null },
): Promise<boolean> {
  return inScope(db, wholeCenter(centerId), async (tx) => {
    const [before] = await tx.select().from(noticeTarget).where(isTarget(centerId, id)).for("update");
    if (before === undefined) return false;
    // What happens while a target is switched off is not told afterwards.
    const starts = settings.enabled && !before.settings.enabled;
    const anew = starts ? { seenSeq: await newestSeq(tx, centerId), pending: null } : {};
    const stops = settings.enabled ? {} : { pending: null };
    await tx
      .update(noticeTarget)
      .set({ settings, ...address, ...anew, ...stops })
      .where(isTarget(centerId, id));
    if (address !== null) await tryNow(tx, centerId, id);
    if (!settings.enabled) await dropWaiting(tx, centerId, id);
    const after = told(settings, address ?? before);
    const changed = { ...after, address: address === null ? "kept" : "set" };
    await done(tx, { centerId, id, by }, "notice_target.change", told(before.settings, before), changed);
    return true;
  });
}

export function removeTarget(db: Drizzle, centerId: string, id: string, by: ChangedBy): Promise<boolean> {
  return inScope(db, wholeCenter(centerId), async (tx) => {
    const [before] = await tx.delete(noticeTarget).where(isTarget(centerId, id)).returning();
    if (before === undefined) return false;
    await done(tx, { centerId, id, by }, "notice_target.remove", told(before.settings, before), null);
    return true;
  });
}

/** Another address may be the cure: what waits is tried at once. */
export async function tryNow(tx: Transaction, centerId: string, id: string): Promise<void> {
  await tx.update(noticeMessage).set({ nextAt: sql`now()` }).where(waitingOf(centerId, id));
}

async function dropWaiting(tx: Transaction, centerId: string, id: string): Promise<void> {
  await tx.update(noticeMessage).set({ state: "given_up" }).where(waitingOf(centerId, id));
}

const waitingOf = (centerId: string, id: string) =>
  and(
    eq(noticeMessage.centerId, centerId),
    eq(noticeMessage.targetId, id),
    eq(noticeMessage.state, "waiting"),
  );

async function newestSeq(tx: Transaction, centerId: string): Promise<number> {
  const [row] = await tx
    .select({ seq: alarmEvent.seq })
    .from(alarmEvent)
    .where(eq(alarmEvent.centerId, centerId))
    .orderBy(desc(alarmEvent.seq))
    .limit(1);
  return row?.seq ?? 0;
}

/** What the audit log may know: everything but the secrets. */
const told = (settings: NoticeSettings, { kind, destination, isSigned }: Omit<SealedAddress, "sealed">) => ({
  ...settings,
  kind,
  destination,
  isSigned,
});

type Action = "notice_target.create" | "notice_target.change" | "notice_target.remove" | "notice_target.test";

export function done(
  tx: Transaction,
  { centerId, id, by }: Pick<Writing, "centerId" | "id" | "by">,
  action: Action,
  before: object | null,
  after: object | null,
): Promise<void> {
  return appendDone(tx, centerId, by, [
    { action, tenant: null, subject: `notice_target/${id}`, before, after },
  ]);
}
