import type { AuditAction, AuditDraft, AuditEntry } from "@aidc/contract";
import { appendAudit } from "../audit/append-audit.ts";
import type { Transaction } from "../database/scope.ts";

/** Who makes a change, and with which request. */
export interface ChangeBy {
  readonly actor: AuditEntry["actor"];
  readonly requestId: string | null;
}

/** What happened, as far as it differs from a change of the installation that was done. */
export interface Told extends Partial<Omit<AuditDraft, "action" | "subject" | "actor" | "requestId">> {
  readonly action: AuditAction;
  readonly subject: string;
}

/** Adds the entry of a change to the log; last thing in its transaction. */
export async function tell(tx: Transaction, by: ChangeBy, told: Told): Promise<void> {
  const plain = { outcome: "done" as const, center: null, tenant: null, before: null, after: null };
  await appendAudit(tx, { ...plain, ...told, actor: by.actor, requestId: by.requestId });
}
