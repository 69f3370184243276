import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { browser } from "./browser/browser.ts";
import { storm } from "./browser/storm.ts";
import { fanout } from "./fanout/fanout.ts";
import { ingest } from "./ingest/ingest.ts";
import { sampleToGlass } from "./live/sample-to-glass.ts";
import { queue } from "./queue/queue.ts";
import { report } from "./report/report.ts";
import { rollups } from "./rollups/rollups.ts";
import { describeMachine, waitForQuiet } from "./run/machine.ts";
import type { Benchmark, BenchOptions, Report } from "./run/report.ts";
import { printReport } from "./run/report.ts";
import { startup } from "./startup/startup.ts";

const benchmarks: readonly Benchmark[] = [
  ingest,
  fanout,
  sampleToGlass,
  rollups,
  report,
  queue,
  browser,
  storm,
  startup,
];
const resultsDir = fileURLToPath(new URL("./results", import.meta.url));

const usage = `npm run bench [-- name ...] [options]
${benchmarks.map(({ name, about }) => `  ${name.padEnd(16)}${about}`).join("\n")}
options
  --samples N      samples of the ingest benchmark, in millions (6)
  --long           20 million of them
  --peers NAMES    programs to compare with, "none" for none (victoria-metrics,prometheus)
  --cold           startup: also install a copy from scratch
  --profile DIR    write CPU profiles of the server there
  --patience S     seconds to wait for other work on the machine to end (120)`;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      samples: { type: "string", default: "6" },
      long: { type: "boolean", default: false },
      peers: { type: "string", default: "victoria-metrics,prometheus" },
      cold: { type: "boolean", default: false },
      profile: { type: "string" },
      patience: { type: "string", default: "120" },
      help: { type: "boolean", default: false },
    },
  });
  const unknown = positionals.filter((name) => !benchmarks.some((one) => one.name === name));
  if (values.help || unknown.length > 0) {
    console.log(unknown.length > 0 ? `There is no benchmark ${unknown.join(", ")}.\n${usage}` : usage);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  const options: BenchOptions = {
    ingestSamples: (values.long ? 20 : Number(values.samples)) * 1e6,
    peers: values.peers.split(","),
    withCold: values.cold,
    profileDir: values.profile ?? null,
  };
  const chosen = benchmarks.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
  for (const benchmark of chosen) await runOne(benchmark, options, Number(values.patience) * 1000);
}

/** One at a time; one that fails does not take the others with it. */
async function runOne(benchmark: Benchmark, options: BenchOptions, patienceMs: number): Promise<void> {
  console.log(`\n== ${benchmark.name}: ${benchmark.about}`);
  const loadBefore = await waitForQuiet(patienceMs);
  try {
    const measured = await benchmark.run(options);
    printReport(measured);
    console.log(`  load when measuring began: ${loadBefore.toFixed(2)}`);
    await keep(measured, loadBefore);
  } catch (error) {
    console.error(error);
    process.exitCode = 1;
  }
}

async function keep(measured: Report, loadBefore: number): Promise<void> {
  const at = new Date().toISOString();
  const result = {
    at,
    command: ["npm run bench --", ...process.argv.slice(2)].join(" "),
    commit: commit(),
    machine: await describeMachine(),
    loadBefore,
    ...measured,
  };
  mkdirSync(resultsDir, { recursive: true });
  const file = join(resultsDir, `${at.slice(0, 19).replaceAll(":", "")}-${measured.name}.json`);
  writeFileSync(file, `${JSON.stringify(result, null, 2)}\n`);
  console.log(`  written: ${file}`);
}

function commit(): string | null {
  try {
    return execFileSync("git", ["rev-parse", "--short", "HEAD"], {
      encoding: "utf8",
      cwd: import.meta.dirname,
    }).trim();
  } catch {
    return null;
  }
}

await main();
