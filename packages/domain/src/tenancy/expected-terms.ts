/**
 * When a tenant's own counters are expected: while it has a lease that counts cards, and at all times when it never had
 * a lease. Racks, units and power are leased by those who run their own scheduler: what they send counts, and beside
 * others who lease cards their silence is no card held of the center's scheduler (decision 51). One rule for the wall,
 * the figures of a window and the gaps of a report.
 */
import type { Lease } from "@aidc/contract";
import type { OpenInterval } from "../time/intervals.ts";
import { holdsAt } from "../time/intervals.ts";
import { intervalOf } from "./leases.ts";

/** @returns null: at all times */
export function expectedTerms(leases: readonly Lease[], tenant: string): OpenInterval[] | null {
  const own = leases.filter((lease) => lease.tenant === tenant);
  return own.length === 0 ? null : own.filter(countsCards).map(intervalOf);
}

function countsCards({ resource }: Lease): boolean {
  return resource === "accelerators" || resource === "pflops";
}

export function isExpectedAt(terms: readonly OpenInterval[] | null, atMs: number): boolean {
  return terms === null || terms.some((term) => holdsAt(term, atMs));
}
