import { setTimeout as delay } from "node:timers/promises";
import { mapMetrics } from "@aidc/contract";
import { eventually } from "@aidc/testkit";
import { openApi } from "./support/api.ts";
import { startBrowser } from "./support/browser.ts";
import type { Server } from "./support/server.ts";
import { startServer } from "./support/server.ts";
import type { SoakMeasure, Stall } from "./support/soak-judge.ts";
import { judgeSoak } from "./support/soak-judge.ts";
import type { Shown, SoakedWall } from "./support/soaked-wall.ts";
import { openSoakedWall, soakedScenes, soakFlags } from "./support/soaked-wall.ts";
import type { TickLine } from "./support/tick-line.ts";
import { openTickLine } from "./support/tick-line.ts";

/**
 * Days of a wall in minutes: every tick of them goes over a real socket into the page of the production build, as many
 * at a time as are drawn before the next ones come, while scenes take turns and alarms come and go. The server is
 * killed and started again on the way, and again and again samples stop while ticks go on: then the wall has to say by
 * itself that it is old.
 */
export interface SoakPlan {
  readonly ticks: number;
  readonly restarts: number;
}

/** Fewer than a page takes for a sign that it slept. */
const ticksPerDrawing = 24;
const measureMostEveryTicks = 1_000;
/** Old samples: so long, so often. Three cadences are the limit, two ticks are the grace. */
const staleForMs = 8_000;
const staleLimitMs = 3_000 + 2_000;
const ticksPerStalePhase = 20_000;
const lostWithinMs = 10_000;
const loadMs = 60_000;
/** All scenes with all metrics take a minute or two. */
const visitMs = 600_000;
const worthSayingMs = 100;

interface Run {
  readonly server: Server;
  readonly line: TickLine;
  readonly wall: SoakedWall;
  readonly faults: string[];
  readonly stalls: Stall[];
  /** What was done to the page or the server since its last drawing. */
  deed: string;
  scene: string;
}

/** @returns what is wrong, in words; nothing when all held */
export async function soakCompressed({ ticks, restarts }: SoakPlan): Promise<string[]> {
  const server = await startServer({ demo: true });
  const line = await openTickLine(server.url, "demo");
  const browser = await startBrowser(line.url, "en-US", soakFlags);
  try {
    const api = await openApi(server);
    await eventually(() => api.document("demo"), { timeoutMs: 90_000, pauseMs: 200 });
    const { token } = await api.createWall("demo");
    const wall = await openSoakedWall(browser, `${line.url}/wall/${token}`);
    const run: Run = { server, line, wall, faults: [], stalls: [], deed: "began", scene: "" };
    await visitEverything(run);
    const measured = await soak(run, { ticks, restarts });
    return [...run.faults, ...judgeSoak(measured, run.stalls, wall)];
  } finally {
    await browser.close();
    await line.close();
    await server.close();
  }
}

/**
 * What a page does for the first time costs memory that stays: code, styles, the shapes of values. So what is measured
 * begins after every scene, every metric of the map, an alarm that interrupts, old samples and a lost server have been
 * seen once.
 */
async function visitEverything(run: Run): Promise<void> {
  const visits = new Map<string, number>();
  let isHeld = false;
  let before = "";
  const isVisited = () =>
    isHeld && soakedScenes.every((scene) => (visits.get(scene) ?? 0) >= mapMetrics.length);
  const deadlineMs = performance.now() + visitMs;
  while (!isVisited()) {
    if (performance.now() > deadlineMs)
      throw new Error(`after ${visitMs / 1_000} s the wall ${notVisited(isHeld, visits)}`);
    const { scene, held } = await push(run, "visiting");
    if (scene !== before) visits.set(scene, (visits.get(scene) ?? 0) + 1);
    before = scene;
    isHeld ||= held === "true";
  }
  await keepOld(run, "visiting");
  await restart(run, "visiting");
  say({ visited: Object.fromEntries(visits) });
}

function notVisited(isHeld: boolean, visits: ReadonlyMap<string, number>): string {
  const turns = soakedScenes.map((scene) => `${scene} ${visits.get(scene) ?? 0} times`).join(", ");
  return `${isHeld ? "was" : "was never"} held by an alarm and showed ${turns}, of ${mapMetrics.length} each`;
}

