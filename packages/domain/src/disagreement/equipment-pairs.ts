/** PDU against BMC, BMC against accelerators. */
import type { CenterDocument } from "@aidc/contract";
import type { GradedPoint, MeasuredPair } from "./pair.ts";
import { pairOf } from "./pair.ts";
import type { PointFinder } from "./points-by-place.ts";
import { allOf } from "./points-by-place.ts";

export function equipmentPairs<P extends GradedPoint>(
  document: CenterDocument,
  find: PointFinder<P>,
): MeasuredPair<P>[] {
  const byRack = Map.groupBy(document.servers, ({ rack }) => rack);
  const racks = document.racks.flatMap(({ id }) => {
    const own = find.power("rack", id);
    const servers = allOf((byRack.get(id) ?? []).map((server) => find.power("server", server.id)));
    if (!own || !servers) return [];
    return [
      pairOf<P>(
        "rack_servers",
        { kind: "rack", id },
        { teller: "rack_meters", kind: "power", inputs: [own] },
        { teller: "server_meters", kind: "power", inputs: servers },
      ),
    ];
  });
  const servers = document.servers.flatMap(({ id, accelerators }) => {
    const own = find.power("server", id);
    const slots = Array.from({ length: accelerators?.count ?? 0 }, (_, slot) => `${id}:${slot}`);
    const cards = allOf(slots.map((slot) => find.power("accelerator", slot)));
    // Of the DC side the supplies' losses are not part; the cards' share of it may still not exceed it.
    if (!own || !cards) return [];
    return [
      pairOf<P>(
        "server_accelerators",
        { kind: "server", id },
        { teller: "server_meter", kind: "power", inputs: [own] },
        { teller: "accelerator_meters", kind: "power", inputs: cards },
      ),
    ];
  });
  return [...racks, ...servers];
}
