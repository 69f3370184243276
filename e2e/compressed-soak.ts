import { setTimeout as delay } from "node:timers/promises";
import { eventually } from "@aidc/testkit";
import type { CDPSession } from "playwright-core";
import { openApi } from "./support/api.ts";
import type { WatchedPage } from "./support/browser.ts";
import { startBrowser } from "./support/browser.ts";
import type { Server } from "./support/server.ts";
import { startServer } from "./support/server.ts";
import { slope } from "./support/slope.ts";
import type { TickLine } from "./support/tick-line.ts";
import { openTickLine } from "./support/tick-line.ts";

/**
 * Days of a wall in minutes: every tick of them goes over a real socket into the page of the production build, as many
 * at a time as are drawn before the next ones come. The server is killed and started again on the way, and again and
 * again samples stop while ticks go on: then the wall has to say by itself that it is old.
 */
export interface SoakPlan {
  readonly ticks: number;
  readonly restarts: number;
}

const ticksPerDrawing = 10;
const measureMostEveryTicks = 1_000;
/** Old samples: so long, so often. Three cadences are the limit, two ticks are the grace. */
const staleForMs = 8_000;
const staleLimitMs = 3_000 + 2_000;
const ticksPerStalePhase = 20_000;
const lostWithinMs = 10_000;
/** What a page keeps after its first minutes is no leak. */
const warmUpShare = 0.1;
const limits = { slopeKilobytes: 1, countShare: 0.02, stallMs: 200 } as const;

interface Measured {
  readonly tick: number;
  readonly heapKilobytes: number;
  readonly nodes: number;
  readonly listeners: number;
}

/** @returns what is wrong, in words; nothing when all held */
export async function soakCompressed({ ticks, restarts }: SoakPlan): Promise<string[]> {
  const server = await startServer({ demo: true });
  const line = await openTickLine(server.url, "demo");
  const browser = await startBrowser(line.url);
  try {
    const watched = await openWall(server, line, () => browser.openPage());
    const cdp = await browser.context.newCDPSession(watched.page);
    const measured: Measured[] = [];
    const faults: string[] = [];
    const restartEvery = Math.floor(ticks / (restarts + 1));
    const staleEvery = Math.min(ticksPerStalePhase, Math.floor(ticks / 2));
    const measureEvery = Math.min(measureMostEveryTicks, Math.floor(ticks / 20));
    for (let tick = 0; tick < ticks; tick += ticksPerDrawing) {
      await push(line, watched);
      if (crosses(tick, measureEvery)) {
        measured.push({ tick, ...(await measure(cdp)) });
        process.stdout.write(`${JSON.stringify(measured.at(-1))}\n`);
      }
      if (crosses(tick, staleEvery)) faults.push(...(await keepOld(line, watched)));
      if (restarts > 0 && crosses(tick, restartEvery)) faults.push(...(await restart(server, line, watched)));
    }
    return [...faults, ...judge(measured, await longestTask(watched), watched)];
  } finally {
    await browser.close();
    await line.close();
    await server.close();
  }
}

const crosses = (tick: number, every: number) =>
  tick > 0 && Math.floor(tick / every) !== Math.floor((tick - ticksPerDrawing) / every);

async function openWall(server: Server, line: TickLine, openPage: () => Promise<WatchedPage>) {
  const api = await openApi(server);
  await eventually(() => api.document("demo"), { timeoutMs: 90_000, pauseMs: 200 });
  const { token } = await api.createWall("demo");
  const watched = await openPage();
  await watched.page.addInitScript(() => {
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries())
        Reflect.set(window, "longest", Math.max(Number(Reflect.get(window, "longest") ?? 0), duration));
    }).observe({ type: "longtask" });
  });
  await watched.page.goto(`${line.url}/wall/${token}`);
  await watched.page.locator('[data-link="held"]').waitFor({ timeout: 60_000 });
  // What loading takes is no stall of a wall that stands.
  await watched.page.evaluate(() => Reflect.set(window, "longest", 0));
  return watched;
}

