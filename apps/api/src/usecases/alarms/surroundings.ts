import type { ServiceEvent } from "@aidc/contract";
import type { MaintenanceWindow } from "@aidc/domain";
import type { BillingStore, ServiceEventStore } from "@aidc/store";
import type { Surroundings } from "./board-scene.ts";

/** What the alarms of a center are seen against: the platform's prices and planned work that names places. */
export async function readSurroundings(
  stores: {
    readonly billing: Pick<BillingStore, "listPrices">;
    readonly service: Pick<ServiceEventStore, "listEvents">;
  },
  centerId: string,
): Promise<Surroundings> {
  const prices = await stores.billing.listPrices(centerId, null);
  const events = await stores.service.listEvents(centerId);
  return { prices, maintenance: events.flatMap(windowOf) };
}

/** An incident is no permission to look away, and work without an end would hide for ever. */
function windowOf({ id, kind, title, from, to, places }: ServiceEvent): MaintenanceWindow[] {
  if (kind !== "maintenance" || to === null || places.length === 0) return [];
  return [{ event: id, reason: title, fromMs: Date.parse(from), toMs: Date.parse(to), places }];
}
