import { randomUUID } from "node:crypto";
import type {
  AuditDraft,
  Correction,
  CorrectionDraft,
  MeterReading,
  MeterReadingDraft,
} from "@aidc/contract";
import { and, asc, eq, sql } from "drizzle-orm";
import { appendAudit } from "../audit/append-audit.ts";
import type { ChangedBy } from "../billing/billing-store.ts";
import type { Database } from "../database/open-database.ts";
import type { Transaction } from "../database/scope.ts";
import { inScope, wholeCenter } from "../database/scope.ts";
import { StoreConflict } from "../database/store-conflict.ts";
import { correction, correctionWithdrawal } from "../schema/corrections.ts";

/** Everything that was ever recorded of a center, oldest first, withdrawn records included. */
export interface CorrectionRecords {
  readonly corrections: readonly Correction[];
  readonly readings: readonly MeterReading[];
}

interface Recording extends ChangedBy {
  /** Asked when it is this one's turn: what is recorded is known from then on, and to whoever reads after that. */
  readonly clock: () => number;
}

interface Turn extends ChangedBy {
  readonly atMs: number;
}

/** Corrections of a center, only ever added to. */
export interface CorrectionStore {
  list(centerId: string): Promise<CorrectionRecords>;
  /**
   * @param check looks at what is there already, with nobody recording meanwhile; what it throws is passed on
   */
  record(
    centerId: string,
    draft: CorrectionDraft,
    by: Recording,
    check: (there: CorrectionRecords) => void,
  ): Promise<Correction>;
  /** All of them or none; `pick` looks at what is there already and says which to keep. */
  recordReadings(
    centerId: string,
    by: Recording,
    pick: (there: CorrectionRecords) => readonly MeterReadingDraft[],
  ): Promise<MeterReading[]>;
  /** @throws StoreConflict when it was withdrawn before. @returns false when there is no such record */
  withdraw(centerId: string, id: string, reason: string, by: Recording): Promise<boolean>;
}

export function openCorrectionStore({ db }: Pick<Database, "db">): CorrectionStore {
  const alone = <T>(
    centerId: string,
    { clock, ...by }: Recording,
    work: (tx: Transaction, by: Turn) => Promise<T>,
  ): Promise<T> =>
    inScope(db, wholeCenter(centerId), async (tx) => {
      await tx.execute(sql`select pg_advisory_xact_lock(${lockOf(centerId)})`);
      return work(tx, { ...by, atMs: clock() });
    });
  return {
    list: (centerId) =>
      inScope(db, wholeCenter(centerId), async (tx) => {
        // Waits for what is being recorded: its time has begun, so whoever asks after it has to see it.
        await tx.execute(sql`select pg_advisory_xact_lock_shared(${lockOf(centerId)})`);
        return readAll(tx, centerId);
      }),
    record: (centerId, draft, recording, check) =>
      alone(centerId, recording, async (tx, by) => {
        check(await readAll(tx, centerId));
        const [id = ""] = await insert(tx, centerId, [draft], by);
        return { ...factsOf(id, by), draft };
      }),
    recordReadings: (centerId, recording, pick) =>
      alone(centerId, recording, async (tx, by) => {
        const drafts = pick(await readAll(tx, centerId));
        const ids = await insert(tx, centerId, drafts, by);
        return drafts.map((draft, at) => ({ ...factsOf(ids[at] ?? "", by), draft }));
      }),
    withdraw: (centerId, id, reason, recording) =>
      alone(centerId, recording, (tx, by) => withdraw(tx, { centerId, id, reason }, by)),
  };
}

const lockOf = (centerId: string) => sql`hashtextextended(${`corrections\n${centerId}`}, 0)`;

const factsOf = (id: string, { actor, atMs }: Turn) => ({
  id,
  recordedAt: new Date(atMs).toISOString(),
  recordedBy: actor.name,
  withdrawal: null,
});

async function insert(
  tx: Transaction,
  centerId: string,
  drafts: readonly (CorrectionDraft | MeterReadingDraft)[],
  by: Turn,
): Promise<string[]> {
  const ids: string[] = [];
  for (const document of drafts) {
    const id = randomUUID();
    const recordedAt = new Date(by.atMs);
    await tx.insert(correction).values({ centerId, id, document, recordedAt, recordedBy: by.actor.name });
    const action = isReading(document) ? "reading.record" : "correction.record";
    await appendAudit(tx, { ...entryOf(centerId, id, by), action, before: null, after: document });
    ids.push(id);
  }
  return ids;
}

async function withdraw(
  tx: Transaction,
  { centerId, id, reason }: { readonly centerId: string; readonly id: string; readonly reason: string },
  by: Turn,
): Promise<boolean> {
  const [found] = await tx
    .select()
    .from(correction)
    .where(and(eq(correction.centerId, centerId), eq(correction.id, id)));
  if (found === undefined) return false;
  const rows = await tx
    .insert(correctionWithdrawal)
    .values({
      centerId,
      correctionId: id,
      reason,
      withdrawnAt: new Date(by.atMs),
      withdrawnBy: by.actor.name,
    })
    .onConflictDoNothing()
    .returning();
  if (rows.length === 0) throw new StoreConflict("It was withdrawn before.");
  const entry = entryOf(centerId, id, by);
  await appendAudit(tx, {
    ...entry,
    action: "correction.withdraw",
    before: found.document,
    after: { reason },
  });
  return true;
}

function entryOf(
  centerId: string,
  id: string,
  { actor, requestId }: Turn,
): Omit<AuditDraft, "action" | "before" | "after"> {
  const subject = `corrections/${id}`;
  return { actor, requestId, outcome: "done", center: centerId, tenant: null, subject };
}

async function readAll(tx: Transaction, centerId: string): Promise<CorrectionRecords> {
  const rows = await tx
    .select()
    .from(correction)
    .leftJoin(
      correctionWithdrawal,
      and(
        eq(correctionWithdrawal.centerId, correction.centerId),
        eq(correctionWithdrawal.correctionId, correction.id),
      ),
    )
    .where(eq(correction.centerId, centerId))
    .orderBy(asc(correction.recordedAt), asc(correction.id));
  const corrections: Correction[] = [];
  const readings: MeterReading[] = [];
  for (const { correction: row, correction_withdrawal: ended } of rows) {
    const facts = {
      id: row.id,
      recordedAt: row.recordedAt.toISOString(),
      recordedBy: row.recordedBy,
      withdrawal: ended
        ? { at: ended.withdrawnAt.toISOString(), by: ended.withdrawnBy, reason: ended.reason }
        : null,
    };
    // What was recorded before water could be stated says nothing of it.
    if (isReading(row.document))
      readings.push({ ...facts, draft: { ...row.document, volumeM3: row.document.volumeM3 ?? null } });
    else corrections.push({ ...facts, draft: row.document });
  }
  return { corrections, readings };
}

function isReading(document: CorrectionDraft | MeterReadingDraft): document is MeterReadingDraft {
  return document.kind === "bill" || document.kind === "reading";
}
