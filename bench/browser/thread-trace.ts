import type { Browser } from "playwright-core";
import { cpuMs, isTask, partSeconds, recordTrace } from "./record-trace.ts";

/** One second of a page's threads, ms. CPU time is the thread's own; wall time also counts waiting for a core. */
export interface ThreadSecond {
  readonly mainCpuMs: number;
  readonly mainWallMs: number;
  /** The longest single task: what a person would feel as a stall. */
  readonly longestTaskMs: number;
  /** Workers of the page, CPU. */
  readonly workersCpuMs: number;
}

/**
 * What the threads of the busiest page did meanwhile, second by second, from the browser's own trace of tasks. Only
 * whole tasks are traced: more detail would cost more than the page does. The first and the last second are cut off in
 * the middle and left out, and no other.
 */
export async function traceThreads(
  browser: Browser,
  meanwhile: () => Promise<unknown>,
): Promise<ThreadSecond[]> {
  const threads = await recordTrace(browser, ["toplevel"], meanwhile);
  const main = threads.main.filter(isTask);
  const secondOf = partSeconds(main);
  const workersBySecond = Map.groupBy(threads.workers.filter(isTask), secondOf);
  return [...Map.groupBy(main, secondOf)].slice(1, -1).map(([second, own]) => ({
    mainCpuMs: cpuMs(own),
    mainWallMs: own.reduce((sum, { dur }) => sum + dur / 1000, 0),
    longestTaskMs: Math.max(...own.map(({ dur }) => dur / 1000)),
    workersCpuMs: cpuMs(workersBySecond.get(second) ?? []),
  }));
}
