import type { AuditDraft } from "@aidc/contract";
import { appendAudit } from "../audit/append-audit.ts";
import type { Transaction } from "../database/scope.ts";

/** Who asked for a change, as the audit log keeps it. */
export type ChangedBy = Pick<AuditDraft, "actor" | "requestId">;
/** What the audit log keeps of one thing that was done. */
export interface Done extends Pick<AuditDraft, "action" | "tenant" | "subject"> {
  readonly before: object | null;
  readonly after: object | null;
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
