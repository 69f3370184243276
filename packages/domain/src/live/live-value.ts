/**
 * Live values that rest on other live values, on contracts or on figures. Unknown survives, the oldest sample,
 * the worst freshness, the lowest coverage and the worst grade too. Source: standards "Global conventions".
 */
import type { Figure, Grade, LiveValue, Reason } from "@aidc/contract";
import { coverageGates, isCovered, worstGrade } from "../figure/figure.ts";
import { worstFreshness } from "../telemetry/freshness.ts";

/** part / whole, never clamped. @param zeroWhole why there is no value when the whole is 0 */
export function liveRatio(part: LiveValue, whole: LiveValue, method: string, zeroWhole: Reason): LiveValue {
  const unknown = part.value === null ? part : whole.value === null ? whole : null;
  const known = part.value !== null && whole.value !== null && whole.value !== 0;
  return {
    value: known && part.value !== null && whole.value !== null ? part.value / whole.value : null,
    ...(known ? {} : { reason: unknown ? (unknown.reason ?? "no_data") : zeroWhole }),
    unit: "ratio",
    ...combined(part, whole),
    method,
  };
}

/** A part of which something is silent, over a whole, is the ratio of nothing: it is told from the gate of a figure on. */
export function coveredRatio(ratio: LiveValue): LiveValue {
  if (ratio.value === null || ratio.coverage >= coverageGates.provisional) return ratio;
  return { ...ratio, value: null, reason: "coverage_low" };
}

/** Known, but not whole: what is silent is missing from it, and it says how much of it is known. */
export function isPartlyKnown({ value, coverage }: Pick<LiveValue, "value" | "coverage">): boolean {
  return value !== null && !isCovered(coverage);
}

/** Everything but value, reason, unit and method. */
export function combined(
  a: LiveValue,
  b: LiveValue,
): Pick<LiveValue, "sampledAtMs" | "freshness" | "coverage" | "grade"> {
  const times = [a.sampledAtMs, b.sampledAtMs].filter((time) => time !== null);
  return {
    sampledAtMs: times.length > 0 ? Math.min(...times) : null,
    freshness: worstFreshness([a.freshness, b.freshness]),
    coverage: Math.min(a.coverage, b.coverage),
    grade: worstGrade([a.grade, b.grade]),
  };
}

/** A number from contracts or inventory: it has no sample, so nothing about it can go stale. */
export function recordedLive(value: number, unit: string, method: string, grade: Grade): LiveValue {
  return { value, unit, sampledAtMs: null, freshness: "live", coverage: 1, grade, method };
}

/** A figure as a tile shows it, for example the PUE of today. */
export function liveOfFigure(figure: Figure): LiveValue {
  return {
    value: figure.value,
    ...(figure.reason ? { reason: figure.reason } : {}),
    unit: figure.unit,
    sampledAtMs: null,
    freshness: figure.value === null ? "none" : "live",
    coverage: figure.coverage,
    grade: figure.grade,
    method: figure.method.id,
  };
}
