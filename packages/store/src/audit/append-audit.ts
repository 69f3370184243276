import { createHash } from "node:crypto";
import type { AuditDraft, AuditEntry } from "@aidc/contract";
import { auditHash, chainStart } from "@aidc/domain";
import { desc, sql } from "drizzle-orm";
import type { Transaction } from "../database/scope.ts";
import { auditEntry } from "../schema/audit.ts";

/** Any fixed number: entries are appended one after the other. */
const chainLock = 0x61696463_0006n.toString();

/**
 * Adds an entry to the chain in the transaction of what it tells of: both are kept, or neither. Call it last, because
 * the chain stays locked until the transaction ends.
 */
export async function appendAudit(
  tx: Transaction,
  draft: AuditDraft,
  atMs = Date.now(),
): Promise<AuditEntry> {
  await tx.execute(sql`select pg_advisory_xact_lock(${chainLock}::bigint)`);
  const [last] = await tx
    .select({ seq: auditEntry.seq, sha256: auditEntry.sha256 })
    .from(auditEntry)
    .orderBy(desc(auditEntry.seq))
    .limit(1);
  const unsealed = {
    ...draft,
    seq: (last?.seq ?? 0) + 1,
    at: new Date(atMs).toISOString(),
    previousSha256: last?.sha256 ?? chainStart,
  };
  const entry = { ...unsealed, sha256: auditHash(unsealed, sha256Hex) };
  const { center, at, ...columns } = entry;
  await tx.insert(auditEntry).values({ ...columns, at: new Date(at), centerId: center });
  return entry;
}

export function sha256Hex(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
