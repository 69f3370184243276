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
  readonly amount: number;
  readonly model: string | null;
  readonly grade: Grade;
}

/** An assignment with the accelerators it reaches, as rows of the accelerator index. */
interface HeldPlace extends OpenInterval {
  readonly tenant: string;
  readonly lease: string;
  /** The rack itself or the one the accelerator stands in. */
  readonly rack: string;
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
  const leases = document.leases.filter((lease) => lease.resource === "accelerators").map(leasedAmount);
  const tenantOf = new Map(document.leases.map((lease) => [lease.id, lease.tenant]));
  const places = placesOf(servers, firstAccelerator);
  const held = document.assignments.flatMap((assignment) => {
    const tenant = tenantOf.get(assignment.lease);
    const place = places.get(assignment.rack ? `rack ${assignment.rack}` : `card ${assignment.accelerator}`);
    const rack = assignment.rack ?? place?.rack;
    if (tenant === undefined || rack === undefined) return [];
    const accelerators = place?.accelerators ?? [];
    return [{ tenant, lease: assignment.lease, rack, accelerators, ...intervalOf(assignment) }];
  });
  return { leases, held };
}

function leasedAmount(lease: Lease): LeasedAmount {
  const { tenant, amount, grade, model } = lease;
  return { tenant, amount, grade, model: model ?? null, ...intervalOf(lease) };
}

interface Place {
  readonly rack: string;
  readonly accelerators: number[];
}

function placesOf(servers: readonly Server[], firstAccelerator: Int32Array): Map<string, Place> {
  const places = new Map<string, Place>();
  for (const [s, server] of servers.entries()) {
    const inRack = places.get(`rack ${server.rack}`) ?? { rack: server.rack, accelerators: [] };
    places.set(`rack ${server.rack}`, inRack);
    for (let slot = 0; slot < (server.accelerators?.count ?? 0); slot++) {
      const row = (firstAccelerator[s] ?? 0) + slot;
      inRack.accelerators.push(row);
      places.set(`card ${server.id}:${slot}`, { rack: server.rack, accelerators: [row] });
    }
  }
  return places;
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
  const held = contracts.held.filter((place) => place.tenant === tenant && holdsAt(place, atMs));
  return new Set(held.flatMap((place) => place.accelerators));
}
