import type { CDPSession } from "playwright-core";
import { z } from "zod";

/** What a page's main thread did in one task. Wall time also counts waiting for a core, CPU time does not. */
export interface LongTask {
  readonly ms: number;
  readonly cpuMs: number;
  /** What took most of it, with both times: a collection of garbage, a function, a layout. One may lie in another. */
  readonly within: readonly string[];
}

/** The newest seconds of the browser's own trace, in a ring that is read only when somebody asks. */
export interface StallTrace {
  /** The task of the page that took about so long; null when the ring holds none. */
  explain(stallMs: number): Promise<LongTask | null>;
}

const eventsSchema = z.object({ value: z.array(z.unknown()) });
const threadSchema = z.object({
  name: z.literal("thread_name"),
  pid: z.number(),
  tid: z.number(),
  args: z.object({ name: z.literal("CrRendererMain") }),
});
/** `ts` and durations in µs; `tdur` is CPU time. */
const sliceSchema = z.object({
  name: z.string(),
  ph: z.literal("X"),
  pid: z.number(),
  tid: z.number(),
  ts: z.number(),
  dur: z.number(),
  tdur: z.number().default(0),
});

const ringKilobytes = 16_384;
const task = "ThreadControllerImpl::RunTask";
const namedShare = 0.1;
const mostNamed = 6;

export async function openStallTrace(cdp: CDPSession): Promise<StallTrace> {
  const start = () =>
    cdp.send("Tracing.start", {
      transferMode: "ReportEvents",
      traceConfig: {
        recordMode: "recordContinuously",
        traceBufferSizeInKb: ringKilobytes,
        includedCategories: ["toplevel", "v8", "devtools.timeline"],
      },
    });
  let events: unknown[] = [];
  cdp.on("Tracing.dataCollected", (data) => events.push(...eventsSchema.parse(data).value));
  await start();
  return {
    async explain(stallMs) {
      const complete = new Promise((resolve) => cdp.once("Tracing.tracingComplete", resolve));
      await cdp.send("Tracing.end");
      await complete;
      const found = findTask(events, stallMs);
      events = [];
      await start();
      return found;
    },
  };
}

/**
 * @param events of a trace, as the browser writes them
 * @param stallMs what the page itself was told of the task: a longer one may be of our own making
 */
export function findTask(events: readonly unknown[], stallMs: number): LongTask | null {
  const pages = new Set(
    events
      .flatMap((event) => threadSchema.safeParse(event).data ?? [])
      .map(({ pid, tid }) => `${pid}:${tid}`),
  );
  const slices = events
    .flatMap((event) => sliceSchema.safeParse(event).data ?? [])
    .filter(({ pid, tid }) => pages.has(`${pid}:${tid}`));
  const off = ({ dur }: { dur: number }) => Math.abs(dur - stallMs * 1_000);
  const [closest] = slices.filter(({ name }) => name === task).sort((a, b) => off(a) - off(b));
  if (!closest) return null;
  const { pid, tid, ts, dur, tdur } = closest;
  const within = slices
    .filter((one) => one.pid === pid && one.tid === tid && one.ts >= ts && one.ts + one.dur <= ts + dur)
    .filter((one) => !one.name.endsWith("RunTask") && one.dur >= namedShare * dur)
    .sort((a, b) => b.dur - a.dur)
    .slice(0, mostNamed)
    .map((one) => `${one.name} ${wholeMs(one.dur)} (CPU ${wholeMs(one.tdur)})`);
  return { ms: wholeMs(dur), cpuMs: wholeMs(tdur), within };
}

function wholeMs(us: number): number {
  return Math.round(us / 1_000);
}
