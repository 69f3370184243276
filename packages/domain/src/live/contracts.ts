/**
 * Leases and assignments prepared for the live tick: who has leased how much, and who holds which rack or
 * accelerator at an instant. Source: product glossary "lease", "assignment".
 */
import type { CenterDocument, Grade, Lease, Server } from "@aidc/contract";
import { intervalOf } from "../tenancy/leases.ts";
import type { OpenInterval } from "../time/intervals.ts";
import { holdsAt } from "../time/intervals.ts";

interface LeasedAmount extends OpenInterval {
  readonly tenant: string;
  readonly resource: Lease["resource"];
  readonly amount: number;
  /** Leases that follow one another share it; what is assigned to one is given for all of them. */
  readonly contract: string;
  readonly model: string | null;
  readonly grade: Grade;
}

/** An assignment with what it reaches, as rows of the accelerator and the server index. */
export interface HeldPlace extends OpenInterval {
  readonly tenant: string;
  readonly lease: string;
  readonly contract: string;
  /** The rack itself or the one the accelerator stands in. */
  readonly rack: string;
  /** The rack itself is held. */
  readonly isWhole: boolean;
  /** Of a rack every server in it, with accelerators or without; of an accelerator none. */
  readonly servers: readonly number[];
  readonly accelerators: readonly number[];
}

export interface Contracts {
  readonly leases: readonly LeasedAmount[];
  readonly held: readonly HeldPlace[];
}

export function indexContracts(
  document: CenterDocument,
  servers: readonly Server[],
  firstAccelerator: Int32Array,
): Contracts {
  const leases = document.leases.map(leasedAmount);
  const leaseOf = new Map(document.leases.map((lease) => [lease.id, lease]));
  const places = placesOf(servers, firstAccelerator);
  const held = document.assignments.flatMap((assignment) => {
    const lease = leaseOf.get(assignment.lease);
    const place = places.get(assignment.rack ? `rack ${assignment.rack}` : `card ${assignment.accelerator}`);
    const rack = assignment.rack ?? place?.rack;
    if (lease === undefined || rack === undefined) return [];
    const { tenant, id, contract = id } = lease;
    const { accelerators, servers } = place ?? { accelerators: [], servers: [] };
    const isWhole = assignment.rack !== undefined;
    const held = { tenant, lease: id, contract, rack, isWhole, servers, accelerators };
    return [{ ...held, ...intervalOf(assignment) }];
  });
  return { leases, held };
}

function leasedAmount(lease: Lease): LeasedAmount {
  const { id, tenant, resource, amount, grade, model, contract = id } = lease;
  return { tenant, resource, amount, contract, grade, model: model ?? null, ...intervalOf(lease) };
}

interface Place {
  readonly rack: string;
  readonly servers: number[];
  readonly accelerators: number[];
}

function placesOf(servers: readonly Server[], firstAccelerator: Int32Array): Map<string, Place> {
  const places = new Map<string, Place>();
  for (const [s, server] of servers.entries()) {
    const inRack = places.get(`rack ${server.rack}`) ?? emptyRack(server.rack);
    places.set(`rack ${server.rack}`, inRack);
    inRack.servers.push(s);
    for (let slot = 0; slot < (server.accelerators?.count ?? 0); slot++) {
      const row = (firstAccelerator[s] ?? 0) + slot;
      inRack.accelerators.push(row);
      places.set(`card ${server.id}:${slot}`, { rack: server.rack, servers: [], accelerators: [row] });
    }
  }
  return places;
}

function emptyRack(rack: string): Place {
  return { rack, servers: [], accelerators: [] };
}

/** What is held in a rack at an instant: the rack itself, or accelerators in it. */
export function heldInRack(contracts: Contracts, rackId: string, atMs: number): HeldPlace[] {
  return contracts.held.filter((place) => place.rack === rackId && holdsAt(place, atMs));
}

/** Tenants that hold a rack, or an accelerator in it, at an instant; each once. */
export function tenantsInRack(contracts: Contracts, rackId: string, atMs: number): string[] {
  return [...new Set(heldInRack(contracts, rackId, atMs).map((place) => place.tenant))];
}

/** Rows of the accelerators a tenant holds at an instant, each once. */
export function acceleratorsHeldBy(contracts: Contracts, tenant: string, atMs: number): Set<number> {
  return new Set(placesHeldBy(contracts, tenant, atMs).flatMap((place) => place.accelerators));
}

/** Racks that a tenant holds whole at an instant, with something in them or nothing, each once. */
export function racksHeldBy(contracts: Contracts, tenant: string, atMs: number): Set<string> {
  const places = placesHeldBy(contracts, tenant, atMs);
  return new Set(places.flatMap(({ rack, isWhole }) => (isWhole ? [rack] : [])));
}

/** Rows of the servers a tenant holds at an instant because it holds their rack, each once. */
export function serversHeldBy(contracts: Contracts, tenant: string, atMs: number): Set<number> {
  return new Set(placesHeldBy(contracts, tenant, atMs).flatMap((place) => place.servers));
}

function placesHeldBy({ held }: Contracts, tenant: string, atMs: number): HeldPlace[] {
  return held.filter((place) => place.tenant === tenant && holdsAt(place, atMs));
}

/** Rows of the accelerators of some places, each once. */
export function acceleratorsOf(places: readonly HeldPlace[]): Set<number> {
  return new Set(places.flatMap((place) => place.accelerators));
}

/** Rows of every accelerator that one of the tenants holds at an instant; null: they hold none. */
export function acceleratorsHeld(
  contracts: Contracts,
  tenants: ReadonlySet<string>,
  atMs: number,
): Set<number> | null {
  const held = contracts.held.filter((place) => tenants.has(place.tenant) && holdsAt(place, atMs));
  const rows = acceleratorsOf(held);
  return rows.size > 0 ? rows : null;
}
