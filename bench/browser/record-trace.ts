import type { Browser } from "playwright-core";
import { z } from "zod";

/** An event of a thread that has a length. `ts` and durations in µs; `tdur` is CPU time. */
const spanSchema = z.object({
  name: z.string(),
  ph: z.literal("X"),
  pid: z.number(),
  tid: z.number(),
  ts: z.number(),
  dur: z.number().default(0),
  tdur: z.number().default(0),
});
export type Span = z.infer<typeof spanSchema>;

const eventsSchema = z.object({ value: z.array(z.record(z.string(), z.unknown())) });
const threadSchema = z.object({
  name: z.literal("thread_name"),
  pid: z.number(),
  tid: z.number(),
  args: z.object({ name: z.string() }),
});

export interface PageThreads {
  /** Of the page that did most. */
  readonly main: readonly Span[];
  readonly workers: readonly Span[];
}

/** @param categories of the browser's own trace: the more there are, the more of what is seen is the looking */
export async function recordTrace(
  browser: Browser,
  categories: string[],
  meanwhile: () => Promise<unknown>,
): Promise<PageThreads> {
  const session = await browser.newBrowserCDPSession();
  const events: unknown[] = [];
  session.on("Tracing.dataCollected", (data) => events.push(...eventsSchema.parse(data).value));
  await session.send("Tracing.start", {
    transferMode: "ReportEvents",
    traceConfig: { includedCategories: categories },
  });
  await meanwhile();
  const complete = new Promise((resolve) => session.once("Tracing.tracingComplete", resolve));
  await session.send("Tracing.end");
  await complete;
  await session.detach();
  return threadsOf(events);
}

function threadsOf(events: readonly unknown[]): PageThreads {
  const threads = events.flatMap((event) => threadSchema.safeParse(event).data ?? []);
  const spans = Map.groupBy(
    events.flatMap((event) => spanSchema.safeParse(event).data ?? []),
    ({ pid, tid }) => `${pid}:${tid}`,
  );
  const spansOf = (name: string, pid?: number) =>
    threads
      .filter((thread) => thread.args.name === name && (pid === undefined || thread.pid === pid))
      .map((thread) => spans.get(`${thread.pid}:${thread.tid}`) ?? []);
  const main =
    spansOf("CrRendererMain").toSorted((a, b) => cpuMs(b.filter(isTask)) - cpuMs(a.filter(isTask)))[0] ?? [];
  return { main, workers: spansOf("DedicatedWorker thread", main[0]?.pid).flat() };
}

export function isTask({ name }: Span): boolean {
  return name === "ThreadControllerImpl::RunTask";
}

export function cpuMs(spans: readonly Span[]): number {
  return spans.reduce((sum, { tdur }) => sum + tdur / 1000, 0);
}

const secondUs = 1e6;
const binUs = 20_000;
const bins = secondUs / binUs;

/**
 * Parts seconds where the page rests, so that a tick is never in two of them.
 * @param tasks of the main thread
 * @returns the number of the second that something began in
 */
export function partSeconds(tasks: readonly Span[]): (span: Span) => number {
  const restUs = restOf(tasks);
  return ({ ts }) => Math.floor((ts - restUs) / secondUs);
}

/** @returns the middle of the longest stretch of a second in which the least is done, µs after any full second */
function restOf(tasks: readonly Span[]): number {
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
