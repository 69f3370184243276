/**
 * Integral of a step-like series (allocation, state): the value of a sample holds until the next one. Before a
 * pause longer than the largest gap, and after the last sample, it holds for one interval only, because a
 * silent source vouches for nothing more. A pure function of the set of samples, so order of delivery cannot
 * matter. Source: standards 1.1 (step-like series, max gap).
 */
import type { WindowMs } from "@aidc/contract";
import type { Integral, Samples } from "./integral.ts";
import { firstNotBefore, IntegralSum, roundHalfAway } from "./integral.ts";

/** When sample `i` stops holding, epoch ms. */
export function holdsUntil(timesMs: Float64Array, i: number, maxGapMs: number, intervalMs: number): number {
  const at = timesMs[i] as number;
  const next = i + 1 < timesMs.length ? (timesMs[i + 1] as number) : Number.POSITIVE_INFINITY;
  return next - at <= maxGapMs ? next : Math.min(next, at + intervalMs);
}

/** @param integralScale result unit per (value x ms); 1 makes a count into count x ms */
export function integrateStep(
  samples: Samples,
  window: WindowMs,
  rules: { readonly maxGapMs: number; readonly intervalMs: number; readonly integralScale: number },
): Integral {
  const { timesMs, values } = samples;
  const { fromMs, toMs } = window;
  const sum = new IntegralSum();
  for (let i = Math.max(firstNotBefore(timesMs, fromMs) - 1, 0); i < timesMs.length; i++) {
    const at = timesMs[i] as number;
    if (at >= toMs) break;
    const value = values[i] as number;
    if (Number.isNaN(value)) continue;
    if (at >= fromMs) sum.inside++;
    const start = at < fromMs ? fromMs : at;
    const end = Math.min(holdsUntil(timesMs, i, rules.maxGapMs, rules.intervalMs), toMs);
    if (end <= start) continue;
    const perMs = value * rules.integralScale;
    let area = roundHalfAway(perMs * (end - at));
    if (start !== at) area -= roundHalfAway(perMs * (start - at));
    sum.see(value);
    sum.add(area, end - start);
  }
  return sum.result();
}
