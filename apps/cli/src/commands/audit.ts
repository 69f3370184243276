import { createWriteStream, statSync } from "node:fs";
import { resolve } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { linesOf, verifyAuditFile } from "../audit-file.ts";
import type { Command } from "../command.ts";
import { Misuse } from "../command.ts";

const exportLog: Command = {
  name: "audit export",
  about: "Write the audit log into a file, checked; print its head, which is to be kept elsewhere",
  options: { out: { type: "string", required: true, shown: "FILE" } },
  async run({ need }, { server, workDir, print }) {
    const path = resolve(workDir, need("out"));
    const body = await (await server()).exportAudit();
    await pipeline(Readable.fromWeb(body), createWriteStream(path, { mode: 0o600 }));
    print(verified(path, undefined));
  },
};

const verifyLog: Command = {
  name: "audit verify",
  about: "Check an exported audit log, without a server; names the first entry that is wrong",
  words: ["FILE"],
  options: { head: { type: "string", shown: "HASH" } },
  async run({ words, text }, { workDir, print }) {
    const head = text("head");
    if (head !== undefined && !/^[0-9a-f]{64}$/.test(head))
      throw new Misuse("--head is the hash that an earlier export printed: 64 hexadecimal digits");
    print(verified(resolve(workDir, words[0] ?? ""), head));
  },
};

/** @throws Error for a file that is none, or whose first line cannot be of an export */
function requireExport(path: string): void {
  if (!statSync(path, { throwIfNoEntry: false })?.isFile())
    throw new Error(`${path} is no file; give one that \`aidc audit export\` wrote`);
  const [first = ""] = linesOf(path);
  if (!first.startsWith("{"))
    throw new Error(`${path} is no exported audit log: \`aidc audit export --out FILE\` writes one`);
}

/** @throws Error that names the first bad entry */
function verified(path: string, head: string | undefined): string {
  requireExport(path);
  const verdict = verifyAuditFile(linesOf(path), head);
  if (!verdict.ok) throw new Error(`${path}: entry ${verdict.seq} ${verdict.what}`);
  return JSON.stringify({ entries: verdict.entries, head: verdict.head });
}

export const auditCommands: readonly Command[] = [exportLog, verifyLog];
