import { createHash } from "node:crypto";
import { closeSync, openSync, readSync } from "node:fs";
import type { AuditEntry } from "@aidc/contract";
import { auditEntrySchema } from "@aidc/contract";
import type { ChainVerdict } from "@aidc/domain";
import { canonicalJson, checkChain } from "@aidc/domain";

/**
 * Checks an exported audit log without a server: JSON lines of entries, oldest first, and a last line with their
 * number and the head. A file that was cut together with a last line made to fit shows only against a head that was
 * kept elsewhere.
 * @param keptHead of an earlier export
 * @returns the first entry that is wrong, or the head
 */
export function verifyAuditFile(lines: Iterable<string>, keptHead: string | undefined): ChainVerdict {
  const end: { line?: string } = {};
  const read = { entries: 0 };
  try {
    const verdict = checkChain(entriesOf(lines, end, read), sha256Hex, keptHead);
    return verdict.ok ? checkLastLine(verdict, end.line) : verdict;
  } catch (error) {
    if (error instanceof BadLine) return { ok: false, seq: read.entries + 1, what: error.message };
    throw error;
  }
}

class BadLine extends Error {}

/** All lines but the last, which says what the file should hold. */
function* entriesOf(
  lines: Iterable<string>,
  end: { line?: string },
  read: { entries: number },
): Generator<AuditEntry> {
  for (const line of lines) {
    if (end.line !== undefined) {
      yield entryOf(end.line);
      read.entries++;
    }
    end.line = line;
  }
}

function entryOf(line: string): AuditEntry {
  const entry = auditEntrySchema.safeParse(parsed(line)).data;
  if (entry === undefined) throw new BadLine("is not an entry of an audit log");
  // Not a byte more or less: what the hash does not cover must not be there either.
  if (canonicalJson(entry) !== line) throw new BadLine("is not in the form in which it was exported");
  return entry;
}

function checkLastLine(verdict: Extract<ChainVerdict, { ok: true }>, line: string | undefined): ChainVerdict {
  if (line === canonicalJson({ entries: verdict.entries, head: verdict.head })) return verdict;
  const what =
    "the file does not end with the head of its entries: it was cut, or something was put at its end";
  return { ok: false, seq: verdict.entries + 1, what };
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function sha256Hex(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

const blockBytes = 1 << 20;

/** Lines of a file of any length, without their ends. A last line that has no end is a line too. */
export function* linesOf(path: string): Generator<string> {
  const file = openSync(path, "r");
  try {
    const block = Buffer.alloc(blockBytes);
    let rest = Buffer.alloc(0);
    for (;;) {
      const bytes = readSync(file, block);
      if (bytes === 0) break;
      const text = Buffer.concat([rest, block.subarray(0, bytes)]);
      let from = 0;
      for (let end = text.indexOf(10); end >= 0; end = text.indexOf(10, from)) {
        yield text.toString("utf8", from, end);
        from = end + 1;
      }
      rest = text.subarray(from);
    }
    if (rest.length > 0) yield rest.toString("utf8");
  } finally {
    closeSync(file);
  }
}
