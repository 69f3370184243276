import type { AuditDraft } from "@aidc/contract";
import type { LeaseChange } from "@aidc/domain";
import { appendAudit } from "../audit/append-audit.ts";
import type { Drizzle } from "../database/open-database.ts";
import type { Transaction } from "../database/scope.ts";
import { inScope, wholeCenter } from "../database/scope.ts";
import { asConflict } from "../inventory/write-document.ts";
import type { LeasingState } from "./center-holdings.ts";
import { lockLeases, readLeasingState } from "./center-holdings.ts";
import { writeChange } from "./write-change.ts";

/** Who asked for a change, as the audit log keeps it. */
export type ChangedBy = Pick<AuditDraft, "actor" | "requestId">;
/** What the audit log keeps of one thing that was done. */
export interface Done extends Pick<AuditDraft, "action" | "tenant" | "subject"> {
  readonly before: object | null;
  readonly after: object | null;
}

/** A change and what is told of it. Whoever decides throws to refuse: then nothing is kept. */
export interface LeaseDecision<T> {
  readonly change: LeaseChange;
  readonly done: readonly Done[];
  readonly answer: T;
}

/** Looks, decides and writes while nobody else changes the leases of the center; the audit log with it. */
export async function changeLeases<T>(
  db: Drizzle,
  centerId: string,
  by: ChangedBy,
  decide: (state: LeasingState, tx: Transaction) => Promise<LeaseDecision<T>> | LeaseDecision<T>,
): Promise<T> {
  try {
    return await inScope(db, wholeCenter(centerId), async (tx) => {
      await lockLeases(tx, centerId);
      const state = await readLeasingState(tx, centerId);
      const { change, done, answer } = await decide(state, tx);
      await writeChange(tx, centerId, state, change);
      await appendDone(tx, centerId, by, done);
      return answer;
    });
  } catch (error) {
    throw asConflict(error);
  }
}

export async function appendDone(
  tx: Transaction,
  centerId: string,
  by: ChangedBy,
  done: readonly Done[],
): Promise<void> {
  for (const { action, tenant, subject, before, after } of done) {
    const what = { action, tenant, subject, before: asJson(before), after: asJson(after) };
    await appendAudit(tx, { ...by, ...what, center: centerId, outcome: "done" });
  }
}

/** As it will be read back: an optional field that is not there is left out. */
function asJson(value: object | null): AuditDraft["before"] {
  return JSON.parse(JSON.stringify(value));
}
