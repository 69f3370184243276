import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BoundPoint, Resolution, TelemetryStore } from "@aidc/store";
import { openDatabase, openTelemetryStore } from "@aidc/store";
import { rackCenter, rackId } from "../load/rack-center.ts";
import { startAidcServer } from "../run/aidc-server.ts";
import type { Benchmark } from "../run/report.ts";
import { quantile } from "../run/report.ts";
import { readPointsOf, seedHistory } from "./seed-history.ts";

const racks = 1_000;
const days = 30;
const dayMs = 86_400_000;
const stepMs = 1_800_000;
const repeats = 7;

interface Timing {
  readonly question: string;
  /** The first after a restart of PostgreSQL; the page cache of the system is not dropped. */
  readonly coldMs: number;
  readonly warmP50Ms: number | null;
  readonly answers: number;
}

/** A month of every rack, through the store and through the endpoints that reports and charts use. */
export const rollups: Benchmark = {
  name: "rollups",
  about: `roll-ups of ${days} days x ${racks} racks, cold and warm`,
  async run() {
    const dataDir = await mkdtemp(join(tmpdir(), "aidc-bench-"));
    // Whole local days of the center (UTC+8), all in the past.
    const toMs = Math.floor(Date.now() / dayMs) * dayMs - 8 * 3_600_000;
    const window = { fromMs: toMs - days * dayMs, toMs };
    try {
      const seeded = await seedHistory({ dataDir, racks, stepMs, ...window });
      const points = await readPointsOf(dataDir);
      const timings = [
        await timeStore(dataDir, points, window, "1h"),
        await timeStore(dataDir, points, window, "1d"),
        ...(await timeServer(dataDir, window)),
      ];
      return {
        name: "rollups",
        tables: [
          {
            title: `Roll-ups, ${days} days x ${racks} racks`,
            columns: ["", "cold ms", "warm p50 ms", "rows or buckets"],
            rows: timings.map((t) => [t.question, t.coldMs, t.warmP50Ms, t.answers]),
          },
        ],
        facts: { seeded, timings },
        remarks: [
          `seeded with ${seeded.samples.toLocaleString("en-US")} samples: taken in ${seeded.appendSeconds.toFixed(1)} s, packed in ${seeded.compactSeconds.toFixed(1)} s`,
          "cold: PostgreSQL and the server freshly started, the system's page cache kept",
        ],
      };
    } finally {
      await rm(dataDir, { recursive: true, force: true });
    }
  },
};

interface Window {
  readonly fromMs: number;
  readonly toMs: number;
}

async function timeStore(
  dataDir: string,
  points: readonly BoundPoint[],
  window: Window,
  resolution: Resolution,
): Promise<Timing> {
  const database = await openDatabase({ dataDir, log: () => {} });
  const store: TelemetryStore = await openTelemetryStore(database, { log: () => {} });
  try {
    return await timed(`store: ${resolution} power of every rack`, async () => {
      const buckets = await store.readRollups(points, window, resolution);
      return buckets.reduce((sum, rows) => sum + rows.length, 0);
    });
  } finally {
    await store.close();
    await database.stop();
  }
}

async function timeServer(dataDir: string, { fromMs, toMs }: Window): Promise<Timing[]> {
  const server = await startAidcServer({ dataDir });
  const span = `from=${new Date(fromMs).toISOString()}&to=${new Date(toMs).toISOString()}`;
  const ask = (question: string, path: string) =>
    timed(
      question,
      async () => JSON.stringify(await server.call("GET", path)).split('"coverage"').length - 1,
    );
  try {
    const base = `/api/centers/${rackCenter}`;
    return [
      await ask("figures: it_energy", `${base}/figures?${span}&names=it_energy`),
      await ask("figures: it_power_peak", `${base}/figures?${span}&names=it_power_peak`),
      await ask(
        "history: one rack, 600 buckets",
        `${base}/history?subjectKind=rack&subjectId=${rackId(5)}&quantity=power&${span}`,
      ),
    ];
  } finally {
    await server.child.end();
  }
}

async function timed(question: string, ask: () => Promise<number>): Promise<Timing> {
  const tookMs: number[] = [];
  let answers = 0;
  for (let round = 0; round <= repeats; round++) {
    const startedMs = performance.now();
    answers = await ask();
    tookMs.push(performance.now() - startedMs);
  }
  const [coldMs = Number.NaN, ...warm] = tookMs;
  const warmP50Ms = quantile(warm, 0.5);
  console.log(
    `  ${question}: cold ${coldMs.toFixed(0)} ms, warm ${warmP50Ms?.toFixed(0)} ms, ${answers} answers`,
  );
  return { question, coldMs, warmP50Ms, answers };
}
