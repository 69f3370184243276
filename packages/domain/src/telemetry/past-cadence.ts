/**
 * How often a point was told of before a past instant. Live samples come at the interval that the point states; a
 * history that was filled in later comes in coarser steps, and no sample of it is late because of that. How coarse it
 * may be the point says itself: steps of which its largest gap bridges three, which is what energy and coverage count.
 * Source: standards 1.1 (max gap), 1.7 (stale beyond three cadences); policy for the pauses looked at.
 */
import { lateCadences } from "./freshness.ts";

/** One pause after an outage makes no slow source, and the last samples before it keep their cadence. */
const pauses = 3;

/** How far back samples are needed: one that is late still, and the pauses before it. */
export function cadenceReachMs({ maxGapMs }: { readonly maxGapMs: number }): number {
  return 2 * maxGapMs;
}

/** @param last row of the newest sample, -1 when there is none */
export function cadenceBefore(
  timesMs: Float64Array,
  last: number,
  { intervalMs, maxGapMs }: { readonly intervalMs: number; readonly maxGapMs: number },
): number {
  const coarsestMs = maxGapMs / lateCadences;
  if (coarsestMs <= intervalMs) return intervalMs;
  let shortestMs = Number.POSITIVE_INFINITY;
  for (let at = last; at > Math.max(0, last - pauses); at--)
    shortestMs = Math.min(shortestMs, (timesMs[at] as number) - (timesMs[at - 1] as number));
  if (shortestMs === Number.POSITIVE_INFINITY) return intervalMs;
  return Math.max(intervalMs, Math.min(coarsestMs, shortestMs));
}
