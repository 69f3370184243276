/**
 * Energy from the readings of a register: differences, never extrapolated. Between two readings inside the
 * window the difference counts whatever their distance, because the register went on counting; where a window
 * edge cuts between readings, the register is interpolated if they are at most the largest gap apart.
 * Source: standards 1.1, 5.3.
 */
import type { WindowMs } from "@aidc/contract";
import type { Integral, Samples } from "./integral.ts";
import { firstNotBefore, integralOf, roundHalfAway } from "./integral.ts";
import type { RegisterRules, RegisterStep } from "./register.ts";
import { stepOfRegister } from "./register.ts";

export interface CounterRules extends RegisterRules {
  readonly maxGapMs: number;
}

/** min and max are register readings. A reset counts in every window that its segment touches. */
export function integrateCounter(samples: Samples, window: WindowMs, rules: CounterRules): Integral {
  const { timesMs, values } = samples;
  const { fromMs, toMs } = window;
  let total = 0n;
  let coveredMs = 0;
  let inside = 0;
  let resets = 0;
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (let i = Math.max(firstNotBefore(timesMs, fromMs) - 1, 0); i < timesMs.length; i++) {
    const t1 = timesMs[i] as number;
    if (t1 >= toMs) break;
    const reading = values[i] as number;
    if (t1 >= fromMs && !Number.isNaN(reading)) {
      inside++;
      if (reading < min) min = reading;
      if (reading > max) max = reading;
    }
    const t2 = i + 1 < timesMs.length ? (timesMs[i + 1] as number) : Number.NaN;
    if (!(t2 > fromMs) || !segmentCounts(t1, t2, window, rules.maxGapMs)) continue;
    const step = usableStep(samples, i, rules);
    if (step === null) continue;
    if (step.reset) resets++;
    if (step.delta === null) continue;
    const start = t1 < fromMs ? fromMs : t1;
    const end = t2 > toMs ? toMs : t2;
    coveredMs += end - start;
    total += BigInt(registerAt(end, t1, t2, step.delta)) - BigInt(registerAt(start, t1, t2, step.delta));
  }
  return integralOf(total, coveredMs, [min, max], inside, resets);
}

/** A long segment is indivisible: it counts whole or not at all. */
function segmentCounts(t1: number, t2: number, window: WindowMs, maxGapMs: number): boolean {
  return t2 - t1 <= maxGapMs || (t1 >= window.fromMs && t2 <= window.toMs);
}

/**
 * The step from reading `i` to the next; null where a reading is missing. After a long silence a reset cannot
 * be told from another meter, so it joins nothing.
 */
export function usableStep(samples: Samples, i: number, rules: CounterRules): RegisterStep | null {
  const t1 = samples.timesMs[i] as number;
  const t2 = samples.timesMs[i + 1] as number;
  const v1 = samples.values[i] as number;
  const v2 = samples.values[i + 1] as number;
  if (Number.isNaN(v1) || Number.isNaN(v2)) return null;
  const step = stepOfRegister(t1, v1, t2, v2, rules);
  return step.reset && t2 - t1 > rules.maxGapMs ? { delta: null, reset: true } : step;
}

export interface Silence {
  /** From the last reading before it to the first after it. */
  readonly window: WindowMs;
  /** What the register counted meanwhile; how that spreads over the time is not known. */
  readonly integral: bigint;
}

/** Segments longer than the largest gap that lie in the window and whose difference can be used, in order. */
export function silencesIn(samples: Samples, { fromMs, toMs }: WindowMs, rules: CounterRules): Silence[] {
  const { timesMs } = samples;
  const silences: Silence[] = [];
  for (let i = firstNotBefore(timesMs, fromMs); i + 1 < timesMs.length; i++) {
    const [t1, t2] = [timesMs[i] as number, timesMs[i + 1] as number];
    if (t2 > toMs) break;
    if (t2 - t1 <= rules.maxGapMs) continue;
    const delta = usableStep(samples, i, rules)?.delta ?? null;
    if (delta !== null) silences.push({ window: { fromMs: t1, toMs: t2 }, integral: BigInt(delta) });
  }
  return silences;
}

/** What the register has gained since `t1`, rounded once, so that neighbours of a window edge add up exactly. */
function registerAt(atMs: number, t1: number, t2: number, delta: number): number {
  if (atMs === t2) return delta;
  return roundHalfAway((delta * (atMs - t1)) / (t2 - t1));
}
