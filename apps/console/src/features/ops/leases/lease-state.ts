import type { Lease } from "@aidc/contract";
import { holdsAt, intervalOf } from "@aidc/domain";

export type LeaseState = "coming" | "running" | "ending" | "ended";

/** Within this time of its end a lease wants a decision. */
const endingSoonMs = 30 * 86_400_000;

/** @param nowMs the center's clock */
export function stateOf(lease: Pick<Lease, "from" | "to">, nowMs: number): LeaseState {
  const interval = intervalOf(lease);
  if (!holdsAt(interval, nowMs)) return interval.fromMs > nowMs ? "coming" : "ended";
  return interval.toMs !== null && interval.toMs - nowMs <= endingSoonMs ? "ending" : "running";
}

/** Intervals of one contract belong together; a lease without one is its own. */
export function contractOf(lease: Pick<Lease, "id" | "contract">): string {
  return lease.contract ?? lease.id;
}
