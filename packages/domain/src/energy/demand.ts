/**
 * Demand: the greatest mean power of a clock quarter of an hour. It is what a two-part tariff bills, and it is less
 * than the peak of the instant and more than the mean of the month. Source: standards 3.3.
 */
import { roundHalfAway } from "./integral.ts";

/** Power of one source over 5 minutes: mJ and the time they rest on. */
export interface DemandBucket {
  readonly startMs: number;
  readonly integral: bigint;
  readonly coveredMs: number;
}

export interface Demand {
  readonly watts: number;
  /** Begin of the quarter. */
  readonly atMs: number;
  /** Quarters that every source covers wholly; the others are not looked at. */
  readonly quarters: number;
}

/** The quarter with the most energy, the first of equals. */
export interface GreatestQuarter extends Pick<Demand, "atMs" | "quarters"> {
  readonly millijoules: bigint;
}

export const quarterMs = 900_000;

/**
 * @param sources 5-minute buckets of each source with its sign, in any order
 * @returns null when no quarter is covered by all of them
 */
export function demandOf(sources: readonly SignedBuckets[]): Demand | null {
  const greatest = greatestQuarter(sources);
  return greatest && demandOfQuarter(greatest);
}

export const demandOfQuarter = ({ millijoules, atMs, quarters }: GreatestQuarter): Demand => ({
  watts: roundHalfAway((Number(millijoules) / quarterMs) * 1000) / 1000,
  atMs,
  quarters,
});

/** Of two stretches of time that share no quarter. */
export function greaterQuarter(
  one: GreatestQuarter | null,
  other: GreatestQuarter | null,
): GreatestQuarter | null {
  if (one === null || other === null) return one ?? other;
  const isOne =
    one.millijoules === other.millijoules ? one.atMs < other.atMs : one.millijoules > other.millijoules;
  return { ...(isOne ? one : other), quarters: one.quarters + other.quarters };
}

interface SignedBuckets {
  readonly sign: 1 | -1;
  readonly buckets: readonly DemandBucket[];
}

export function greatestQuarter(sources: readonly SignedBuckets[]): GreatestQuarter | null {
  const sums = new Map<number, { millijoules: bigint; coveredMs: number }>();
  for (const { sign, buckets } of sources) {
    for (const { startMs, integral, coveredMs } of buckets) {
      const quarter = Math.floor(startMs / quarterMs) * quarterMs;
      const sum = sums.get(quarter) ?? { millijoules: 0n, coveredMs: 0 };
      sum.millijoules += sign === 1 ? integral : -integral;
      sum.coveredMs += coveredMs;
      sums.set(quarter, sum);
    }
  }
  let best: GreatestQuarter | null = null;
  for (const [atMs, { millijoules, coveredMs }] of sums)
    if (coveredMs >= sources.length * quarterMs)
      best = greaterQuarter(best, { millijoules, atMs, quarters: 1 });
  return best;
}
