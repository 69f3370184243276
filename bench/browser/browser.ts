import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { CDPSession } from "playwright-core";
import { chromium } from "playwright-core";
import { findBrowser, installCommand } from "../../tools/browser.ts";
import { sendAll } from "../ingest/sender.ts";
import { rackCenter, rackCenterDocument, rackPowerRequest } from "../load/rack-center.ts";
import type { AidcServer } from "../run/aidc-server.ts";
import { startAidcServer } from "../run/aidc-server.ts";
import type { Benchmark } from "../run/report.ts";

const sizes = [1_000, 5_000];
const ticks = 12;
const settleMs = 6_000;

interface ThreadTime {
  /** ms of main thread a second of page. */
  readonly task: number;
  readonly script: number;
  readonly layoutAndStyle: number;
  readonly heapMiB: number;
}
interface BrowserFigures {
  readonly racks: number;
  /** Every rack gets another power before each tick. */
  readonly moving: ThreadTime;
  /** The same page while nothing is sent: it still hears the clock once a second. */
  readonly quiet: ThreadTime;
}

/** The real wall page on the real server, in a headless Chromium without a GPU. */
export const browser: Benchmark = {
  name: "browser",
  about: "main thread of the wall page per tick, 1,000 and 5,000 racks that all change",
  async run() {
    const figures: BrowserFigures[] = [];
    for (const racks of sizes) figures.push(await measureWall(racks));
    return {
      name: "browser",
      tables: [
        {
          title: "Main thread of the wall, ms per tick (1 Hz)",
          columns: [
            "racks",
            "per tick",
            "of it script",
            "layout + style",
            "quiet page",
            "difference",
            "heap MiB",
          ],
          rows: figures.map(({ racks, moving, quiet }) => [
            String(racks),
            moving.task,
            moving.script,
            moving.layoutAndStyle,
            quiet.task,
            moving.task - quiet.task,
            moving.heapMiB,
          ]),
        },
      ],
      facts: figures,
      remarks: [`${ticks} ticks each, 1920 x 1080, software raster; TaskDuration of the page's main thread`],
    };
  },
};

async function measureWall(racks: number): Promise<BrowserFigures> {
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
      const session = await page.context().newCDPSession(page);
      await session.send("Performance.enable");
      for (let round = 1; round <= settleMs / 1000; round++) await pushAndWait(push, round);
      const moving = await over(session, async () => {
        for (let round = 0; round < ticks; round++) await pushAndWait(push, 100 + round);
      });
      await delay(settleMs);
      const quiet = await over(session, () => delay(ticks * 1000));
      return { racks, moving, quiet };
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
    const powerW = Array.from(
      { length: racks },
      (_, rack) => 8_000 + ((round * 3_700 + rack * 1_130) % 30_000),
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

/** What the main thread did meanwhile, per second. */
async function over(session: CDPSession, meanwhile: () => Promise<unknown>): Promise<ThreadTime> {
  const before = await metricsOf(session);
  await meanwhile();
  const after = await metricsOf(session);
  const at = (name: string, from: ReadonlyMap<string, number>) => from.get(name) ?? Number.NaN;
  const seconds = at("Timestamp", after) - at("Timestamp", before);
  const msPerSecond = (name: string) => ((at(name, after) - at(name, before)) * 1000) / seconds;
  return {
    task: msPerSecond("TaskDuration"),
    script: msPerSecond("ScriptDuration"),
    layoutAndStyle: msPerSecond("LayoutDuration") + msPerSecond("RecalcStyleDuration"),
    heapMiB: at("JSHeapUsedSize", after) / 2 ** 20,
  };
}

async function metricsOf(session: CDPSession): Promise<ReadonlyMap<string, number>> {
  const { metrics } = await session.send("Performance.getMetrics");
  return new Map(metrics.map(({ name, value }) => [name, value]));
}
