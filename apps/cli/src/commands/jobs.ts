import { readFile, stat } from "node:fs/promises";
import type { QueuedJob, QueueJudgement, QueueStatement } from "@aidc/contract";
import { checkQueuedJob, mostQueuedJobs } from "@aidc/contract";
import type { JobRow } from "@aidc/domain";
import { counted, isUtcOffset, readJobFile } from "@aidc/domain";
import type { Command } from "../command.ts";
import { instantOf, Misuse } from "../command.ts";
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
    "dry-run": { type: "boolean" },
  },
  async run({ words, need, text, flag }, { server, workDir, print, tell }) {
    const file = fileIn(workDir, words);
    const utcOffset = text("utc-offset");
    if (utcOffset !== undefined && !isUtcOffset(utcOffset))
      throw new Misuse(`--utc-offset ${utcOffset} is not an offset, for example +08:00`);
    const given = text("known-at");
    const { content, writtenAt } = await readDated(file);
    const knownAt = given === undefined ? writtenAt : instantOf("known-at", given);
    const rows = readJobFile(content, { utcOffset, check: (wanted) => checkQueuedJob(wanted, knownAt) });
    const faults = rows.flatMap(({ line, issues }) => issues.map((issue) => ({ line, ...issue })));
    for (const { line, path, message } of faults.slice(0, shownFaults))
      tell(`${file}:${line}: ${path} ${message}\n`);
    if (faults.length > 0)
      throw new Error(`${file}: ${counted(faults.length, "fault", "faults")}; nothing was sent`);
    const client = await server();
    const parts = partsOf(rows, knownAt);
    const found = await judgeAll(parts, (part) => client.judgeQueue(need("center"), part));
    if (flag("dry-run") || found.refused > 0) print(JSON.stringify({ knownAt, jobs: rows.length, ...found }));
    if (found.refused > 0)
      throw new Error(
        `${file}: of ${knownAt} something else was told of ${counted(found.refused, "job", "jobs")}; nothing was sent. What is known since has a later --known-at.`,
      );
    if (flag("dry-run")) return;
    const sum = { stored: 0, known: 0 };
    for (const part of parts) {
      const told = await client.recordQueue(need("center"), part);
      sum.stored += told.stored;
      sum.known += told.known;
    }
    print(JSON.stringify({ knownAt, jobs: rows.length, ...sum }));
  },
};

function partsOf(rows: readonly JobRow[], knownAt: string): QueueStatement[] {
  const jobs: QueuedJob[] = rows.flatMap(({ job }) => job ?? []);
  return Array.from({ length: Math.ceil(jobs.length / mostQueuedJobs) }, (_, at) => ({
    knownAt,
    jobs: jobs.slice(at * mostQueuedJobs, (at + 1) * mostQueuedJobs),
  }));
}

/** What would become of the jobs, counted by verdict. */
async function judgeAll(
  parts: readonly QueueStatement[],
  judge: (part: QueueStatement) => Promise<QueueJudgement>,
) {
  const sum = { new: 0, known: 0, refused: 0 };
  for (const part of parts) for (const verdict of (await judge(part)).verdicts) sum[verdict] += 1;
  return sum;
}

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