/** Some ticks, and the drawing that shows them. */
async function push(line: TickLine, { page }: WatchedPage): Promise<void> {
  for (let count = 0; count < ticksPerDrawing; count++) {
    const deadlineMs = performance.now() + lostWithinMs;
    while (!line.tick(Date.now()) && performance.now() < deadlineMs) await delay(50);
  }
  await page.evaluate(() => new Promise((resolve) => setTimeout(() => requestAnimationFrame(resolve), 70)));
}

/** Samples stop and ticks go on, once a second. */
async function keepOld(line: TickLine, { page }: WatchedPage): Promise<string[]> {
  const newestMs = Date.now();
  const faults: string[] = [];
  for (let nextMs = newestMs; Date.now() - newestMs < staleForMs; ) {
    if (Date.now() >= nextMs) {
      line.tick(newestMs);
      nextMs += 1_000;
    }
    const ageMs = Date.now() - newestMs;
    const state = await page.locator("[data-link]").first().getAttribute("data-state");
    if (ageMs > staleLimitMs && state === "live") faults.push(`shown as live at an age of ${ageMs} ms`);
    await delay(100);
  }
  return faults;
}

async function restart(server: Server, line: TickLine, { page }: WatchedPage): Promise<string[]> {
  await server.kill();
  const isSaid = await page
    .locator('[data-link="lost"]')
    .waitFor({ timeout: lostWithinMs })
    .then(
      () => true,
      () => false,
    );
  await server.start();
  const deadlineMs = performance.now() + 60_000;
  while (!line.tick(Date.now()) && performance.now() < deadlineMs) await delay(50);
  await page.locator('[data-link="held"]').waitFor({ timeout: 60_000 });
  return isSaid ? [] : ["a lost link was not said within 10 s"];
}

async function measure(cdp: CDPSession): Promise<Omit<Measured, "tick">> {
  // Twice: what only a finaliser held is gone after the second.
  for (let time = 0; time < 2; time++) await cdp.send("HeapProfiler.collectGarbage");
  await cdp.send("Performance.enable");
  const { metrics } = await cdp.send("Performance.getMetrics");
  const read = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
  return {
    heapKilobytes: Math.round(read("JSHeapUsedSize") / 102.4) / 10,
    nodes: read("Nodes"),
    listeners: read("JSEventListeners"),
  };
}

/** Since the wall stood, ms. A forced collection of garbage is a task of its own and counts too. */
function longestTask({ page }: WatchedPage): Promise<number> {
  return page.evaluate(() => Number(Reflect.get(window, "longest") ?? 0));
}

function judge(measured: readonly Measured[], stallMs: number, { strangers, loads }: WatchedPage): string[] {
  const settled = measured.slice(Math.ceil(measured.length * warmUpShare));
  const [first, last] = [settled[0], settled.at(-1)];
  if (!first || !last || settled.length < 3) return ["too few ticks to judge by"];
  const kilobytes = slope(settled.map(({ tick, heapKilobytes }) => ({ x: tick / 1_000, y: heapKilobytes })));
  const grown = (name: "nodes" | "listeners") => (last[name] - first[name]) / first[name];
  process.stdout.write(
    `heap ${kilobytes.toFixed(3)} KB per 1,000 ticks, nodes ${first.nodes} -> ${last.nodes}, listeners ${first.listeners} -> ${last.listeners}, longest task ${Math.round(stallMs)} ms, ${loads()} load\n`,
  );
  const faults = strangers.map((url) => `asked somebody else: ${url}`);
  if (kilobytes > limits.slopeKilobytes) faults.push(`the heap climbs ${kilobytes} KB per 1,000 ticks`);
  for (const name of ["nodes", "listeners"] as const)
    if (grown(name) > limits.countShare) faults.push(`${name} ${first[name]} -> ${last[name]}`);
  if (stallMs > limits.stallMs) faults.push(`a stall of ${Math.round(stallMs)} ms`);
  if (loads() !== 1) faults.push(`${loads()} loads of the page`);
  return faults;
}
