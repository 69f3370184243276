/**
 * Alarm floods in fixed 10-minute buckets of the clock: one begins in the bucket with more than 10 annunciations and
 * ends with the first that has fewer than 5. Counted are annunciations (entries into state B), not journal rows.
 * Source: standards 4.3 (EEMUA 191, ISA-18.2).
 */
import type { WindowMs } from "@aidc/contract";

export const floodBucketMs = 600_000;
export const floodStartsAbove = 10;
export const floodEndsBelow = 5;

/** The same ten minutes for the grade and for the flood of now: by its window alone a flood came and went. */
export function floodBucketOf(atMs: number): number {
  return Math.floor(atMs / floodBucketMs);
}

/** @param annunciatedMs in any order @returns count of every bucket that the window touches, empty ones too */
export function floodBuckets(annunciatedMs: readonly number[], { fromMs, toMs }: WindowMs): Int32Array {
  const first = floodBucketOf(fromMs);
  const counts = new Int32Array(Math.ceil(toMs / floodBucketMs) - first);
  for (const atMs of annunciatedMs) {
    if (atMs < fromMs || atMs >= toMs) continue;
    const bucket = floodBucketOf(atMs) - first;
    counts[bucket] = (counts[bucket] ?? 0) + 1;
  }
  return counts;
}

/** Floods inside the window; one that still runs ends with it. */
export function floodsIn(counts: Int32Array, window: WindowMs): WindowMs[] {
  const floods: WindowMs[] = [];
  const first = floodBucketOf(window.fromMs);
  let fromMs: number | null = null;
  for (const [n, count] of counts.entries()) {
    const atMs = (first + n) * floodBucketMs;
    // What comes in the rest of a bucket that the window cuts off is not known: it ends no flood.
    const isOver = atMs + floodBucketMs <= window.toMs;
    if (fromMs === null && count > floodStartsAbove) fromMs = Math.max(atMs, window.fromMs);
    else if (fromMs !== null && count < floodEndsBelow && isOver) {
      floods.push({ fromMs, toMs: atMs });
      fromMs = null;
    }
  }
  if (fromMs !== null) floods.push({ fromMs, toMs: window.toMs });
  return floods;
}
