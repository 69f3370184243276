/**
 * One rack with what stands in it, for the rack page and its live topic, and the places of all racks for the map.
 * Source: standards 2.3; freshness by sample age.
 */
import type { RackPlace, RackState } from "@aidc/contract";
import { usableU } from "../rack/occupancy.ts";
import { thermalClassOf } from "../thermal/envelope.ts";
import { tenantsInRack } from "./contracts.ts";
import type { CenterIndex } from "./index-center.ts";
import { rackActivity } from "./rack-activity.ts";
import { rackAir, rackLoops } from "./rack-air.ts";
import { allocatedPower, contractedPower, powerLimit, rackFeeds } from "./rack-power.ts";
import { rackServers } from "./rack-servers.ts";
import { sumRackPower } from "./reduce-racks.ts";
import type { LatestLookup } from "./signals.ts";
import { clearSum, liveOf } from "./signals.ts";

/** @returns null when the center has no such rack */
export function reduceRack(
  index: CenterIndex,
  latest: LatestLookup,
  nowMs: number,
  rackId: string,
): RackState | null {
  const row = index.racks.rowById.get(rackId);
  const rack = row === undefined ? undefined : index.racks.list[row];
  if (row === undefined || rack === undefined) return null;
  const firstServer = index.racks.firstServer[row] as number;
  const endServer = index.racks.firstServer[row + 1] as number;
  const power = sumRackPower(index, latest, nowMs, row, clearSum());
  const hall = index.document.rows.find(({ id }) => id === rack.row)?.hall ?? "";
  return {
    id: rack.id,
    name: rack.name,
    hall,
    hallName: index.document.halls.find(({ id }) => id === hall)?.name ?? hall,
    row: rack.row,
    heightU: rack.heightU,
    usableU: usableU(rack),
    power: liveOf(power, { unit: "W", method: "power_sum", noneExpected: "no_meter" }),
    powerContracted: contractedPower(index, rackId, nowMs),
    powerAllocated: allocatedPower(rack, index.servers.list.slice(firstServer, endServer)),
    powerLimit: powerLimit(rack),
    powerLimitW: rack.powerLimitW ?? null,
    ...rackFeeds(index, latest, nowMs, rackId),
    ...rackAir(index, latest, nowMs, row),
    loops: rackLoops(index, latest, nowMs, rackId),
    utilisation: rackActivity(index, latest, nowMs, row),
    tenants: tenantsOf(index, rack.id, nowMs),
    servers: rackServers(index, latest, nowMs, row),
  };
}

function tenantsOf(index: CenterIndex, rackId: string, nowMs: number): RackState["tenants"] {
  const held = new Set(tenantsInRack(index.contracts, rackId, nowMs));
  return index.tenants
    .filter(({ tenant }) => held.has(tenant.id))
    .map(({ tenant: { id, name } }) => ({ id, name }));
}

/** Who stands where, in the order of the rack table; `tenant` is the id of the one tenant that holds the rack. */
export function rackPlaces(index: CenterIndex, nowMs: number): RackPlace[] {
  const rows = new Map(index.document.rows.map((row) => [row.id, row]));
  const halls = new Map(index.document.halls.map((hall) => [hall.id, hall]));
  return index.racks.list.map((rack) => {
    const hall = rows.get(rack.row)?.hall ?? "";
    const tenants = tenantsInRack(index.contracts, rack.id, nowMs);
    return {
      id: rack.id,
      name: rack.name,
      hall,
      hallName: halls.get(hall)?.name ?? hall,
      row: rack.row,
      position: rack.position,
      powerLimitW: rack.powerLimitW ?? null,
      tenant: tenants.length === 1 ? (tenants[0] ?? null) : null,
      thermalClass: thermalClassOf(rack),
    };
  });
}
