import type { CDPSession } from "playwright-core";
import { z } from "zod";
import type { Browser, WatchedPage } from "./browser.ts";

/**
 * A wall that is left open, with all its scenes and map metrics in turn as fast as settings allow, and what the browser
 * tells of it: heap, nodes, listeners and every task that kept it from drawing.
 */
export interface SoakedWall extends WatchedPage {
  /** Waits for the drawing of what was pushed. */
  drawn(): Promise<Shown>;
  shown(): Promise<Shown>;
  /** What is left after a collection of garbage. */
  measure(): Promise<Left>;
}

export interface Left {
  readonly heapKilobytes: number;
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
  /** Longest task of the page since it was asked last, ms; 0 when none took 50 ms. */
  longestTaskMs: z.number(),
});
export type Shown = z.infer<typeof shownSchema>;

export const soakedScenes = ["overview", "racks", "capacity", "alarms"] as const;
const settings = `scenes=${soakedScenes.join()}&seconds=5&metric=rotate`;

export async function openSoakedWall(browser: Browser, wallUrl: string): Promise<SoakedWall> {
  const watched = await browser.openPage();
  const { page } = watched;
  await page.addInitScript(observeLongTasks);
  await page.goto(`${wallUrl}?${settings}`);
  await page.locator('[data-link="held"]').waitFor({ timeout: 60_000 });
  const cdp = await browser.context.newCDPSession(page);
  await cdp.send("Performance.enable");
  // What loading takes is no stall of a wall that stands.
  await page.evaluate(forgetTasks);
  return {
    ...watched,
    shown: async () => shownSchema.parse(await page.evaluate(readShown, 0)),
    // Changes of a tick are told together after 60 ms.
    drawn: async () => shownSchema.parse(await page.evaluate(readShown, 70)),
    async measure() {
      const left = await collectAndCount(cdp);
      // The collection was asked for by us: no wall stalls on it by itself.
      await page.evaluate(forgetTasks);
      return left;
    },
  };
}

async function collectAndCount(cdp: CDPSession): Promise<Left> {
  // Twice: what only a finaliser held is gone after the second.
  for (let time = 0; time < 2; time++) await cdp.send("HeapProfiler.collectGarbage");
  const { metrics } = await cdp.send("Performance.getMetrics");
  const read = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
  return {
    heapKilobytes: Math.round(read("JSHeapUsedSize") / 102.4) / 10,
    nodes: read("Nodes"),
    listeners: read("JSEventListeners"),
  };
}

/** Runs in the page, as the two below. */
function observeLongTasks(): void {
  Reflect.set(window, "longest", 0);
  const note = (entries: readonly PerformanceEntry[]) => {
    const longest = Number(Reflect.get(window, "longest"));
    Reflect.set(window, "longest", Math.max(longest, ...entries.map(({ duration }) => duration)));
  };
  new PerformanceObserver((list) => note(list.getEntries())).observe({ type: "longtask" });
}

/** A task is told of some time after it has ended. */
async function forgetTasks(): Promise<void> {
  for (let frame = 0; frame < 5; frame++) await new Promise(requestAnimationFrame);
  Reflect.set(window, "longest", 0);
}

async function readShown(afterMs: number) {
  if (afterMs > 0) await new Promise((resolve) => setTimeout(() => requestAnimationFrame(resolve), afterMs));
  const longestTaskMs = Number(Reflect.get(window, "longest"));
  Reflect.set(window, "longest", 0);
  const picture = document.querySelector<HTMLElement>("[data-link]");
  const { scene = "", link = "", state = "", held = "" } = picture?.dataset ?? {};
  const count = (selector: string) => document.querySelectorAll(selector).length;
  return {
    ...{ scene, link, state, held, longestTaskMs },
    blocks: count(".wall-block"),
    youngBlocks: count('.wall-block:not([data-old="true"])'),
  };
}
