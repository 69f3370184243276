/**
 * When a series is covered, and integrals of several series over the time that all of them cover. A ratio is
 * formed on that intersection only. Source: standards 1.1 "Coverage".
 */
import type { WindowMs } from "@aidc/contract";
import type { Intervals } from "../time/intervals.ts";
import { clipIntervals, intersectIntervals, totalMs, unionIntervals } from "../time/intervals.ts";
import { usableStep } from "./counter.ts";
import type { Integral, Samples } from "./integral.ts";
import { addIntegrals, firstNotBefore } from "./integral.ts";
import type { PointRules } from "./roll-up.ts";
import { integrate } from "./roll-up.ts";
import { holdsUntil } from "./step.ts";

/**
 * Covered time of the window that can be divided at any instant. The difference of a register over a long
 * silence cannot; `wholeSilences` adds those that lie inside the window.
 */
export function coveredIntervals(
  samples: Samples,
  window: WindowMs,
  rules: PointRules,
  wholeSilences = false,
): WindowMs[] {
  const { timesMs } = samples;
  const covered: { fromMs: number; toMs: number }[] = [];
  for (let i = Math.max(firstNotBefore(timesMs, window.fromMs) - 1, 0); i < timesMs.length; i++) {
    const fromMs = timesMs[i] as number;
    if (fromMs >= window.toMs) break;
    const toMs = coveredUntil(samples, i, rules);
    if (toMs <= fromMs) continue;
    const isSilence = rules.nature === "counter" && toMs - fromMs > rules.maxGapMs;
    if (isSilence && !(wholeSilences && fromMs >= window.fromMs && toMs <= window.toMs)) continue;
    const last = covered.at(-1);
    if (last && last.toMs === fromMs) last.toMs = toMs;
    else covered.push({ fromMs, toMs });
  }
  return clipIntervals(unionIntervals(covered), window);
}

/** End of what sample `i` begins to cover; its own time when it covers nothing. */
function coveredUntil(samples: Samples, i: number, rules: PointRules): number {
  const { timesMs, values } = samples;
  const at = timesMs[i] as number;
  const value = values[i] as number;
  if (Number.isNaN(value)) return at;
  if (rules.nature === "step") return holdsUntil(timesMs, i, rules.maxGapMs, rules.intervalMs);
  if (i + 1 >= timesMs.length) return at;
  const next = timesMs[i + 1] as number;
  if (rules.nature === "counter") return usableStep(samples, i, rules)?.delta == null ? at : next;
  const nextValue = values[i + 1] as number;
  return !Number.isNaN(nextValue) && next - at <= rules.maxGapMs ? next : at;
}

export interface JointIntegrals {
  /** Time that every input covers. */
  readonly covered: Intervals;
  readonly coveredMs: number;
  /** One per input, all over `covered`. */
  readonly integrals: readonly Integral[];
}

export interface JointInput {
  readonly samples: Samples;
  readonly rules: PointRules;
}

/** Integrates every input over the intersection of what they all cover. Without inputs nothing is covered. */
export function integrateJointly(inputs: readonly JointInput[], window: WindowMs): JointIntegrals {
  let covered: WindowMs[] = inputs.length > 0 ? clipIntervals([window], window) : [];
  for (const { samples, rules } of inputs) {
    covered = intersectIntervals(covered, coveredIntervals(samples, window, rules));
  }
  const integrals = inputs.map(({ samples, rules }) =>
    addIntegrals(covered.map((interval) => integrate(samples, interval, rules))),
  );
  return { covered, coveredMs: totalMs(covered), integrals };
}
