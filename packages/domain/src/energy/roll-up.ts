/**
 * One way in for all three natures of series, and the roll-up of a series into buckets. Source: standards 1.1.
 */
import type { Nature, WindowMs } from "@aidc/contract";
import type { CounterRules } from "./counter.ts";
import { integrateCounter } from "./counter.ts";
import { integrateGauge } from "./gauge.ts";
import type { BucketIntegral, Integral, Samples } from "./integral.ts";
import { integrateStep } from "./step.ts";

/** How the samples of a point are read; modulus, rating and exchanges matter for registers only. */
export interface PointRules extends CounterRules {
  readonly nature: Nature;
  readonly intervalMs: number;
}

export function integrate(samples: Samples, window: WindowMs, rules: PointRules): Integral {
  if (rules.nature === "gauge") return integrateGauge(samples, window, rules.maxGapMs, rules.integralScale);
  return rules.nature === "step"
    ? integrateStep(samples, window, rules)
    : integrateCounter(samples, window, rules);
}

/**
 * @param samples must reach one sample beyond the buckets on both sides where such samples exist, else the
 *   buckets at the ends miss the segments that cross their edges
 * @param bucketEdgesMs n + 1 increasing edges of n adjoining buckets
 * @returns the buckets that hold a sample or coverage, in order; empty ones are left out
 *
 * Buckets of gauges and steps add up exactly to larger buckets. Those of a register need not: a silence that
 * several small buckets share is inside one large bucket, which then knows its energy.
 */
export function rollUp(
  samples: Samples,
  bucketEdgesMs: ArrayLike<number>,
  rules: PointRules,
): BucketIntegral[] {
  const buckets: BucketIntegral[] = [];
  for (let i = 0; i + 1 < bucketEdgesMs.length; i++) {
    const startMs = bucketEdgesMs[i] as number;
    const endMs = bucketEdgesMs[i + 1] as number;
    const part = integrate(samples, { fromMs: startMs, toMs: endMs }, rules);
    if (part.samples > 0 || part.coveredMs > 0) buckets.push({ startMs, endMs, ...part });
  }
  return buckets;
}
