import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { Page } from "playwright-core";
import { chromium } from "playwright-core";
import { findBrowser, installCommand } from "../../tools/browser.ts";
import { sendAll } from "../ingest/sender.ts";
import { rackCenter, rackCenterDocument, rackPowerRequest } from "../load/rack-center.ts";
import type { AidcServer } from "../run/aidc-server.ts";
import { startAidcServer } from "../run/aidc-server.ts";
import type { Benchmark } from "../run/report.ts";
import type { ThreadSecond } from "./thread-trace.ts";
import { traceThreads } from "./thread-trace.ts";
import type { TickParts } from "./tick-parts.ts";
import { tickParts, traceParts } from "./tick-parts.ts";

const sizes = [1_000, 5_000];
/** A p95 of 20 would be its second worst. */
const ticks = 120;
/** Nothing is judged by these. */
const shownTicks = 20;
/** A tenth of them is the slow ones. */
const partedTicks = 40;
const settleMs = 8_000;

interface BrowserFigures {
  readonly racks: number;
  /** Every rack gets another power before each tick. */
  readonly moving: readonly ThreadSecond[];
  /** The same page while nothing is sent: it still hears the clock once a second. */
  readonly quiet: readonly ThreadSecond[];
  /** Some more ticks, taken apart. */
  readonly parts: readonly TickParts[];
  readonly heapMiB: number;
}

/** The real wall page on the real server, in a headless Chromium without a GPU. */
export const browser: Benchmark = {
  name: "browser",
  about: "main thread of the wall page per tick, 1,000 and 5,000 racks that all change",
  async run({ profileDir }) {
    const figures: BrowserFigures[] = [];
    for (const racks of sizes) figures.push(await measureWall(racks, profileDir));
    return {
      name: "browser",
      tables: [
        {
          title: "Main thread of the wall, ms per tick (1 Hz)",
          columns: [
            ...["racks", "CPU p50", "CPU p95", "wall p50", "wall p95", "longest task"],
            ...["workers CPU p50", "quiet CPU p50", "heap MiB"],
          ],
          rows: figures.map(rowOf),
        },
        {
          title: "What ticks consist of, CPU ms of the main thread (traced in detail, which costs by itself)",
          columns: ["racks", ...tickParts, "whole"],
          rows: figures.flatMap(partRowsOf),
        },
      ],
      facts: figures,
      remarks: [
        `${ticks} ticks each, 1920 x 1080, software raster; sums of the page's tasks in each second, from the browser's trace`,
        "wall time also counts waiting for a core: where others work on the machine, read the CPU time",
      ],
    };
  },
};

function rowOf({ racks, moving, quiet, heapMiB }: BrowserFigures): (string | number)[] {
  const cpu = moving.map(({ mainCpuMs }) => mainCpuMs);
  const wall = moving.map(({ mainWallMs }) => mainWallMs);
  return [
    ...[String(racks), percentile(cpu, 0.5), percentile(cpu, 0.95)],
    ...[percentile(wall, 0.5), percentile(wall, 0.95)],
    Math.max(...moving.map(({ longestTaskMs }) => longestTaskMs)),
    percentile(
      moving.map(({ workersCpuMs }) => workersCpuMs),
      0.5,
    ),
    percentile(
      quiet.map(({ mainCpuMs }) => mainCpuMs),
      0.5,
    ),
    heapMiB,
  ];
}

/** The mean of the middle half, and of the slowest tenth. */
function partRowsOf({ racks, parts }: BrowserFigures): (string | number)[][] {
  const sorted = parts.toSorted((a, b) => wholeOf(a) - wholeOf(b));
  const count = sorted.length;
  const row = (name: string, some: readonly TickParts[]) => {
    const mean = (read: (parts: TickParts) => number) =>
      some.reduce((sum, one) => sum + read(one), 0) / some.length;
    return [`${racks} ${name}`, ...tickParts.map((part) => mean((one) => one[part])), mean(wholeOf)];
  };
  return [
    row("ordinary", sorted.slice(count / 4, (count * 3) / 4)),
    row("slowest tenth", sorted.slice(-Math.ceil(count / 10))),
  ];
}

function wholeOf(parts: TickParts): number {
  return tickParts.reduce((sum, part) => sum + parts[part], 0);
}

/** Nearest rank. */
function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

async function measureWall(racks: number, profileDir: string | null): Promise<BrowserFigures> {
  const executablePath = findBrowser();
  if (executablePath === undefined) throw new Error(`no Chromium here: ${installCommand}`);
  const dataDir = await mkdtemp(join(tmpdir(), "aidc-bench-"));
  const server = await startAidcServer({ dataDir });
  try {
    await server.importCenter(rackCenterDocument(racks, 1));
    const push = await pusherFor(server, racks);
    await push(0);
    const wall = `${server.url}/wall/${await server.createWallToken(rackCenter)}`;
    const chrome = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
    try {
      const page = await chrome.newPage({ viewport: { width: 1920, height: 1080 } });
      await page.goto(wall);
      await page.locator("canvas").first().waitFor({ timeout: 30_000 });
      await pushFor(push, settleMs / 1000);
      // The first and the last second are cut off.
      const moving = await traceThreads(chrome, () => pushFor(push, ticks + 2));
      if (moving.length < ticks) throw new Error(`only ${moving.length} of ${ticks} ticks were traced`);
      const parts = await traceParts(chrome, () => pushFor(push, partedTicks + 2));
      if (profileDir !== null) await writeProfile(page, profileDir, () => pushFor(push, shownTicks));
      await delay(settleMs);
      const quiet = await traceThreads(chrome, () => delay(shownTicks * 1000));
      return { racks, moving, quiet, parts, heapMiB: await heapOf(page) };
    } finally {
      await chrome.close();
    }
  } finally {
    await server.child.end();
    await rm(dataDir, { recursive: true, force: true });
  }
}

type Push = (round: number) => Promise<void>;

async function pusherFor(server: AidcServer, racks: number): Promise<Push> {
  const key = await server.createKey(rackCenter);
  return async (round) => {
    // No two racks move alike: a frame in which all do would pack to nothing.
    const powerW = Array.from(
      { length: racks },
      (_, rack) => 8_000 + ((Math.imul(round * 7_919 + rack, 2_654_435_761) >>> 0) % 30_000),
    );
    await sendAll({
      url: `${server.url}/api/v1/write`,
      requests: [rackPowerRequest(powerW, Date.now())],
      connections: 1,
      headers: { authorization: `Bearer ${key}` },
    });
  };
}

async function pushAndWait(push: Push, round: number): Promise<void> {
  const startedMs = performance.now();
  await push(round);
  await delay(Math.max(0, 1000 - (performance.now() - startedMs)));
}

async function pushFor(push: Push, rounds: number): Promise<void> {
  for (let round = 0; round < rounds; round++) await pushAndWait(push, 200 + round);
}

async function heapOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  await session.detach();
  return usedSize / 2 ** 20;
}

/** A CPU profile for the developer tools: where the time of the page goes, function by function. */
async function writeProfile(page: Page, dir: string, meanwhile: () => Promise<unknown>): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send("Profiler.enable");
  await session.send("Profiler.start");
  await meanwhile();
  const { profile } = await session.send("Profiler.stop");
  await session.detach();
  await mkdir(dir, { recursive: true });
  await writeFile(join(dir, `browser-${Date.now()}.cpuprofile`), JSON.stringify(profile));
}
