import { createWriteStream } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReportSummary } from "@aidc/contract";
import { reportFileKinds, reportFileName } from "@aidc/contract";
import type { ServerClient } from "@aidc/feeder";
import type { Command } from "../command.ts";
import { Misuse } from "../command.ts";
import { verifyReportFile } from "../report-file.ts";

const issue: Command = {
  name: "report issue",
  about: "Draft, review and issue the report of a period, and write its files",
  options: {
    center: { type: "string", required: true, shown: "ID" },
    period: { type: "string", required: true, shown: "2024-05|2024-Q2|2024" },
    issuer: { type: "string", required: true, shown: "NAME" },
    reviewer: { type: "string", required: true, shown: "NAME" },
    out: { type: "string", required: true, shown: "DIR" },
    cause: { type: "string", shown: "TEXT" },
  },
  async run({ need, text }, { server, workDir, print }) {
    const center = need("center");
    const people = { issuer: need("issuer"), reviewer: need("reviewer") };
    if (people.issuer.toLowerCase() === people.reviewer.toLowerCase())
      throw new Misuse("--reviewer must be somebody else than --issuer");
    const client = await server();
    const report = await client.issueReport({
      center,
      period: need("period"),
      ...people,
      cause: text("cause"),
    });
    const { contentSha256 } = report;
    const number = report.number ?? "";
    const files = await writeFiles(client, { center, number }, resolve(workDir, need("out")));
    print(JSON.stringify({ number, contentSha256, files }));
  },
};

const render: Command = {
  name: "report render",
  about: "Write the files of an issued report; the same bytes every time",
  words: ["NUMBER"],
  options: { out: { type: "string", required: true, shown: "DIR" } },
  async run({ words, need }, { server, workDir, print }) {
    const number = words[0] ?? "";
    const center = /^(.+)-\d{4}(?:-(?:\d{2}|Q[1-4]))?-\d+$/.exec(number)?.[1];
    if (center === undefined) throw new Misuse(`${number} is not the number of a report: c1-2024-05-1`);
    const files = await writeFiles(await server(), { center, number }, resolve(workDir, need("out")));
    print(JSON.stringify({ number, files }));
  },
};

async function writeFiles(
  client: ServerClient,
  { center, number }: { readonly center: string; readonly number: string },
  folder: string,
): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const files: string[] = [];
  for (const { format, language } of reportFileKinds) {
    const path = join(folder, reportFileName(number, format, language));
    await writeFile(path, await client.reportFile({ center, number, format, language }));
    files.push(path);
  }
  return files;
}

const list: Command = {
  name: "report list",
  about: "List reports, newest first",
  options: { center: { type: "string", shown: "ID" }, json: { type: "boolean" } },
  async run({ text, flag }, { server, print }) {
    const client = await server();
    const only = text("center");
    const centers = only === undefined ? (await client.listCenters()).map(({ id }) => id) : [only];
    const reports: ReportSummary[] = [];
    for (const center of centers) reports.push(...(await client.listReports(center)));
    if (flag("json")) {
      print(JSON.stringify(reports));
      return;
    }
    for (const { number, id, status, issuedAt, issuer, headline } of reports)
      print([number ?? id, status, issuedAt ?? "-", issuer ?? "-", headline.en].join("\t"));
  },
};

const exportChain: Command = {
  name: "report export",
  about: "Write all issued reports of a center into a file, checked; print their head, to be kept elsewhere",
  options: {
    center: { type: "string", required: true, shown: "ID" },
    out: { type: "string", required: true, shown: "FILE" },
  },
  async run({ need }, { server, workDir, print }) {
    const path = resolve(workDir, need("out"));
    const body = await (await server()).exportReports(need("center"));
    await pipeline(Readable.fromWeb(body), createWriteStream(path));
    print(await verified(path, undefined, undefined));
  },
};

const verify: Command = {
  name: "report verify",
  about: "Check a report (JSON or PDF) or an exported chain, without a server; names what was changed",
  words: ["FILE"],
  options: { head: { type: "string", shown: "HASH" }, key: { type: "string", shown: "PUBLIC-KEY" } },
  async run({ words, text }, { workDir, print, tell }) {
    const head = text("head");
    if (head !== undefined && !/^[0-9a-f]{64}$/.test(head))
      throw new Misuse("--head is the hash that an earlier export printed: 64 hexadecimal digits");
    const key = text("key");
    print(await verified(resolve(workDir, words[0] ?? ""), head, key));
    if (head === undefined && key === undefined)
      tell(
        "the file agrees with itself; who signed it was not checked: give --key with the key that the server shows at /api/report-key, or --head with a hash kept elsewhere",
      );
  },
};

/** @throws Error that names what is wrong */
async function verified(path: string, head: string | undefined, key: string | undefined): Promise<string> {
  const bytes = await readFile(path).catch(() => {
    throw new Error(`${path} cannot be read: is there such a file?`);
  });
  const verdict = verifyReportFile(bytes, { head, key });
  if (!verdict.ok) throw new Error(`${path}: ${verdict.what}`);
  return JSON.stringify(verdict.facts);
}

export const reportCommands: readonly Command[] = [issue, render, list, exportChain, verify];
