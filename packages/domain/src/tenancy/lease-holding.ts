/**
 * What leases hold over a window, in every measure something can be leased by. A lease holds its own measure by
 * contract; what it holds in another is told by the places that are given for it, and not known while none is: unknown
 * is never 0. Power is held by leases of power alone (decision 39), PFLOPS see capacity/card-worth.ts. A tenant contracts
 * power beside the racks or units that it leases: those given for power are these, as far as these have no place.
 * Source: product glossary "lease", "assignment"; standards 1.1 (leases are steps), decision 39.
 */
import type { CenterDocument, Lease, WindowMs } from "@aidc/contract";
import { usableU } from "../rack/occupancy.ts";
import type { OpenInterval } from "../time/intervals.ts";
import { holdsAt, overlapMs, totalMs, unionIntervals } from "../time/intervals.ts";
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
      .map((entry) => heldByLease(entry, measure, window, byTenant)),
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

function heldByLease(
  entry: Entry,
  measure: Measure,
  window: WindowMs,
  byTenant: Book["byTenant"],
): HeldAmount {
  const { lease, term, given } = entry;
  const termMs = overlapMs(term, window);
  if (termMs === 0) return heldNothing;
  if (lease.resource === measure) return { amountMs: lease.amount * termMs, toldMs: termMs, termMs };
  const places = given.flatMap((place) => {
    const size = place.sizes[measure];
    const fromMs = Math.max(place.fromMs, term.fromMs, window.fromMs);
    const toMs = Math.min(place.toMs ?? window.toMs, term.toMs ?? window.toMs, window.toMs);
    return size === null || toMs <= fromMs ? [] : [{ fromMs, toMs, size }];
  });
  const beside = lease.resource === "power_w" ? (byTenant.get(lease.tenant) ?? []) : [];
  const amountMs = beside.some((one) => one.lease.resource === measure)
    ? heldBeside(entry, beside, measure, window)
    : places.reduce((sum, { fromMs, toMs, size }) => sum + size * (toMs - fromMs), 0);
  return { amountMs, toldMs: totalMs(unionIntervals(places)), termMs };
}

/** What places given for power add to what the tenant leases as such: nothing, while that has no places of its own. */
function heldBeside(entry: Entry, own: readonly Entry[], measure: Measure, window: WindowMs): number {
  const edges = own.flatMap(({ term, given }) =>
    [term, ...given].flatMap(({ fromMs, toMs }) => [fromMs, toMs]),
  );
  const inside = edges.filter((edge) => edge !== null && edge > window.fromMs && edge < window.toMs);
  const cuts = [...new Set([window.fromMs, ...inside.map(Number), window.toMs])].sort((a, b) => a - b);
  return cuts.slice(1).reduce((sum, toMs, at) => {
    const fromMs = cuts[at] ?? window.fromMs;
    const placed = (one: Entry) => placedAt(one, measure, fromMs);
    const forPower = total(own.filter(({ lease }) => lease.resource === "power_w").map(placed));
    const open = total(
      own
        .filter(({ lease, term }) => lease.resource === measure && holdsAt(term, fromMs))
        .map((one) => Math.max(0, one.lease.amount - placed(one))),
    );
    const share = forPower > 0 ? Math.max(0, forPower - open) / forPower : 0;
    return sum + placed(entry) * share * (toMs - fromMs);
  }, 0);
}

function placedAt({ term, given }: Entry, measure: Measure, atMs: number): number {
  if (!holdsAt(term, atMs)) return 0;
  return total(given.map((place) => (holdsAt(place, atMs) ? (place.sizes[measure] ?? 0) : 0)));
}

const total = (parts: readonly number[]): number => parts.reduce((sum, part) => sum + part, 0);

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
