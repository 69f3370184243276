/**
 * What leases hold over a window, in every measure something can be leased by. A lease holds its own measure by
 * contract; what it holds in another is told by the places that are given for it, and not known while none is: unknown
 * is never 0. Power is held by leases of power alone (decision 39), PFLOPS see capacity/card-worth.ts.
 * Source: product glossary "lease", "assignment"; standards 1.1 (leases are steps), decision 39.
 */
import type { CenterDocument, Lease, WindowMs } from "@aidc/contract";
import { usableU } from "../rack/occupancy.ts";
import type { OpenInterval } from "../time/intervals.ts";
import { overlapMs, totalMs, unionIntervals } from "../time/intervals.ts";
import { intervalOf } from "./leases.ts";

export type Measure = Exclude<Lease["resource"], "pflops">;

/** Sums over leases: what they hold x ms, the lease-time of which that is known, and all lease-time. */
export interface HeldAmount {
  readonly amountMs: number;
  readonly toldMs: number;
  readonly termMs: number;
}

export type HoldingDocument = Pick<CenterDocument, "leases" | "assignments" | "racks" | "servers">;

export const heldNothing: HeldAmount = { amountMs: 0, toldMs: 0, termMs: 0 };

/** Of which leases it is asked: of one tenant, of one kind of terms, of what they are for, or of all. */
export interface WhichLeases {
  readonly tenant?: string | undefined;
  readonly terms?: Lease["terms"] | undefined;
  readonly resource?: Lease["resource"] | undefined;
}

export function heldIn(
  document: HoldingDocument,
  measure: Measure,
  window: WindowMs,
  { tenant, terms, resource }: WhichLeases = {},
): HeldAmount {
  const { byTenant, all } = bookOf(document);
  const asked = tenant === undefined ? all : (byTenant.get(tenant) ?? []);
  return addHeld(
    asked
      .filter(
        ({ lease }) =>
          (terms ?? lease.terms) === lease.terms && (resource ?? lease.resource) === lease.resource,
      )
      .map((entry) => heldByLease(entry, measure, window)),
  );
}

export function addHeld(parts: readonly HeldAmount[]): HeldAmount {
  return parts.reduce(
    (sum, part) => ({
      amountMs: sum.amountMs + part.amountMs,
      toldMs: sum.toldMs + part.toldMs,
      termMs: sum.termMs + part.termMs,
    }),
    heldNothing,
  );
}

/** Share of the lease-time of which it is known what was held; of no lease at all everything is. */
export function toldShare({ toldMs, termMs }: HeldAmount): number {
  return termMs > 0 ? toldMs / termMs : 1;
}

function heldByLease({ lease, term, given }: Entry, measure: Measure, window: WindowMs): HeldAmount {
  const termMs = overlapMs(term, window);
  if (termMs === 0) return heldNothing;
  if (lease.resource === measure) return { amountMs: lease.amount * termMs, toldMs: termMs, termMs };
  const places = given.flatMap((place) => {
    const size = place.sizes[measure];
    const fromMs = Math.max(place.fromMs, term.fromMs, window.fromMs);
    const toMs = Math.min(place.toMs ?? window.toMs, term.toMs ?? window.toMs, window.toMs);
    return size === null || toMs <= fromMs ? [] : [{ fromMs, toMs, size }];
  });
  const amountMs = places.reduce((sum, { fromMs, toMs, size }) => sum + size * (toMs - fromMs), 0);
  return { amountMs, toldMs: totalMs(unionIntervals(places)), termMs };
}

/** What one place has; null: it tells nothing of that measure. */
type Sizes = Readonly<Record<Measure, number | null>>;

interface Entry {
  readonly lease: Lease;
  readonly term: OpenInterval;
  readonly given: readonly (OpenInterval & { readonly sizes: Sizes })[];
}

interface Book {
  readonly all: readonly Entry[];
  readonly byTenant: ReadonlyMap<string, readonly Entry[]>;
}

/** Looked up once a document: a report asks for every tenant of every day. */
const known = new WeakMap<HoldingDocument, Book>();

function bookOf(document: HoldingDocument): Book {
  const book = known.get(document) ?? lookUp(document);
  known.set(document, book);
  return book;
}

function lookUp(document: HoldingDocument): Book {
  const sizesOf = placeSizes(document);
  const contracts = new Map(document.leases.map(({ id, contract }) => [id, contract ?? id]));
  const given = Map.groupBy(document.assignments, ({ lease }) => contracts.get(lease));
  const all = document.leases.map((lease): Entry => {
    const places = (given.get(lease.contract ?? lease.id) ?? []).map((assignment) => ({
      ...intervalOf(assignment),
      sizes: sizesOf(assignment),
    }));
    return { lease, term: intervalOf(lease), given: places };
  });
  return { all, byTenant: Map.groupBy(all, ({ lease }) => lease.tenant) };
}

/** A rack has its units and its cards; a card alone is no part of a rack that could be told. */
function placeSizes({ racks, servers }: HoldingDocument) {
  const units = new Map(racks.map((rack) => [rack.id, usableU(rack)]));
  const cards = new Map<string, number>();
  for (const { rack, accelerators } of servers)
    cards.set(rack, (cards.get(rack) ?? 0) + (accelerators?.count ?? 0));
  return ({ rack }: HoldingDocument["assignments"][number]): Sizes => {
    if (rack === undefined) return { racks: null, rack_units: null, power_w: null, accelerators: 1 };
    const rackUnits = units.get(rack) ?? null;
    return { racks: 1, rack_units: rackUnits, power_w: null, accelerators: cards.get(rack) ?? 0 };
  };
}
