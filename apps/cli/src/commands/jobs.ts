import { readFile, stat } from "node:fs/promises";
import { mostQueuedJobs, queueStatementSchema } from "@aidc/contract";
import { counted } from "@aidc/domain";
import type { Command } from "../command.ts";
import { instantOf, Misuse } from "../command.ts";
import { readJobFile } from "../job-file.ts";
import { fileIn } from "./published-file.ts";

const shownFaults = 20;

const importJobs: Command = {
  name: "import jobs",
  about:
    "Take jobs of a scheduler from CSV or `sacct -P`, so that reports tell how long they wait; nothing is sent while a row is wrong",
  words: ["FILE"],
  options: {
    center: { type: "string", required: true, shown: "ID" },
    "known-at": { type: "string", shown: "INSTANT" },
    "utc-offset": { type: "string", shown: "+08:00" },
  },
  async run({ words, need, text }, { server, workDir, print, tell }) {
    const file = fileIn(workDir, words);
    const utcOffset = text("utc-offset");
    if (utcOffset !== undefined && !/^[+-]\d\d:\d\d$/.test(utcOffset))
      throw new Misuse(`--utc-offset ${utcOffset} is not an offset, for example +08:00`);
    const given = text("known-at");
    const { content, writtenAt } = await readDated(file);
    const knownAt = given === undefined ? writtenAt : instantOf("known-at", given);
    const { rows, faults } = readJobFile(content, { knownAt, utcOffset });
    for (const { line, column, message } of faults.slice(0, shownFaults))
      tell(`${file}:${line}: ${column} ${message}\n`);
    if (faults.length > 0)
      throw new Error(`${file}: ${counted(faults.length, "fault", "faults")}; nothing was sent`);
    const client = await server();
    const sum = { stored: 0, known: 0 };
    for (let at = 0; at < rows.length; at += mostQueuedJobs) {
      const jobs = rows.slice(at, at + mostQueuedJobs).map(({ job }) => job);
      const told = await client.recordQueue(need("center"), queueStatementSchema.parse({ knownAt, jobs }));
      sum.stored += told.stored;
      sum.known += told.known;
    }
    print(JSON.stringify({ knownAt, jobs: rows.length, ...sum }));
  },
};

/** When a file was written is when what stands in it was known, unless somebody says otherwise. */
async function readDated(file: string): Promise<{ readonly content: string; readonly writtenAt: string }> {
  try {
    const { mtime } = await stat(file);
    return { content: await readFile(file, "utf8"), writtenAt: mtime.toISOString() };
  } catch {
    throw new Error(`${file} cannot be read: is there such a file?`);
  }
}

export const jobCommands: readonly Command[] = [importJobs];
