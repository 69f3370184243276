/**
 * Whether a bill or hand reading counts beside the samples of its time. Samples that cover as much as a ratio needs to
 * be told count, and the statement stands beside them; below that it counts and they are left out, because two tellings
 * of one energy are never added. Source: standards 1.2 (publication gate), decision 26.
 */
import { coverageGates } from "../figure/figure.ts";
import type { PlacedReading } from "./readings.ts";
import { touches } from "./used.ts";

/** What samples say of the very thing that a statement tells of, over its time, with its sign. */
export interface SampledBeside {
  readonly integral: bigint;
  readonly coveredMs: number;
  readonly resets: number;
  /** Of the time of the statement, by all that ought to report. */
  readonly coverage: number;
}

export interface JudgedReading {
  readonly sampled: SampledBeside;
  /** `metered`: samples tell enough of its time; `covered_by_side`: a statement of the whole side does. */
  readonly notCounted: "metered" | "covered_by_side" | null;
}

export function judgeReadings(
  placed: readonly PlacedReading[],
  sampledOf: (reading: PlacedReading) => SampledBeside,
): Map<PlacedReading, JudgedReading> {
  const judged = new Map<PlacedReading, JudgedReading>();
  const counted: PlacedReading[] = [];
  // Those of a whole side first: one that does not count itself covers nothing.
  for (const reading of placed.toSorted((a, b) => rankOf(a) - rankOf(b))) {
    const sampled = sampledOf(reading);
    const isMetered = sampled.coverage >= coverageGates.provisional;
    const notCounted = isMetered ? "metered" : isOfSide(reading, counted) ? "covered_by_side" : null;
    if (notCounted === null) counted.push(reading);
    judged.set(reading, { sampled, notCounted });
  }
  return judged;
}

function rankOf({ meter }: PlacedReading): number {
  return meter === null ? 0 : 1;
}

/** Whether a statement of the whole side takes the place of this one of a meter. */
function isOfSide({ meter, side, window }: PlacedReading, counted: readonly PlacedReading[]): boolean {
  return counted.some(
    (other) => meter !== null && other.meter === null && other.side === side && touches(other.window, window),
  );
}
