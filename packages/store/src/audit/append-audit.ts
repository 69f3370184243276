import { createHash } from "node:crypto";
import type { AuditDraft, AuditEntry } from "@aidc/contract";
import { auditHash } from "@aidc/domain";
import type { Transaction } from "../database/scope.ts";
import { auditEntry, auditHead } from "../schema/audit.ts";

/**
 * Adds an entry to the chain in the transaction of what it tells of: both are kept, or neither. Any scope may append
 * and needs to see no entry for it. Call it last, because the chain stays locked until the transaction ends.
 */
export async function appendAudit(
  tx: Transaction,
  draft: AuditDraft,
  atMs = Date.now(),
): Promise<AuditEntry> {
  const [head] = await tx.select().from(auditHead).for("update");
  if (head === undefined) throw new Error("the audit log has lost its head");
  const unsealed = {
    ...storable(draft),
    seq: head.seq + 1,
    at: new Date(atMs).toISOString(),
    previousSha256: head.sha256,
  };
  const entry = { ...unsealed, sha256: auditHash(unsealed, sha256Hex) };
  const { center, at, ...columns } = entry;
  await tx.insert(auditEntry).values({ ...columns, at: new Date(at), centerId: center });
  await tx.update(auditHead).set({ seq: entry.seq, sha256: entry.sha256 });
  return entry;
}

/**
 * As it will be read back, because that is what gets hashed: the database's text holds no NUL and no half of a
 * surrogate pair, and JSON no `undefined`.
 */
function storable(draft: AuditDraft): AuditDraft {
  const plain: AuditDraft = JSON.parse(
    JSON.stringify(draft, (_, value: unknown) => (typeof value === "string" ? clean(value) : value)),
  );
  return plain;
}

const clean = (text: string): string => text.replaceAll("\0", "\uFFFD").toWellFormed();

export function sha256Hex(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
