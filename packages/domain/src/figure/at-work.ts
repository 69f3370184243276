/**
 * Which accelerators are at work: the rule of method `active_hours` version 1, and of the live wall. Policy of this
 * console: at 5 % activity or more. Sample by sample where that can be afforded; over longer windows a 5-minute bucket
 * is at work when its mean is, and what follows is graded derived instead of as its counters are. Whoever changes the
 * share, or from where on buckets are judged, makes another version of the method.
 */
import type { Samples } from "../energy/integral.ts";

/** Activity from which an accelerator counts as at work. */
export const activeFrom = 0.05;

/** Beyond so many samples 5-minute buckets are judged instead. */
const mostSamplesJudged = 6_000_000;

export const isJudgedByMeans = (expectedSamples: number): boolean => expectedSamples > mostSamplesJudged;

/** Activity as a step of 0 or 1; what is not known stays so. */
export function atWork({ timesMs, values }: Samples): Samples {
  const step = (value: number) => (Number.isNaN(value) ? value : value >= activeFrom ? 1 : 0);
  return { timesMs, values: values.map(step) };
}

/** Integral of activity in millionths of a ratio times milliseconds, as roll-ups keep it. */
const scale = 1_000_000;

/** Of 5-minute buckets: in those at work all covered time counts, in the others none. */
export function workedByMeans(buckets: readonly { readonly integral: bigint; readonly coveredMs: number }[]) {
  let workedMs = 0;
  let coveredMs = 0;
  for (const bucket of buckets) {
    coveredMs += bucket.coveredMs;
    if (Number(bucket.integral) >= activeFrom * scale * bucket.coveredMs) workedMs += bucket.coveredMs;
  }
  return { workedMs, coveredMs };
}