async function soak(run: Run, { ticks, restarts }: SoakPlan): Promise<SoakMeasure[]> {
  const measured: SoakMeasure[] = [];
  const restartEvery = Math.floor(ticks / (restarts + 1));
  const staleEvery = Math.min(ticksPerStalePhase, Math.floor(ticks / 2));
  const measureEvery = Math.min(measureMostEveryTicks, Math.floor(ticks / 20));
  let dueTick = 0;
  for (let tick = 0; tick < ticks; tick += ticksPerDrawing) {
    const { scene, held, state } = await push(run, `tick ${tick}`);
    // Scenes have different numbers of everything: what is compared is the same picture.
    if (tick >= dueTick && scene === soakedScenes[0] && held === "false" && state === "live") {
      measured.push({ tick, ...(await run.wall.measure()) });
      run.deed = "its garbage was collected";
      say(measured.at(-1));
      dueTick = tick + measureEvery;
    }
    if (crosses(tick, staleEvery)) await keepOld(run, `tick ${tick}`);
    if (restarts > 0 && crosses(tick, restartEvery)) await restart(run, `tick ${tick}`);
  }
  return measured;
}

const crosses = (tick: number, every: number) =>
  tick > 0 && Math.floor(tick / every) !== Math.floor((tick - ticksPerDrawing) / every);

/** Some ticks, and the drawing that shows them. */
async function push(run: Run, when: string) {
  for (let count = 0; count < ticksPerDrawing; count++) await tickOnce(run.line, lostWithinMs);
  const shown = await run.wall.shown();
  await noteStall(run, shown, when);
  return shown;
}

async function tickOnce(line: TickLine, patienceMs: number): Promise<void> {
  const deadlineMs = performance.now() + patienceMs;
  while (!line.tick(Date.now()) && performance.now() < deadlineMs) await delay(50);
}

/** A turn of the scenes and what was done to the page are said with a stall: they may be why. */
async function noteStall(run: Run, { longestTaskMs, scene, held }: Shown, when: string): Promise<void> {
  const { stalls, deed } = run;
  const turn = run.scene === scene ? scene : `${run.scene} -> ${scene}`;
  run.scene = scene;
  run.deed = "";
  if (longestTaskMs < worthSayingMs) return;
  const facts = [when, turn, held === "true" ? "held by an alarm" : "", deed].filter((text) => text !== "");
  const ms = Math.round(longestTaskMs);
  stalls.push({ when: facts.join(", "), ms, task: await run.wall.explain(ms) });
  say(stalls.at(-1));
}

/** Samples stop and ticks go on, once a second. */
async function keepOld(run: Run, when: string): Promise<void> {
  const newestMs = Date.now();
  for (let nextMs = newestMs; Date.now() - newestMs < staleForMs; ) {
    if (Date.now() >= nextMs) {
      run.line.tick(newestMs);
      nextMs += 1_000;
    }
    const ageMs = Date.now() - newestMs;
    const shown = await run.wall.shown();
    const { state, blocks, youngBlocks, scene } = shown;
    await noteStall(run, shown, `${when}, old samples`);
    if (ageMs <= staleLimitMs) continue;
    if (state === "live") run.faults.push(`${when}: shown as live at an age of ${ageMs} ms`);
    if (youngBlocks > 0 || blocks === 0)
      run.faults.push(`${when}: ${youngBlocks} of ${blocks} blocks of ${scene} unmarked at ${ageMs} ms`);
  }
}

async function restart(run: Run, when: string): Promise<void> {
  const { server, line } = run;
  await server.kill();
  const isSaid = await until(run, when, ({ link }) => link === "lost", lostWithinMs);
  if (!isSaid) run.faults.push(`${when}: a lost link was not said within 10 s`);
  await server.start();
  await tickOnce(line, loadMs);
  const isBack = await until(run, when, ({ link }) => link === "held", loadMs);
  if (!isBack) run.faults.push(`${when}: the picture did not come back`);
  run.deed = "the server was restarted";
}

async function until(
  run: Run,
  when: string,
  isSo: (shown: Shown) => boolean,
  withinMs: number,
): Promise<boolean> {
  for (let endMs = performance.now() + withinMs; performance.now() < endMs; ) {
    const shown = await run.wall.shown();
    const shownAtMs = performance.now();
    await noteStall(run, shown, `${when}, restart`);
    if (isSo(shown)) return true;
    // Reading a trace takes seconds of a busy machine: they are ours, not the wall's.
    endMs += performance.now() - shownAtMs;
  }
  return false;
}

function say(line: unknown): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
