/**
 * How much of a lease is assigned, in what it is for: its cards or their PFLOPS, by name or through their rack, its racks
 * or their units. It is too much where fewer places would serve: of racks and cards that is one more than leased; a rack
 * of 42 U is not too much for 30 U, a second one is. A contract for power is shared by the racks that it holds, however
 * many. Source: product glossary "assignment"; decision 62.
 */
import type { Assignment, Lease } from "@aidc/contract";
import { holdsAt } from "../time/intervals.ts";
import type { Refusal } from "./holdings.ts";
import { instantOf, reachesPast, refuse } from "./holdings.ts";
import { intervalOf } from "./leases.ts";
import type { AcceleratorPlace } from "./places.ts";
import type { SoldCenter } from "./stock.ts";

type Places = Pick<SoldCenter, "accelerators" | "stock">;

/** What each rack or card brings to the lease; null: nobody knows, or its resource is not counted in places. */
function piecesOf(
  { accelerators, stock }: Places,
  { resource }: Lease,
  holding: readonly Assignment[],
): number[] | null {
  const racks = holding.flatMap(({ rack }) => rack ?? []);
  if (resource === "racks") return racks.map(() => 1);
  if (resource === "rack_units") {
    const units = racks.map(stock.unitsIn).filter((of) => of !== null);
    return units.length === racks.length ? units : null;
  }
  const cards = acceleratorsIn(accelerators, holding);
  if (resource === "accelerators") return cards.map(() => 1);
  return resource === "pflops" ? cards.map(({ model }) => (stock.peakOf(model) ?? 0) / 1000) : null;
}

/** @returns 0 where it is not counted in places */
export function assignedAmountAt(
  held: Places,
  lease: Lease,
  own: readonly Assignment[],
  atMs: number,
): number {
  const holding = own.filter((assignment) => holdsAt(intervalOf(assignment), atMs));
  return (piecesOf(held, lease, holding) ?? []).reduce((sum, piece) => sum + piece, 0);
}

/** The accelerators that assignments reach, each once. */
export function acceleratorsIn(
  accelerators: readonly AcceleratorPlace[],
  assignments: readonly Assignment[],
): AcceleratorPlace[] {
  const { inRack, byId } = lookUp(accelerators);
  const reached = assignments.flatMap(({ rack, accelerator = "" }) =>
    rack === undefined ? (byId.get(accelerator) ?? []) : (inRack.get(rack) ?? []),
  );
  return [...new Set(reached)];
}

/** Looked up once a center: every lease of it is asked. */
const known = new WeakMap<readonly AcceleratorPlace[], ReturnType<typeof indexPlaces>>();

function lookUp(accelerators: readonly AcceleratorPlace[]) {
  const places = known.get(accelerators) ?? indexPlaces(accelerators);
  known.set(accelerators, places);
  return places;
}

const indexPlaces = (accelerators: readonly AcceleratorPlace[]) => ({
  inRack: Map.groupBy(accelerators, ({ rack }) => rack),
  byId: new Map(accelerators.map((place) => [place.id, place])),
});

export interface OverAssigned {
  readonly atMs: number;
  readonly assigned: number;
  /** Racks and accelerators that are held then. */
  readonly places: readonly string[];
}

/** Sums of fractions differ in the last bits. */
const tolerance = 1e-9;

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
    const holding = later.filter((assignment) => holdsAt(intervalOf(assignment), atMs));
    // A card without a published peak brings nothing, and is not the one that could be spared.
    const pieces = (piecesOf(held, lease, holding) ?? []).filter((piece) => piece > 0);
    const assigned = pieces.reduce((sum, piece) => sum + piece, 0);
    if (assigned - Math.min(...pieces) < lease.amount * (1 - tolerance) || pieces.length === 0) continue;
    return { atMs, assigned, places: holding.map(placeName) };
  }
  return null;
}

export function placeName({ rack, accelerator }: Pick<Assignment, "rack" | "accelerator">): string {
  return rack === undefined ? `accelerator ${accelerator}` : `rack ${rack}`;
}

const units: Readonly<Partial<Record<Lease["resource"], string>>> = { rack_units: " U", pflops: " PFLOPS" };

/** `5`, `20 U`, `1.25 PFLOPS`. */
export function amountText({ resource }: Pick<Lease, "resource">, amount: number): string {
  return `${Math.round(amount * 1000) / 1000}${units[resource] ?? ""}`;
}

/** `5 racks`, `20 U`. */
export function amountWithNoun(lease: Pick<Lease, "resource">, amount: number): string {
  return `${amountText(lease, amount)}${lease.resource in units ? "" : ` ${lease.resource}`}`;
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
    `${amountWithNoun(lease, over.assigned)} are assigned from ${instantOf(over.atMs)} on; release ` +
      `${amountText(lease, over.assigned - lease.amount)} before the lease shrinks to ${amountText(lease, lease.amount)}. ` +
      `Assigned: ${over.places.slice(0, 5).join(", ")}${more}.`,
    "amount",
  );
}
