import type { Browser } from "playwright-core";
import type { Span } from "./record-trace.ts";
import { partSeconds, recordTrace } from "./record-trace.ts";

/** What a task is counted as: by the first of these that is in it. */
const marks: Readonly<Record<string, TickPart>> = {
  HandlePostMessage: "news and drawing",
  "MessagePort::Accept": "news and drawing",
  Layerize: "frame",
  Commit: "frame",
  TimerFire: "timers",
};
export const tickParts = ["news and drawing", "frame", "timers", "garbage", "other"] as const;
type TickPart = (typeof tickParts)[number];
/** CPU of one second of the main thread, ms. */
export type TickParts = Readonly<Record<TickPart, number>>;

const categories = ["toplevel", "devtools.timeline", "v8"];
const isGarbage = /^(V8\.GC|MinorGC|MajorGC)/;

/**
 * What the seconds of a page consist of. It is traced in detail, which costs the page by itself: for comparing its parts,
 * and slow seconds with ordinary ones, not for the sum.
 */
export async function traceParts(browser: Browser, meanwhile: () => Promise<unknown>): Promise<TickParts[]> {
  const { main } = await recordTrace(browser, categories, meanwhile);
  const tasks = nest(main);
  const secondOf = partSeconds(tasks.map(({ span }) => span));
  const seconds = Map.groupBy(tasks, ({ span }) => secondOf(span));
  return [...seconds.values()].slice(1, -1).map(sumParts);
}

interface Task {
  readonly span: Span;
  readonly inside: Span[];
}

/** Spans of a thread lie in each other or apart; those in no other are its tasks. */
function nest(spans: readonly Span[]): Task[] {
  const tasks: Task[] = [];
  for (const span of spans.toSorted((a, b) => a.ts - b.ts || b.dur - a.dur)) {
    const last = tasks.at(-1);
    if (last && span.ts < last.span.ts + last.span.dur) last.inside.push(span);
    else tasks.push({ span, inside: [] });
  }
  return tasks;
}

function sumParts(tasks: readonly Task[]): TickParts {
  const sums = { "news and drawing": 0, frame: 0, timers: 0, garbage: 0, other: 0 };
  for (const { span, inside } of tasks) {
    const garbageMs = garbageOf(inside);
    const part = inside.map(({ name }) => marks[name]).find((mark) => mark !== undefined) ?? "other";
    sums.garbage += garbageMs;
    sums[part] += span.tdur / 1000 - garbageMs;
  }
  return sums;
}

/** Collections hold their own steps: only the outermost count. */
function garbageOf(spans: readonly Span[]): number {
  let [sumMs, endUs] = [0, 0];
  for (const { name, ts, dur, tdur } of spans) {
    if (ts < endUs || !isGarbage.test(name)) continue;
    sumMs += tdur / 1000;
    endUs = ts + dur;
  }
  return sumMs;
}
