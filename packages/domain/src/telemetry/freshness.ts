/**
 * Freshness from the age of a sample, never from the state of a connection: live within 1.5 cadences, late
 * within 3, stale beyond. Source: standards 1.7 ("> 3x cadence -> stale style").
 */
import type { Freshness } from "@aidc/contract";

export const liveCadences = 1.5;
export const lateCadences = 3;

/** @param sampledAtMs null or NaN when there never was a sample; a time in the future counts as age 0 */
export function freshnessOf(sampledAtMs: number | null, nowMs: number, intervalMs: number): Freshness {
  if (sampledAtMs === null || Number.isNaN(sampledAtMs)) return "none";
  const ageMs = nowMs - sampledAtMs;
  if (ageMs <= liveCadences * intervalMs) return "live";
  return ageMs <= lateCadences * intervalMs ? "late" : "stale";
}

const order: readonly Freshness[] = ["live", "late", "stale", "none"];

/** Of nothing at all: none. */
export function worstFreshness(states: Iterable<Freshness>): Freshness {
  let rank = -1;
  for (const state of states) rank = Math.max(rank, order.indexOf(state));
  return order[rank] ?? "none";
}
