import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { Browser, Page } from "playwright-core";
import { chromium } from "playwright-core";
import { findBrowser, installCommand } from "../../tools/browser.ts";
import { rackCenter, rackCenterDocument } from "../load/rack-center.ts";
import type { AidcServer } from "../run/aidc-server.ts";
import { startAidcServer } from "../run/aidc-server.ts";
import type { Benchmark } from "../run/report.ts";
import { quantile } from "../run/report.ts";
import type { AlarmStorm, StormCount } from "./alarm-storm.ts";
import { startStorm, stormRacks } from "./alarm-storm.ts";
import { useDesk } from "./desk-hand.ts";
import type { ThreadSecond } from "./thread-trace.ts";
import { traceThreads } from "./thread-trace.ts";

/** With the gathering before it, two screens last five minutes. */
const secondsPerScreen = 145;
const markEveryMs = 4_000;
/** Every rack that takes part has been hot once: the flood is there. */
const gatherMs = 15_000;
const patienceMs = 20_000;

interface ScreenFigures {
  readonly screen: string;
  readonly seconds: readonly ThreadSecond[];
  /** From the push of a critical value until its count is drawn. */
  readonly glassMs: readonly number[];
  /** From a key, a click or a scroll until the next drawing; null: nobody touches this screen. */
  readonly answersMs: readonly number[] | null;
}

/** 10,000 alarm events a minute through the whole product, and the two screens that show them. */
export const storm: Benchmark = {
  name: "storm",
  about:
    "10,000 alarm events a minute for 5 minutes: the wall's alarm scene and the alarm list while they come",
  async run() {
    const executablePath = findBrowser();
    if (executablePath === undefined) throw new Error(`no Chromium here: ${installCommand}`);
    const dataDir = await mkdtemp(join(tmpdir(), "aidc-bench-"));
    const server = await startAidcServer({ dataDir });
    const chrome = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
    try {
      await server.importCenter(rackCenterDocument(stormRacks, 1));
      const rain = await startStorm(server);
      await delay(gatherMs);
      const figures = [await watchWall(chrome, server, rain), await watchDesk(chrome, server, rain)];
      return reportOf(figures, await rain.stop());
    } finally {
      await chrome.close();
      await server.child.end();
      await rm(dataDir, { recursive: true, force: true });
    }
  },
};

async function watchWall(chrome: Browser, server: AidcServer, rain: AlarmStorm): Promise<ScreenFigures> {
  const page = await chrome.newPage({ viewport: { width: 1920, height: 1080 } });
  const token = await server.createWallToken(rackCenter);
  await page.goto(`${server.url}/wall/${token}?scene=alarms`);
  const critical = ".wall-counts li:first-child .wall-strong";
  await page.locator(critical).waitFor({ timeout: patienceMs });
  const glassMs: number[] = [];
  const seconds = await traceThreads(chrome, () => markAgain(page, rain, critical, glassMs));
  await page.close();
  return { screen: "wall, alarm scene", seconds, glassMs, answersMs: null };
}

async function watchDesk(chrome: Browser, server: AidcServer, rain: AlarmStorm): Promise<ScreenFigures> {
  const page = await chrome.newPage({ viewport: { width: 1920, height: 1080 } });
  await page.goto(await server.createSignInLink());
  await page.waitForURL(/\/ops(\?|$)/);
  await page.goto(`${server.url}/ops/alarms?center=${rackCenter}`);
  // Severities stand in their order, critical first.
  const critical = "main ul:has(svg) > li:first-child .num";
  await page.locator(critical).first().waitFor({ timeout: patienceMs });
  const glassMs: number[] = [];
  let answersMs: readonly number[] = [];
  const seconds = await traceThreads(chrome, async () => {
    const marking = markAgain(page, rain, critical, glassMs);
    answersMs = await useDesk(page, secondsPerScreen * 1_000);
    await marking;
  });
  await page.close();
  return { screen: "list of alarms, in use", seconds, glassMs, answersMs };
}

async function markAgain(page: Page, rain: AlarmStorm, critical: string, glassMs: number[]): Promise<void> {
  const endMs = performance.now() + secondsPerScreen * 1_000;
  while (performance.now() < endMs) {
    const { critical: count, pushedAtMs } = await rain.mark();
    glassMs.push((await seenAt(page, critical, count)) - pushedAtMs);
    await delay(markEveryMs);
  }
}

/** @returns epoch ms of the drawing that shows the count; page and bench share the clock of the machine */
function seenAt(page: Page, selector: string, count: number): Promise<number> {
  const wanted = { selector, text: String(count), patienceMs };
  return page.evaluate(async ({ selector, text, patienceMs }) => {
    const isThere = () => document.querySelector(selector)?.textContent === text;
    await new Promise<void>((resolve, reject) => {
      const observer = new MutationObserver(() => isThere() && end());
      const end = () => {
        observer.disconnect();
        clearTimeout(limit);
        resolve();
      };
      const limit = setTimeout(() => reject(new Error(`${text} was never shown`)), patienceMs);
      observer.observe(document.body, { subtree: true, childList: true, characterData: true });
      if (isThere()) end();
    });
    await new Promise(requestAnimationFrame);
    return Date.now();
  }, wanted);
}

function reportOf(figures: readonly ScreenFigures[], count: StormCount) {
  const perMinute = (count.happened * 60) / count.seconds;
  return {
    name: "storm",
    tables: [
      {
        title: `Screens while ${Math.round(perMinute).toLocaleString("en")} alarm events a minute come, ms`,
        columns: [
          ...["", "event to glass p50", "worst", "CPU a second p50", "p95", "longest task"],
          ...["answer p50", "worst", "answers"],
        ],
        rows: figures.map(rowOf),
      },
      {
        title: "Events",
        columns: ["", "seconds", "a minute", "happened", "written", "lost"],
        rows: [
          [
            ...["journal", count.seconds, perMinute, count.happened, count.written],
            count.happened - count.written,
          ],
        ],
      },
    ],
    facts: { figures, count },
    remarks: [
      `${stormRacks.toLocaleString("en")} racks told once a second; 1920 x 1080, software raster; the tick of the server is a second`,
      "an answer is a key, a click or a scroll until it is drawn; the browser rounds keys and clicks to 8 ms and tells none below 16",
    ],
  };
}

function rowOf({ screen, seconds, glassMs, answersMs }: ScreenFigures): (string | number | null)[] {
  const cpuMs = seconds.map(({ mainCpuMs }) => mainCpuMs);
  return [
    ...[screen, quantile(glassMs, 0.5), quantile(glassMs, 1)],
    ...[quantile(cpuMs, 0.5), quantile(cpuMs, 0.95)],
    Math.max(...seconds.map(({ longestTaskMs }) => longestTaskMs)),
    ...(answersMs
      ? [quantile(answersMs, 0.5), quantile(answersMs, 1), answersMs.length]
      : [null, null, null]),
  ];
}
