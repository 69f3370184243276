/**
 * Algebra of half-open intervals [fromMs, toMs). A set of intervals is sorted, disjoint and without touching
 * neighbours, so equal sets have equal spelling. Source: standards 1.7 (half-open everywhere).
 */
import type { WindowMs } from "@aidc/contract";

export type Intervals = readonly WindowMs[];

/** Sorts, drops empty ones and joins what overlaps or touches. */
export function unionIntervals(intervals: Intervals): WindowMs[] {
  const sorted = intervals.filter((i) => i.toMs > i.fromMs).sort((a, b) => a.fromMs - b.fromMs);
  const joined: { fromMs: number; toMs: number }[] = [];
  for (const { fromMs, toMs } of sorted) {
    const last = joined.at(-1);
    if (last && fromMs <= last.toMs) last.toMs = Math.max(last.toMs, toMs);
    else joined.push({ fromMs, toMs });
  }
  return joined;
}

/** Time that lies in both sets. Both must be sorted and disjoint. */
export function intersectIntervals(a: Intervals, b: Intervals): WindowMs[] {
  const common: WindowMs[] = [];
  let i = 0;
  let j = 0;
  for (let left = a[i], right = b[j]; left && right; left = a[i], right = b[j]) {
    const fromMs = Math.max(left.fromMs, right.fromMs);
    const toMs = Math.min(left.toMs, right.toMs);
    if (toMs > fromMs) common.push({ fromMs, toMs });
    if (left.toMs <= right.toMs) i++;
    else j++;
  }
  return common;
}

/** Time of the window that the set leaves out. */
export function gapsIn(window: WindowMs, covered: Intervals): WindowMs[] {
  const gaps: WindowMs[] = [];
  let at = window.fromMs;
  for (const { fromMs, toMs } of clipIntervals(covered, window)) {
    if (fromMs > at) gaps.push({ fromMs: at, toMs: fromMs });
    at = toMs;
  }
  if (at < window.toMs) gaps.push({ fromMs: at, toMs: window.toMs });
  return gaps;
}

export function clipIntervals(intervals: Intervals, window: WindowMs): WindowMs[] {
  return intersectIntervals(intervals, window.toMs > window.fromMs ? [window] : []);
}

export function totalMs(intervals: Intervals): number {
  let total = 0;
  for (const { fromMs, toMs } of intervals) total += toMs - fromMs;
  return total;
}

/** Milliseconds that two intervals share; `toMs: null` means without end. */
export function overlapMs(a: OpenInterval, b: OpenInterval): number {
  const until = Math.min(a.toMs ?? Number.POSITIVE_INFINITY, b.toMs ?? Number.POSITIVE_INFINITY);
  return Math.max(0, until - Math.max(a.fromMs, b.fromMs));
}

/** An interval that may still be running. */
export interface OpenInterval {
  readonly fromMs: number;
  readonly toMs: number | null;
}

export function holdsAt(interval: OpenInterval, atMs: number): boolean {
  return interval.fromMs <= atMs && (interval.toMs === null || atMs < interval.toMs);
}
