import { setTimeout as delay } from "node:timers/promises";
import type { CDPSession } from "playwright-core";
import { z } from "zod";
import type { Browser, WatchedPage } from "./browser.ts";
import { readPageMetrics } from "./page-metrics.ts";
import type { LongTask } from "./stall-trace.ts";
import { openStallTrace } from "./stall-trace.ts";
import { watchWorkerHeap } from "./worker-heap.ts";

/**
 * A wall that is left open, with all its scenes and map metrics in turn as fast as settings allow. It reports by itself
 * what it shows: a page that is asked again and again keeps a little of every question, which would look like a leak.
 */
export interface SoakedWall extends WatchedPage {
  /** When the worker that keeps the live connection ended, though the page stood. */
  readonly workerEnds: readonly string[];
  /** What it shows once everything has been drawn that was sent until now. @throws when it says nothing any more */
  shown(): Promise<Shown>;
  /** What a task of the last seconds that took so long was busy with; null when that is not known. */
  explain(stallMs: number): Promise<LongTask | null>;
  /** What is left after a collection of garbage. */
  measure(): Promise<Left>;
}

export interface Left {
  readonly heapKilobytes: number;
  /** Of the worker that keeps the live connection beside the page. */
  readonly workerHeapKilobytes: number;
  /** That one and those that paint racks. */
  readonly workers: number;
  /** What the picture consists of: scenes say more and less, as alarms and blocks come and go. */
  readonly elements: number;
  /** Everything that the page keeps of its picture and of those before. */
  readonly nodes: number;
  readonly listeners: number;
}

const shownSchema = z.object({
  scene: z.string(),
  link: z.string(),
  state: z.string(),
  held: z.string(),
  /** Blocks of the scene, and how many of them do not say that they are old. */
  blocks: z.number(),
  youngBlocks: z.number(),
  elements: z.number(),
  /** Longest task of the page since it was looked at before, ms; 0 when none took 50 ms. */
  longestTaskMs: z.number(),
});
export type Shown = z.infer<typeof shownSchema>;

export const soakedScenes = ["overview", "racks", "capacity", "alarms"] as const;
const settings = `scenes=${soakedScenes.join()}&seconds=5&metric=rotate`;
/**
 * No compilers: what they make of a page is kept beside its data, grows with every run of a function until all is
 * compiled, and would hide a leak. Tasks take longer without them, never shorter.
 */
export const soakFlags = ["--js-flags=--no-opt --no-maglev --no-sparkplug"];
/** Changes of a tick are told together after 60 ms. */
const drawnAfterMs = 75;
const settleMs = 200;
const silentMs = 60_000;

export async function openSoakedWall(browser: Browser, wallUrl: string): Promise<SoakedWall> {
  const watched = await browser.openPage();
  const { page } = watched;
  const cdp = await browser.context.newCDPSession(page);
  await Promise.all([cdp.send("Performance.enable"), cdp.send("Runtime.enable")]);
  await cdp.send("Runtime.addBinding", { name: "reportSoak" });
  const reports = createReports();
  cdp.on("Runtime.bindingCalled", ({ payload }) => reports.hear(shownSchema.parse(JSON.parse(payload))));
  const worker = await watchWorkerHeap(cdp);
  await page.addInitScript(reportAgainAndAgain);
  await page.goto(`${wallUrl}?${settings}`);
  await page.locator('[data-link="held"]').waitFor({ timeout: 60_000 });
  const trace = await openStallTrace(cdp);
  // What loading takes is no stall of a wall that stands.
  await reports.after(1_000);
  return {
    ...watched,
    workerEnds: worker.ends,
    shown: () => reports.after(drawnAfterMs),
    async explain(stallMs) {
      const task = await trace.explain(stallMs);
      // Reading a trace was asked for by us too.
      await reports.after(settleMs);
      return task;
    },
    async measure() {
      const left = {
        ...(await collectAndCount(cdp)),
        workerHeapKilobytes: await worker.kilobytes(),
        workers: worker.count(),
      };
      // The collection was asked for by us: no wall stalls on it by itself. A long task is told of somewhat later.
      const { elements } = await reports.after(settleMs);
      return { ...left, elements };
    },
  };
}

/** The newest report of the page, with the longest task of all reports since it was taken before. */
function createReports() {
  let longestTaskMs = 0;
  let tell = (_report: Shown): void => {};
  return {
    hear(report: Shown) {
      longestTaskMs = Math.max(longestTaskMs, report.longestTaskMs);
      tell(report);
    },
    async after(waitMs: number): Promise<Shown> {
      await delay(waitMs);
      const { promise, resolve, reject } = Promise.withResolvers<Shown>();
      const limit = setTimeout(() => reject(new Error(`the wall says nothing for ${silentMs} ms`)), silentMs);
      tell = resolve;
      const report = await promise.finally(() => clearTimeout(limit));
      const shown = { ...report, longestTaskMs };
      longestTaskMs = 0;
      return shown;
    },
  };
}

async function collectAndCount(
  cdp: CDPSession,
): Promise<Omit<Left, "elements" | "workerHeapKilobytes" | "workers">> {
  // Twice: what only a finaliser held is gone after the second.
  for (let time = 0; time < 2; time++) await cdp.send("HeapProfiler.collectGarbage");
  const read = await readPageMetrics(cdp);
  return {
    heapKilobytes: Math.round(read("JSHeapUsedSize") / 102.4) / 10,
    nodes: read("Nodes"),
    listeners: read("JSEventListeners"),
  };
}

/** Runs in the page. */
function reportAgainAndAgain(): void {
  const everyMs = 30;
  let longestTaskMs = 0;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longestTaskMs = Math.max(longestTaskMs, duration);
  }).observe({ type: "longtask" });
  const count = (selector: string) => document.querySelectorAll(selector).length;
  setInterval(() => {
    const picture = document.querySelector<HTMLElement>("[data-link]");
    const { scene = "", link = "", state = "", held = "" } = picture?.dataset ?? {};
    const shown = {
      scene,
      link,
      state,
      held,
      longestTaskMs,
      blocks: count(".wall-block"),
      youngBlocks: count('.wall-block:not([data-old="true"])'),
      elements: count("*"),
    };
    longestTaskMs = 0;
    Reflect.get(window, "reportSoak")?.(JSON.stringify(shown));
  }, everyMs);
}
