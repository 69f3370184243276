import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { WindowMs } from "@aidc/contract";
import type { Database, QueuedJobStore } from "@aidc/store";
import { openDatabase, openQueuedJobStore } from "@aidc/store";
import { rackCenter } from "../load/rack-center.ts";
import type { Benchmark } from "../run/report.ts";
import { quantile } from "../run/report.ts";
import { accounts, fillQueue, queueYear } from "./million-jobs.ts";

const repeats = 5;
const jobsOnAPage = 200;
/** A month of Shanghai (UTC+8), counted from January 2024. */
const monthOf = (at: number) => ({ fromMs: Date.UTC(2024, at, 1, -8), toMs: Date.UTC(2024, at + 1, 1, -8) });
const monthsOf = (first: number, count: number) =>
  Array.from({ length: count }, (_, at) => monthOf(first + at));
const yearOf = (first: number) => ({ fromMs: monthOf(first).fromMs, toMs: monthOf(first + 11).toMs });
const [year, yearBefore] = [yearOf(12), yearOf(0)];
/** June and May of the year, and June of the year before. */
const months = [monthOf(17), monthOf(16), monthOf(5)];

/** What the service chapter of a report asks of its queue, and the list of jobs behind it. */
export const queue: Benchmark = {
  name: "queue",
  about: `waits of a month and a year over ${queueYear.jobs.toLocaleString("en-US")} jobs, and pages of their list`,
  async run() {
    const dataDir = await mkdtemp(join(tmpdir(), "aidc-bench-"));
    try {
      const filled = await fillQueue(dataDir);
      const timings = await timeStore(dataDir);
      return {
        name: "queue",
        tables: [
          {
            title: `Queue of ${queueYear.jobs.toLocaleString("en-US")} jobs, every fifth told twice`,
            columns: ["", "first ms", "p50 ms", "worst ms", "jobs"],
            rows: timings.map(({ what, tookMs, jobs }) => [
              ...[what, tookMs[0] ?? null, quantile(tookMs, 0.5), Math.max(...tookMs), jobs],
            ]),
          },
        ],
        facts: { filledSeconds: filled, timings },
        remarks: [
          `filled in ${filled.toFixed(0)} s; spilled to disk by what was asked: ${await spilled(dataDir)} bytes`,
        ],
      };
    } finally {
      await rm(dataDir, { recursive: true, force: true });
    }
  },
};

interface Timing {
  readonly what: string;
  readonly tookMs: readonly number[];
  readonly jobs: number;
}

async function timeStore(dataDir: string): Promise<Timing[]> {
  const database = await openDatabase({ dataDir, log: () => {} });
  try {
    const store = openQueuedJobStore(database);
    return [
      await timeWaits(store, "waits of a month, the month before and a year before", months, months),
      await timeWaits(store, "waits of a year and the year before", [year, yearBefore], monthsOf(0, 24)),
      await timePages(store, "pages of a year from the longest wait", year, null),
      await timePages(store, "pages of a year among those that waited 0 s", year, { waitMs: 0, id: "job-5" }),
      await timePages(store, "pages of a month from the longest wait", monthOf(17), null),
    ];
  } finally {
    await database.stop();
  }
}

async function timeWaits(
  store: QueuedJobStore,
  what: string,
  windows: readonly WindowMs[],
  months: readonly WindowMs[],
): Promise<Timing> {
  const asked = { centerId: rackCenter, windows, months, tenants: accounts, recordedByMs: Date.now() };
  const tookMs: number[] = [];
  let jobs = 0;
  for (let round = 0; round < repeats; round++) {
    const startedMs = performance.now();
    const { waits } = await store.readWaits(asked);
    tookMs.push(performance.now() - startedMs);
    const groups = waits[0]?.groups ?? [];
    jobs = groups.reduce((sum, one) => sum + one.started + one.waiting + one.withdrawn, 0);
  }
  return { what, tookMs, jobs };
}

async function timePages(
  store: QueuedJobStore,
  what: string,
  window: WindowMs,
  from: Parameters<QueuedJobStore["list"]>[0]["after"],
): Promise<Timing> {
  const asked = { centerId: rackCenter, window, recordedByMs: Date.now(), group: null };
  const tookMs: number[] = [];
  let [after, jobs] = [from, 0];
  for (let page = 0; page < 4 * repeats; page++) {
    const startedMs = performance.now();
    const list = await store.list({ ...asked, after, limit: jobsOnAPage });
    tookMs.push(performance.now() - startedMs);
    jobs += list.jobs.length;
    after = list.next;
  }
  return { what, tookMs, jobs };
}

/** What statements wrote to disk because it went beyond their working memory. */
async function spilled(dataDir: string): Promise<number> {
  const database: Database = await openDatabase({ dataDir, log: () => {} });
  try {
    const { rows } = await database.ownerPool.query<{ bytes: string }>(
      "select temp_bytes as bytes from pg_stat_database where datname = current_database()",
    );
    return Number(rows[0]?.bytes);
  } finally {
    await database.stop();
  }
}
