/**
 * How much of a lease is assigned: its cards, by name or through their rack, or its racks. Leases of rack units, power
 * and PFLOPS have no such count. Source: product glossary "assignment".
 */
import type { Assignment, Lease } from "@aidc/contract";
import { holdsAt } from "../time/intervals.ts";
import type { CenterHoldings, Refusal } from "./holdings.ts";
import { instantOf, reachesPast, refuse } from "./holdings.ts";
import { intervalOf } from "./leases.ts";
import type { AcceleratorPlace } from "./places.ts";

type Places = Pick<CenterHoldings, "accelerators">;

/** @returns null for a lease whose resource is not counted in places */
export function assignedAmountAt(
  held: Places,
  lease: Lease,
  own: readonly Assignment[],
  atMs: number,
): number | null {
  const holding = own.filter((assignment) => holdsAt(intervalOf(assignment), atMs));
  if (lease.resource === "racks") return holding.filter(({ rack }) => rack !== undefined).length;
  if (lease.resource !== "accelerators") return null;
  return acceleratorsIn(held.accelerators, holding).length;
}

/** The accelerators that assignments reach, each once. */
export function acceleratorsIn(
  accelerators: readonly AcceleratorPlace[],
  assignments: readonly Assignment[],
): AcceleratorPlace[] {
  const racks = new Set(assignments.map(({ rack }) => rack));
  const named = new Set(assignments.map(({ accelerator }) => accelerator));
  return accelerators.filter(({ id, rack }) => racks.has(rack) || named.has(id));
}

export interface OverAssigned {
  readonly atMs: number;
  readonly assigned: number;
  /** Racks and accelerators that are held then. */
  readonly places: readonly string[];
}

/** The first instant from `fromMs` on at which more is assigned than leased. Counts are highest where one begins. */
export function findOverAssigned(
  held: Places,
  lease: Lease,
  own: readonly Assignment[],
  fromMs: number,
): OverAssigned | null {
  const later = own.filter((assignment) => reachesPast(assignment, fromMs));
  const starts = later.map((assignment) => Math.max(fromMs, intervalOf(assignment).fromMs));
  for (const atMs of [...new Set(starts)].sort((a, b) => a - b)) {
    const assigned = assignedAmountAt(held, lease, own, atMs);
    if (assigned === null || assigned <= lease.amount) continue;
    const holding = later.filter((assignment) => holdsAt(intervalOf(assignment), atMs));
    return { atMs, assigned, places: holding.map(placeName) };
  }
  return null;
}

export function placeName({ rack, accelerator }: Pick<Assignment, "rack" | "accelerator">): string {
  return rack === undefined ? `accelerator ${accelerator}` : `rack ${rack}`;
}

/** Says what has to be released before a lease may shrink. */
export function refuseShrinking(
  held: Places,
  lease: Lease,
  own: readonly Assignment[],
  fromMs: number,
): Refusal | null {
  const over = findOverAssigned(held, lease, own, fromMs);
  if (over === null) return null;
  const more = over.places.length > 5 ? ` and ${over.places.length - 5} more` : "";
  return refuse(
    "conflict",
    `${over.assigned} ${lease.resource} are assigned from ${instantOf(over.atMs)} on; release ` +
      `${over.assigned - lease.amount} before the lease shrinks to ${lease.amount}. ` +
      `Assigned: ${over.places.slice(0, 5).join(", ")}${more}.`,
  );
}
