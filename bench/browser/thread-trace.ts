import type { Browser } from "playwright-core";
import { z } from "zod";

/** One second of a page's threads, ms. CPU time is the thread's own; wall time also counts waiting for a core. */
export interface ThreadSecond {
  readonly mainCpuMs: number;
  readonly mainWallMs: number;
  /** The longest single task: what a person would feel as a stall. */
  readonly longestTaskMs: number;
  /** Workers of the page, CPU. */
  readonly workersCpuMs: number;
}

const eventsSchema = z.object({ value: z.array(z.record(z.string(), z.unknown())) });
const threadSchema = z.object({
  name: z.literal("thread_name"),
  pid: z.number(),
  tid: z.number(),
  args: z.object({ name: z.string() }),
});
/** `ts` and durations in µs; `tdur` is CPU time. */
const taskSchema = z.object({
  name: z.literal("ThreadControllerImpl::RunTask"),
  ph: z.literal("X"),
  pid: z.number(),
  tid: z.number(),
  ts: z.number(),
  dur: z.number(),
  tdur: z.number().default(0),
});
type Task = z.infer<typeof taskSchema>;

/**
 * What the threads of the busiest page did meanwhile, second by second, from the browser's own trace of tasks. Only
 * whole tasks are traced: more detail would cost more than the page does. Seconds are parted where the page rests, so
 * that a tick is never in two of them; the first and the last are cut off in the middle and left out, and no other.
 */
export async function traceThreads(
  browser: Browser,
  meanwhile: () => Promise<unknown>,
): Promise<ThreadSecond[]> {
  const session = await browser.newBrowserCDPSession();
  const events: unknown[] = [];
  session.on("Tracing.dataCollected", (data) => events.push(...eventsSchema.parse(data).value));
  await session.send("Tracing.start", {
    transferMode: "ReportEvents",
    traceConfig: { includedCategories: ["toplevel"] },
  });
  await meanwhile();
  const complete = new Promise((resolve) => session.once("Tracing.tracingComplete", resolve));
  await session.send("Tracing.end");
  await complete;
  await session.detach();
  return splitSeconds(events);
}

function splitSeconds(events: readonly unknown[]): ThreadSecond[] {
  const threads = events.flatMap((event) => threadSchema.safeParse(event).data ?? []);
  const tasks = Map.groupBy(
    events.flatMap((event) => taskSchema.safeParse(event).data ?? []),
    ({ pid, tid }) => `${pid}:${tid}`,
  );
  const tasksOf = (name: string, pid?: number) =>
    threads
      .filter((thread) => thread.args.name === name && (pid === undefined || thread.pid === pid))
      .map((thread) => tasks.get(`${thread.pid}:${thread.tid}`) ?? []);
  const main = tasksOf("CrRendererMain").toSorted((a, b) => cpuMs(b) - cpuMs(a))[0] ?? [];
  const workers = tasksOf("DedicatedWorker thread", main[0]?.pid).flat();
  const restUs = restOf(main);
  const secondOf = ({ ts }: Task) => Math.floor((ts - restUs) / secondUs);
  const bySecond = Map.groupBy(main, secondOf);
  const workersBySecond = Map.groupBy(workers, secondOf);
  return [...bySecond].slice(1, -1).map(([second, own]) => ({
    mainCpuMs: cpuMs(own),
    mainWallMs: own.reduce((sum, { dur }) => sum + dur / 1000, 0),
    longestTaskMs: Math.max(...own.map(({ dur }) => dur / 1000)),
    workersCpuMs: cpuMs(workersBySecond.get(second) ?? []),
  }));
}

const secondUs = 1e6;
const binUs = 20_000;
const bins = secondUs / binUs;

/** @returns the middle of the longest stretch of a second in which the least is done, µs after any full second */
function restOf(tasks: readonly Task[]): number {
  const busyUs = new Float64Array(bins);
  for (const { ts, tdur } of tasks) {
    const bin = Math.floor((ts % secondUs) / binUs);
    busyUs[bin] = (busyUs[bin] ?? 0) + tdur;
  }
  const rarelyUs = Math.min(...busyUs) + 0.02 * busyUs.reduce((sum, us) => sum + us, 0);
  let [best, length, run] = [0, 0, 0];
  // Twice around: the longest stretch may lie over the end of the second.
  for (let at = 0; at < 2 * bins; at++) {
    run = (busyUs[at % bins] ?? 0) <= rarelyUs ? run + 1 : 0;
    if (run > length && run <= bins) [best, length] = [at, run];
  }
  return (((best + 1 - length / 2) % bins) + bins) * binUs;
}

function cpuMs(tasks: readonly Task[]): number {
  return tasks.reduce((sum, { tdur }) => sum + tdur / 1000, 0);
}
