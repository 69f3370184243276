/**
 * Whom an incident or planned work touches: those it is told to, and those whose size a figure of it would tell. What
 * happens at a place is of those who hold something there while it lasts (decision 55).
 */
import type { Assignment, CenterDocument, ServiceEvent } from "@aidc/contract";
import { intervalOf } from "../tenancy/leases.ts";
import type { OpenInterval } from "../time/intervals.ts";
import type { PlacedDocument } from "./event-reach.ts";
import { racksUnder, serverOfSlot } from "./event-reach.ts";

/** Where and when, or whom it names. */
type Touching = Pick<ServiceEvent, "places" | "tenants" | "from" | "to">;
type HeldDocument = PlacedDocument & Pick<CenterDocument, "leases">;

/** @returns null for everybody: it names neither tenants nor a place within the center */
export function touchedTenants(document: HeldDocument): (event: Touching) => ReadonlySet<string> | null {
  const tenantOf = new Map(document.leases.map(({ id, tenant }) => [id, tenant]));
  const rackOf = new Map(document.servers.map(({ id, rack }) => [id, rack]));
  return (event) => {
    const { places, tenants } = event;
    if (tenants !== null) return new Set(tenants);
    if (places.length === 0 || places.some(({ kind }) => kind === "center")) return null;
    const racks = new Set(places.flatMap((place) => racksUnder(document, place)));
    const named = new Set(places.flatMap(({ kind, id }) => (kind === "server" ? [id] : [])));
    const slots = new Set(places.flatMap(({ kind, id }) => (kind === "accelerator" ? [id] : [])));
    const inside = new Set([...named, ...[...slots].map(serverOfSlot)].map((server) => rackOf.get(server)));
    const isThere = ({ rack, accelerator }: Assignment) => {
      if (accelerator === undefined) return rack !== undefined && (racks.has(rack) || inside.has(rack));
      const server = serverOfSlot(accelerator);
      return slots.has(accelerator) || named.has(server) || racks.has(rackOf.get(server) ?? "");
    };
    const holders = document.assignments.filter((one) => isThere(one) && isDuring(intervalOf(one), event));
    return new Set(holders.flatMap(({ lease }) => tenantOf.get(lease) ?? []));
  };
}

function isDuring({ fromMs, toMs }: OpenInterval, event: Touching): boolean {
  const isBegun = event.to === null || fromMs < Date.parse(event.to);
  return isBegun && (toMs === null || toMs > Date.parse(event.from));
}
