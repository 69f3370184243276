/**
 * The audit chain: each entry's hash covers all its other fields and the hash before it, so that an edit, a swap, an
 * insertion or a gap shows at the first entry it touches. A cut tail shows only against a head that was kept
 * elsewhere. Source: Crosby and Wallach, "Efficient Data Structures for Tamper-Evident Logging".
 */
import type { AuditEntry } from "@aidc/contract";
import { canonicalJson } from "./canonical-json.ts";

/** What stands before the first entry. */
export const chainStart = "0".repeat(64);

/** @returns hex SHA-256 of UTF-8 text; handed in, because domain has no cryptography of its own */
export type Sha256 = (text: string) => string;

export function auditHash(entry: Omit<AuditEntry, "sha256">, sha256: Sha256): string {
  const { seq, at, actor, action, outcome, center, tenant, subject, before, after, requestId } = entry;
  const covered = { seq, at, actor, action, outcome, center, tenant, subject, before, after, requestId };
  return sha256(canonicalJson({ ...covered, previousSha256: entry.previousSha256 }));
}

export type ChainVerdict =
  | { readonly ok: true; readonly entries: number; readonly head: string }
  /** `seq`: the first entry that is wrong, or the one that should follow. */
  | { readonly ok: false; readonly seq: number; readonly what: string };

/**
 * Reads a log from its first entry on.
 * @param knownHead hash of any entry, kept outside the log; absent: a cut tail cannot be told
 */
export function checkChain(entries: Iterable<AuditEntry>, sha256: Sha256, knownHead?: string): ChainVerdict {
  let previous = chainStart;
  let seq = 0;
  let headSeen = knownHead === undefined || knownHead === chainStart;
  for (const entry of entries) {
    seq += 1;
    if (entry.seq !== seq)
      return { ok: false, seq, what: `entry ${seq} is missing; entry ${entry.seq} stands there` };
    if (entry.previousSha256 !== previous)
      return { ok: false, seq, what: "does not follow the entry before it" };
    if (auditHash(entry, sha256) !== entry.sha256)
      return { ok: false, seq, what: "was changed after it was written" };
    previous = entry.sha256;
    headSeen ||= previous === knownHead;
  }
  if (!headSeen)
    return { ok: false, seq: seq + 1, what: "the log ends before the head that was kept elsewhere" };
  return { ok: true, entries: seq, head: previous };
}
