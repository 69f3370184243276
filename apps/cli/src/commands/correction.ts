import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { correctionDraftSchema, longestReadingFile, worded } from "@aidc/contract";
import { counted } from "@aidc/domain";
import { parse as parseYaml } from "yaml";
import type { Command } from "../command.ts";

const center = { type: "string", required: true, shown: "ID" } as const;

async function readText(file: string): Promise<string> {
  return readFile(file, "utf8").catch(() => {
    throw new Error(`${file} cannot be read: is there such a file?`);
  });
}

const importBills: Command = {
  name: "import bills",
  about:
    "Take utility bills and monthly readings from a CSV file, whole or not at all; prints each row's verdict",
  words: ["FILE.csv"],
  options: { center, "dry-run": { type: "boolean" } },
  async run({ words, need, flag }, { server, workDir, print, tell }) {
    const file = resolve(workDir, words[0] ?? "");
    const csv = await readText(file);
    if (csv.length > longestReadingFile)
      throw new Error(`${file} has ${csv.length} characters; take it in parts of ${longestReadingFile}`);
    const isTry = flag("dry-run");
    const client = await server();
    const judged = await client.importReadings(need("center"), csv, true);
    const refused = judged.rows.filter(({ verdict }) => verdict === "refused");
    const isTaken = !isTry && refused.length === 0;
    const { rows, stored } = isTaken ? await client.importReadings(need("center"), csv, false) : judged;
    for (const { line, issues } of refused)
      for (const { path, message } of issues) tell(`${file}:${line}: ${path} ${message}\n`);
    print(JSON.stringify({ rows, stored }));
    if (refused.length > 0)
      throw new Error(
        `${file}: ${counted(refused.length, "row is refused", "rows are refused")}; nothing was stored`,
      );
  },
};

const record: Command = {
  name: "correction record",
  about: "Record a correction from a YAML or JSON file; it is known from now on and never edited",
  words: ["FILE"],
  options: { center },
  async run({ words, need }, { server, workDir, print }) {
    const file = resolve(workDir, words[0] ?? "");
    const text = await readText(file);
    const parsed = correctionDraftSchema.safeParse(parseYaml(text, { maxAliasCount: 100 }));
    if (!parsed.success) {
      const faults = parsed.error.issues.map(
        (issue) => `${issue.path.join(".") || "(whole file)"}: ${worded(issue.message)}`,
      );
      throw new Error(`${file} is not a correction: ${faults.slice(0, 3).join("; ")}`);
    }
    const { id, recordedAt } = await (await server()).recordCorrection(need("center"), parsed.data);
    print(JSON.stringify({ id, recordedAt }));
  },
};

const list: Command = {
  name: "correction list",
  about: "Corrections, readings and bills of a center, withdrawn ones included, newest first",
  options: { center },
  async run({ need }, { server, print }) {
    print(JSON.stringify(await (await server()).listCorrections(need("center")), null, 2));
  },
};

const withdraw: Command = {
  name: "correction withdraw",
  about: "Withdraw a correction, a reading or a bill: from now on it does not count",
  words: ["CORRECTION"],
  options: { center, reason: { type: "string", required: true, shown: "TEXT" } },
  async run({ words, need }, { server, print }) {
    const correction = words[0] ?? "";
    const client = await server();
    print(JSON.stringify(await client.withdrawCorrection(need("center"), correction, need("reason"))));
  },
};

export const correctionCommands: readonly Command[] = [importBills, record, list, withdraw];
