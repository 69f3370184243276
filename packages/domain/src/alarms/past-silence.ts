/**
 * Who was silent while others went on, from stored samples: as the live evaluation counts it, a device is silent once
 * its source has sent something that is so many of the device's cadences newer than anything of its own, and a source
 * that is lost takes none of them along.
 */
import type { WindowMs } from "@aidc/contract";
import type { StatedCadence } from "../telemetry/past-cadence.ts";
import { cadenceBefore } from "../telemetry/past-cadence.ts";
import type { Delays, nextCondition } from "./condition.ts";
import type { Occurred } from "./history.ts";
import { occurrencesIn } from "./history.ts";
import { atLeast } from "./watched.ts";

/** The instants at which somebody sent, to the second, of one window. */
export interface Clock {
  readonly fromMs: number;
  /** One for each second of the window. */
  readonly seconds: Uint8Array;
}

const secondMs = 1_000;
const mostClockBytes = 100_000_000;

/** How long a window may be for so many clocks to be in memory at once, ms. */
export function longestWindowMs(clocks: number): number {
  return Math.floor(mostClockBytes / Math.max(1, clocks)) * secondMs;
}

export function openClock({ fromMs, toMs }: WindowMs): Clock {
  return { fromMs, seconds: new Uint8Array(Math.max(0, Math.ceil((toMs - fromMs) / secondMs))) };
}

export function markClock({ fromMs, seconds }: Clock, timesMs: Float64Array): void {
  for (const atMs of timesMs) {
    const second = Math.floor((atMs - fromMs) / secondMs);
    if (second >= 0 && second < seconds.length) seconds[second] = 1;
  }
}

/**
 * When a point was recent enough, in order and apart.
 * @param timesMs from before the window on, so that the steps it comes in are known at the first
 * @param cadences how many a sample speaks for its point
 * @param isKnown it sent before the window, nobody looks up when; false: it never sent
 */
export function heardSpans(
  timesMs: Float64Array,
  { cadences, isKnown, ...stated }: StatedCadence & { readonly cadences: number; readonly isKnown: boolean },
  { fromMs, toMs }: WindowMs,
): WindowMs[] {
  const first = { fromMs, toMs: fromMs + cadences * stated.intervalMs };
  const spans: { fromMs: number; toMs: number }[] = isKnown ? [first] : [];
  for (const [at, atMs] of timesMs.entries()) {
    if (atMs >= toMs) break;
    const untilMs = atMs + cadences * cadenceBefore(timesMs, at, stated);
    if (untilMs <= fromMs) continue;
    const last = spans.at(-1);
    if (last && atMs <= last.toMs) last.toMs = Math.max(last.toMs, untilMs);
    else spans.push({ fromMs: Math.max(fromMs, atMs), toMs: untilMs });
  }
  return spans;
}

/** @returns spans in which none of these was heard and the clock went on: each from the clock's first second in it */
export function silentSpans(
  heard: readonly WindowMs[],
  clock: Clock,
  { fromMs, toMs }: WindowMs,
): WindowMs[] {
  const found: WindowMs[] = [];
  let untilMs = fromMs;
  const gap = (endMs: number) => {
    const tickMs = firstTick(clock, untilMs);
    if (tickMs !== null && tickMs < endMs) found.push({ fromMs: tickMs, toMs: endMs });
  };
  for (const span of heard.toSorted((a, b) => a.fromMs - b.fromMs)) {
    if (span.fromMs > untilMs) gap(span.fromMs);
    untilMs = Math.max(untilMs, span.toMs);
  }
  if (untilMs < toMs) gap(toMs);
  return found;
}

function firstTick({ fromMs, seconds }: Clock, afterMs: number): number | null {
  const second = seconds.indexOf(1, Math.max(0, Math.ceil((afterMs - fromMs) / secondMs)));
  return second < 0 ? null : fromMs + second * secondMs;
}

/** What is in both; each list in order and apart. */
export function inBoth(some: readonly WindowMs[], others: readonly WindowMs[]): WindowMs[] {
  const found: WindowMs[] = [];
  let [i, j] = [0, 0];
  for (let one = some[i], other = others[j]; one && other; one = some[i], other = others[j]) {
    const fromMs = Math.max(one.fromMs, other.fromMs);
    const toMs = Math.min(one.toMs, other.toMs);
    if (fromMs < toMs) found.push({ fromMs, toMs });
    if (one.toMs < other.toMs) i++;
    else j++;
  }
  return found;
}

/** Spans in which a condition held, as the occurrences that the delays of a rule make of them. */
export function occurrencesOfSpans(
  spans: readonly WindowMs[],
  delays: Delays,
  { fromMs, toMs }: WindowMs,
  next: typeof nextCondition,
): Occurred[] {
  const edges = spans.flatMap((span) => [
    { atMs: span.fromMs, value: 1 },
    ...(span.toMs < toMs ? [{ atMs: span.toMs, value: 0 }] : []),
  ]);
  const columns = {
    timesMs: Float64Array.from(edges, ({ atMs }) => atMs),
    values: Float64Array.from(edges, ({ value }) => value),
  };
  // An edge speaks until the next one, however far off that is.
  return occurrencesIn(columns, { intervalMs: toMs - fromMs, maxGapMs: 0 }, atLeast(1), delays, next)
    .filter((occurred) => occurred.fromMs < toMs)
    .map((occurred) =>
      occurred.toMs !== null && occurred.toMs >= toMs ? { ...occurred, toMs: null } : occurred,
    );
}
