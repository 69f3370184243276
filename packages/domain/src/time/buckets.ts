/**
 * Buckets of the roll-ups: 5 minutes and 1 hour in UTC, 1 day in the center's zone. A window is tiled with the
 * largest buckets that fit, so that a long window reads few rows and its edges stay exact.
 */
import type { WindowMs } from "@aidc/contract";
import { localDayAt } from "./days.ts";

export type BucketSize = "5m" | "1h" | "1d";

const fixedMs = { "5m": 300_000, "1h": 3_600_000 } as const;

/** The bucket of this size that holds the instant. */
export function bucketAt(instantMs: number, size: BucketSize, timeZone: string): WindowMs {
  if (size === "1d") return localDayAt(instantMs, timeZone);
  const widthMs = fixedMs[size];
  const fromMs = Math.floor(instantMs / widthMs) * widthMs;
  return { fromMs, toMs: fromMs + widthMs };
}

/** Edges of all buckets that touch the window: n + 1 instants for n buckets, none for an empty window. */
export function bucketEdgesOver(window: WindowMs, size: BucketSize, timeZone: string): Float64Array {
  const edges: number[] = [];
  for (let atMs = window.fromMs; atMs < window.toMs; ) {
    const bucket = bucketAt(atMs, size, timeZone);
    if (edges.length === 0) edges.push(bucket.fromMs);
    edges.push(bucket.toMs);
    atMs = bucket.toMs;
  }
  return Float64Array.from(edges);
}

/** The part of the window that whole buckets of this size fill, or null when not one fits. */
export function wholeBucketsIn(window: WindowMs, size: BucketSize, timeZone: string): WindowMs | null {
  const first = bucketAt(window.fromMs, size, timeZone);
  const fromMs = first.fromMs === window.fromMs ? first.fromMs : first.toMs;
  const toMs = bucketAt(window.toMs, size, timeZone).fromMs;
  return toMs > fromMs ? { fromMs, toMs } : null;
}

/** A stretch of a window and what it is best read from. */
export interface Tile extends WindowMs {
  readonly from: BucketSize | "samples";
}

/** Where to look next when a bucket is not good enough. */
export function finerThan(size: BucketSize): BucketSize | "samples" {
  if (size === "1d") return "1h";
  return size === "1h" ? "5m" : "samples";
}

/** The window as consecutive stretches of whole buckets, largest first choice; what is left is `samples`. */
export function tileWindow(
  window: WindowMs,
  timeZone: string,
  largest: BucketSize | "samples" = "1d",
): Tile[] {
  if (window.toMs <= window.fromMs) return [];
  if (largest === "samples") return [{ ...window, from: "samples" }];
  const whole = wholeBucketsIn(window, largest, timeZone);
  const next = finerThan(largest);
  if (!whole) return tileWindow(window, timeZone, next);
  return [
    ...tileWindow({ fromMs: window.fromMs, toMs: whole.fromMs }, timeZone, next),
    { ...whole, from: largest },
    ...tileWindow({ fromMs: whole.toMs, toMs: window.toMs }, timeZone, next),
  ];
}
