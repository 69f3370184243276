/**
 * The center's "now". A replayed center lives in recorded time: its clock is its newest sample; every other
 * center's is the server's. Source: interface "Recorded times".
 */
import type { Freshness } from "@aidc/contract";
import { freshnessStates } from "@aidc/contract";
import type { CenterIndex } from "./index-center.ts";
import type { LatestLookup } from "./signals.ts";
import { rank, signalRank, signalTime } from "./signals.ts";

/** Newest sample of any point of the center, null when there never was one. */
export function newestSampleMs(index: CenterIndex, latest: LatestLookup): number | null {
  let newest = Number.NEGATIVE_INFINITY;
  for (let signal = 0; signal < index.signals.seriesIds.length; signal++) {
    const atMs = signalTime(index.signals, latest, signal);
    if (atMs > newest) newest = atMs;
  }
  return Number.isFinite(newest) ? newest : null;
}

export function centerNowMs(index: CenterIndex, latest: LatestLookup, serverNowMs: number): number {
  if (index.center.origin !== "replay") return serverNowMs;
  return newestSampleMs(index, latest) ?? serverNowMs;
}

export interface Pulse {
  readonly state: Freshness;
  readonly newestSampleAtMs: number | null;
  /** Cadence of the point with the newest sample. */
  readonly cadenceMs: number;
}

/** Is anything alive? The freshest point decides, by its own cadence. */
export function pulseOf(index: CenterIndex, latest: LatestLookup, nowMs: number): Pulse {
  let newest = Number.NEGATIVE_INFINITY;
  let cadenceMs = index.center.defaultIntervalS * 1000;
  let best: number = rank.none;
  for (let signal = 0; signal < index.signals.seriesIds.length; signal++) {
    const atMs = signalTime(index.signals, latest, signal);
    best = Math.min(best, signalRank(index.signals, latest, signal, nowMs));
    if (atMs > newest) {
      newest = atMs;
      cadenceMs = index.signals.intervalsMs[signal] as number;
    }
  }
  const newestSampleAtMs = Number.isFinite(newest) ? newest : null;
  return { state: freshnessStates[best] ?? "none", newestSampleAtMs, cadenceMs };
}
