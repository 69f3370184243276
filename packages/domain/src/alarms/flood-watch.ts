/** The flood of this moment, by the same fixed buckets as `flood`; counted as annunciations come. Standards 4.3. */
import { floodBucketMs, floodBucketOf, floodEndsBelow, floodStartsAbove } from "./flood.ts";

export interface FloodState {
  readonly bucket: number;
  /** Annunciations in the bucket of now. */
  readonly count: number;
  readonly flood: { readonly sinceMs: number; readonly annunciations: number } | null;
}

export const noFlood: FloodState = { bucket: 0, count: 0, flood: null };

/** @param annunciations that came since the last call, all of them now */
export function nextFlood(state: FloodState, nowMs: number, annunciations: number): FloodState {
  const bucket = floodBucketOf(nowMs);
  const isNew = bucket !== state.bucket;
  // A bucket that was left with few ended it; so did one that was left out, for it was empty.
  const ended = isNew && (state.count < floodEndsBelow || bucket > state.bucket + 1);
  const lasting = ended ? null : state.flood;
  const count = (isNew ? 0 : state.count) + annunciations;
  if (lasting)
    return { bucket, count, flood: { ...lasting, annunciations: lasting.annunciations + annunciations } };
  const begins = count > floodStartsAbove;
  return { bucket, count, flood: begins ? { sinceMs: bucket * floodBucketMs, annunciations: count } : null };
}

/** Where a flood stands after annunciations that nobody counted as they came. @param annunciatedMs in order */
export function floodAfter(annunciatedMs: readonly number[]): FloodState {
  return annunciatedMs.reduce((state, atMs) => nextFlood(state, atMs, 1), noFlood);
}
