/**
 * How often a point was told of before a past instant. Live samples come at the interval that the point states; a
 * history that was filled in later comes in coarser steps, and no sample of it is late because of that. How coarse it
 * may be the point says itself: steps of which its largest gap bridges three, which is what energy and coverage count.
 * Source: standards 1.1 (max gap), 1.7 (stale beyond three cadences); policy for the pauses looked at.
 */
import { lateCadences } from "./freshness.ts";

/** One pause after an outage makes no slow source, and the last samples before it keep their cadence. */
const pauses = 3;
const kept = pauses + 1;

/** What a point states of itself. */
export interface StatedCadence {
  readonly intervalMs: number;
  readonly maxGapMs: number;
}

/** Steps of eight hours are told apart in it, whatever a point says that it bridges. */
const longestReachMs = 2 * 86_400_000;

/**
 * How far back samples are needed: one that is late still, and the pauses before it. None, where no step that is bridged
 * is coarser than what is stated.
 */
export function cadenceReachMs({ intervalMs, maxGapMs }: StatedCadence): number {
  return maxGapMs / lateCadences <= intervalMs ? 0 : Math.min(2 * maxGapMs, longestReachMs);
}

/**
 * @param last row of the newest sample, -1 when there is none
 * @param first row of the first that is the point's
 */
export function cadenceBefore(
  timesMs: Float64Array,
  last: number,
  { intervalMs, maxGapMs }: StatedCadence,
  first = 0,
): number {
  const coarsestMs = maxGapMs / lateCadences;
  if (coarsestMs <= intervalMs) return intervalMs;
  let shortestMs = Number.POSITIVE_INFINITY;
  for (let at = last; at > Math.max(first, last - pauses); at--)
    shortestMs = Math.min(shortestMs, (timesMs[at] as number) - (timesMs[at - 1] as number));
  if (shortestMs === Number.POSITIVE_INFINITY) return intervalMs;
  return Math.max(intervalMs, Math.min(coarsestMs, shortestMs));
}

/** Cadences followed from sample to sample: of each point only as many are kept as tell them. */
export class FollowedCadences {
  /** By row, up to now. */
  readonly cadencesMs: Float64Array;
  private readonly stated: readonly StatedCadence[];
  /** The newest times of each row, right-aligned. */
  private readonly newest: Float64Array;
  private readonly told: Uint8Array;

  constructor(stated: readonly StatedCadence[]) {
    this.stated = stated;
    this.cadencesMs = Float64Array.from(stated, ({ intervalMs }) => intervalMs);
    this.newest = new Float64Array(stated.length * kept);
    this.told = new Uint8Array(stated.length);
  }

  /** @param timesMs in order; what came since lies from one row to before the other */
  note(row: number, timesMs: Float64Array, [from, to]: readonly [number, number]): void {
    const stated = this.stated[row];
    if (!stated) return;
    const [start, end] = [row * kept, (row + 1) * kept];
    for (let at = Math.max(from, to - kept); at < to; at++) {
      this.newest.copyWithin(start, start + 1, end);
      this.newest[end - 1] = timesMs[at] as number;
    }
    const told = Math.min(kept, (this.told[row] as number) + to - from);
    this.told[row] = told;
    this.cadencesMs[row] = cadenceBefore(this.newest, end - 1, stated, end - told);
  }
}
