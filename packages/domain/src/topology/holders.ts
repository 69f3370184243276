/**
 * Who holds what of which rack at an instant: the rack as a whole, or accelerators in it. Source: product glossary
 * "assignment".
 */
import type { CenterDocument } from "@aidc/contract";
import { intervalOf } from "../tenancy/leases.ts";
import { holdsAt } from "../time/intervals.ts";

interface HeldOfRack {
  readonly leases: Set<string>;
  readonly accelerators: Set<string>;
  /** The rack itself is assigned. */
  isWhole: boolean;
}
/** By rack, each tenant. */
export type Holders = ReadonlyMap<string, ReadonlyMap<string, HeldOfRack>>;

export function holdersAt(document: CenterDocument, atMs: number): Holders {
  const tenantOf = new Map(document.leases.map((lease) => [lease.id, lease.tenant]));
  const rackOf = new Map(document.servers.map((server) => [server.id, server.rack]));
  const servers = Map.groupBy(document.servers, ({ rack }) => rack);
  const holders = new Map<string, Map<string, HeldOfRack>>();
  for (const assignment of document.assignments) {
    const { lease, accelerator } = assignment;
    const tenant = tenantOf.get(lease);
    const server = accelerator?.slice(0, accelerator.lastIndexOf(":"));
    const rack = assignment.rack ?? rackOf.get(server ?? "");
    if (tenant === undefined || rack === undefined || !holdsAt(intervalOf(assignment), atMs)) continue;
    const inRack = holders.get(rack) ?? new Map<string, HeldOfRack>();
    const held = inRack.get(tenant) ?? { leases: new Set(), accelerators: new Set(), isWhole: false };
    held.leases.add(lease);
    held.isWhole ||= accelerator === undefined;
    for (const card of accelerator === undefined ? cardsOf(servers.get(rack) ?? []) : [accelerator])
      held.accelerators.add(card);
    holders.set(rack, inRack.set(tenant, held));
  }
  return holders;
}

function cardsOf(servers: CenterDocument["servers"]): string[] {
  return servers.flatMap(({ id, accelerators }) =>
    Array.from({ length: accelerators?.count ?? 0 }, (_, slot) => `${id}:${slot}`),
  );
}
