import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDatabase, openTelemetryStore } from "@aidc/store";
import { z } from "zod";
import { rackCenter } from "../load/rack-center.ts";
import type { AidcServer } from "../run/aidc-server.ts";
import { startAidcServer } from "../run/aidc-server.ts";
import { versionOf } from "../run/machine.ts";
import type { FamilyMemory } from "../run/process-usage.ts";
import { cpuSecondsOf, MemoryWatch } from "../run/process-usage.ts";
import type { Benchmark } from "../run/report.ts";
import { quantile } from "../run/report.ts";
import { askPrometheus } from "./prometheus-year.ts";
import type { FilledYear } from "./year-of-rollups.ts";
import { fillYear, yearOfRollups } from "./year-of-rollups.ts";

const racks = 1_000;
const repeats = 5;

/** The report of a year as a planner asks for it, and one question of it beside Prometheus. */
export const report: Benchmark = {
  name: "report",
  about: `report of 12 months over ${racks} racks, on screen and as PDF, 13 months of roll-ups`,
  async run({ peers }) {
    const dataDir = await mkdtemp(join(tmpdir(), "aidc-bench-"));
    try {
      const filled = await fillYear(dataDir, racks);
      console.log(`  filled in ${filled.seconds.toFixed(0)} s`);
      const shown = await timeServer(dataDir);
      const ours = await timeDays(dataDir, filled);
      const withPrometheus = peers.includes("prometheus") && versionOf("prometheus", /version/) !== null;
      const theirs = withPrometheus ? await askPrometheus(dataDir, racks, repeats) : null;
      return {
        name: "report",
        tables: [
          {
            title: `Report ${yearOfRollups.period}, ${racks} racks`,
            columns: ["", "first ms", "p50 ms", "CPU s", "bytes"],
            rows: shown.map((one) => [one.what, one.firstMs, one.p50Ms, one.cpuSeconds, one.bytes]),
          },
          {
            title: "Memory at the worst moment of each, MiB",
            columns: ["", "server", "PostgreSQL alone", "its program files, each time", "shared"],
            rows: shown.map(({ what, memory: { root, others, programs, shared } }) => [
              what,
              ...[root, others, programs, shared].map((bytes) => bytes / 2 ** 20),
            ]),
          },
          {
            title: `IT energy of ${racks} racks by day, ${yearOfRollups.days} days`,
            columns: ["", "first ms", "p50 ms"],
            rows: [
              ["from daily roll-ups", ours.queryMs[0] ?? null, quantile(ours.queryMs, 0.5)],
              [
                "Prometheus, a sample an hour",
                theirs?.queryMs[0] ?? null,
                theirs && quantile(theirs.queryMs, 0.5),
              ],
            ],
          },
        ],
        facts: {
          filledSeconds: filled.seconds,
          shown,
          ours: ours.queryMs,
          prometheus: theirs?.queryMs ?? null,
        },
        remarks: [
          theirs === null
            ? "Prometheus is not installed"
            : `Prometheus: ${theirs.samples.toLocaleString("en-US")} samples written as blocks in ${theirs.loadSeconds.toFixed(0)} s; ${agreeing(ours.kwhByDay, theirs.kwhByDay)} of ${yearOfRollups.days} days agree with ours`,
        ],
      };
    } finally {
      await rm(dataDir, { recursive: true, force: true });
    }
  },
};

interface Shown {
  readonly what: string;
  readonly firstMs: number;
  readonly p50Ms: number | null;
  /** Of the server and its PostgreSQL, a round. */
  readonly cpuSeconds: number;
  readonly bytes: number;
  readonly memory: FamilyMemory;
}

async function timeServer(dataDir: string): Promise<Shown[]> {
  const server = await startAidcServer({ dataDir });
  try {
    const base = `/api/centers/${rackCenter}`;
    const preview = await timed(
      server,
      "on screen",
      `${base}/report-preview?period=${yearOfRollups.period}`,
      repeats,
      // A preview is kept until somebody changes something.
      () => server.call("POST", `${base}/walls`, { name: "another" }),
    );
    const issued = z.object({ id: z.string() }).parse(
      await server.call("POST", `${base}/issued-reports`, {
        period: yearOfRollups.period,
        issuer: "Ann",
        reviewer: "Bo",
      }),
    );
    const file = (format: string) => `${base}/reports/${issued.id}/file?format=${format}&language=zh`;
    const files: Shown[] = [];
    for (const format of ["pdf", "xlsx", "csv"]) files.push(await timed(server, format, file(format), 3));
    return [preview, ...files];
  } finally {
    await server.child.end();
  }
}

async function timed(
  server: AidcServer,
  what: string,
  path: string,
  rounds: number,
  before: () => Promise<unknown> = async () => {},
): Promise<Shown> {
  const memory = new MemoryWatch(server.child.pid);
  const cpuBefore = cpuSecondsOf(server.child.pid);
  const tookMs: number[] = [];
  let bytes = 0;
  for (let round = 0; round < rounds; round++) {
    await before();
    const startedMs = performance.now();
    bytes = await server.read(path);
    tookMs.push(performance.now() - startedMs);
  }
  memory.stop();
  const [firstMs = Number.NaN, ...others] = tookMs;
  const cpuSeconds = (cpuSecondsOf(server.child.pid) - cpuBefore) / rounds;
  return { what, firstMs, p50Ms: quantile(others, 0.5), cpuSeconds, bytes, memory: memory.peak };
}

async function timeDays(dataDir: string, filled: FilledYear) {
  const database = await openDatabase({ dataDir, log: () => {} });
  const store = await openTelemetryStore(database, { log: () => {} });
  try {
    const fromMs = Date.parse(yearOfRollups.from);
    const window = { fromMs, toMs: fromMs + yearOfRollups.days * 86_400_000 };
    const queryMs: number[] = [];
    let kwhByDay: number[] = [];
    for (let round = 0; round < repeats; round++) {
      const startedMs = performance.now();
      const [days = []] = await store.sumDays([filled.racks], window);
      queryMs.push(performance.now() - startedMs);
      kwhByDay = days.map(({ integral }) => Number(integral) / 3.6e9);
    }
    return { queryMs, kwhByDay };
  } finally {
    await store.close();
    await database.stop();
  }
}

function agreeing(ours: readonly number[], theirs: readonly number[]): number {
  return ours.filter((kwh, day) => Math.abs(kwh - (theirs[day] ?? Number.NaN)) < 1e-6 * kwh).length;
}
