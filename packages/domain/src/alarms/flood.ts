/**
 * Alarm floods in fixed 10-minute buckets: one begins in the bucket with more than 10 annunciations and ends with the
 * first that has fewer than 5. Counted are annunciations (entries into state B), not journal rows. Source: standards
 * 4.3 (EEMUA 191, ISA-18.2).
 */
import type { WindowMs } from "@aidc/contract";

export const floodBucketMs = 600_000;
export const floodStartsAbove = 10;
export const floodEndsBelow = 5;

/** @param annunciatedMs in any order @returns count of every bucket of the window, empty ones too */
export function floodBuckets(annunciatedMs: readonly number[], window: WindowMs): Int32Array {
  const counts = new Int32Array(Math.ceil((window.toMs - window.fromMs) / floodBucketMs));
  for (const atMs of annunciatedMs) {
    if (atMs < window.fromMs || atMs >= window.toMs) continue;
    const bucket = Math.floor((atMs - window.fromMs) / floodBucketMs);
    counts[bucket] = (counts[bucket] ?? 0) + 1;
  }
  return counts;
}

/** Floods inside the window; one that still runs ends with it. */
export function floodsIn(counts: Int32Array, window: WindowMs): WindowMs[] {
  const floods: WindowMs[] = [];
  let fromMs: number | null = null;
  for (const [bucket, count] of counts.entries()) {
    const atMs = window.fromMs + bucket * floodBucketMs;
    if (fromMs === null && count > floodStartsAbove) fromMs = atMs;
    else if (fromMs !== null && count < floodEndsBelow) {
      floods.push({ fromMs, toMs: atMs });
      fromMs = null;
    }
  }
  if (fromMs !== null) floods.push({ fromMs, toMs: window.toMs });
  return floods;
}
