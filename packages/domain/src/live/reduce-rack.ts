/**
 * One rack with what stands in it, for the rack page and its live topic, and the places of all racks for the map.
 * Source: standards 2.3; freshness by sample age.
 */
import type { LiveValue, RackPlace, RackState } from "@aidc/contract";
import { freshnessStates } from "@aidc/contract";
import { tenantsInRack } from "./contracts.ts";
import type { CenterIndex } from "./index-center.ts";
import { acceleratorId } from "./index-center.ts";
import { serverPowerSignal, sumRackPower } from "./reduce-racks.ts";
import type { LatestLookup } from "./signals.ts";
import { addSignal, clearSum, freshValue, liveOf, noSignal, signalRank } from "./signals.ts";
import { knownOrNull } from "./wall-tenancy.ts";

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
  const servers = Array.from({ length: endServer - firstServer }, (_, i) => firstServer + i);
  return {
    id: rack.id,
    name: rack.name,
    hall: index.document.rows.find((r) => r.id === rack.row)?.hall ?? "",
    row: rack.row,
    power: liveOf(power, { unit: "W", method: "power_sum", noneExpected: "no_meter" }),
    powerLimitW: rack.powerLimitW ?? null,
    inletTemperature: liveInlet(index, latest, nowMs, row),
    utilisation: liveActivity(index, latest, nowMs, firstServer, endServer),
    tenants: tenantsOf(index, rack.id, nowMs),
    servers: servers.map((server) => serverState(index, latest, nowMs, server)),
  };
}

function tenantsOf(index: CenterIndex, rackId: string, nowMs: number): RackState["tenants"] {
  const held = new Set(tenantsInRack(index.contracts, rackId, nowMs));
  return index.tenants
    .filter(({ tenant }) => held.has(tenant.id))
    .map(({ tenant: { id, name } }) => ({ id, name }));
}

/** The rack's sensor, else the warmest inlet of its servers, with the age of that one sensor. */
function liveInlet(index: CenterIndex, latest: LatestLookup, nowMs: number, row: number): LiveValue {
  const { racks, servers, signals } = index;
  const own = racks.inlet[row] as number;
  const inside = servers.inlet.subarray(racks.firstServer[row], racks.firstServer[row + 1]);
  const sum = clearSum();
  let warmest = Number.NEGATIVE_INFINITY;
  for (const signal of own === noSignal ? inside : [own]) {
    if (signal !== noSignal) warmest = maxKnown(warmest, addSignal(sum, signals, latest, signal, nowMs));
  }
  return liveOf(sum, { unit: "°C", method: "inlet_temperature", noneExpected: "not_collected" }, warmest);
}

function maxKnown(a: number, b: number): number {
  return b > a ? b : a;
}

/** Mean activity of the rack's accelerators that report one; without them of its servers. */
function liveActivity(
  index: CenterIndex,
  latest: LatestLookup,
  nowMs: number,
  first: number,
  end: number,
): LiveValue {
  const { servers, accelerators, signals } = index;
  const cards = accelerators.utilisation.subarray(
    servers.firstAccelerator[first],
    servers.firstAccelerator[end],
  );
  const hasCards = cards.some((signal) => signal !== noSignal);
  const chosen = hasCards ? cards : servers.utilisation.subarray(first, end);
  const sum = clearSum();
  for (const signal of chosen) if (signal !== noSignal) addSignal(sum, signals, latest, signal, nowMs);
  if (sum.expected > 0) sum.expected = chosen.length;
  return liveOf(
    sum,
    { unit: "ratio", method: "activity", noneExpected: "not_collected" },
    sum.sum / sum.fresh,
  );
}

function serverState(
  index: CenterIndex,
  latest: LatestLookup,
  nowMs: number,
  row: number,
): RackState["servers"][number] {
  const { servers, signals } = index;
  const server = servers.list[row];
  if (!server) throw new RangeError(`no server in row ${row}`);
  const power = clearSum();
  const signal = serverPowerSignal(index, latest, row);
  if (signal !== noSignal) addSignal(power, signals, latest, signal, nowMs);
  const first = servers.firstAccelerator[row] as number;
  return {
    id: server.id,
    name: server.name,
    positionU: server.positionU ?? null,
    heightU: server.heightU,
    model: server.accelerators?.model ?? null,
    power: liveOf(power, { unit: "W", method: "power_sum", noneExpected: "no_meter" }),
    accelerators: Array.from({ length: server.accelerators?.count ?? 0 }, (_, slot) =>
      acceleratorState(index, latest, nowMs, acceleratorId(server.id, slot), first + slot),
    ),
  };
}

function acceleratorState(index: CenterIndex, latest: LatestLookup, nowMs: number, id: string, row: number) {
  const { accelerators, signals } = index;
  const utilisation = accelerators.utilisation[row] ?? noSignal;
  const power = accelerators.power[row] ?? noSignal;
  const best = Math.min(
    signalRank(signals, latest, utilisation, nowMs),
    signalRank(signals, latest, power, nowMs),
  );
  return {
    id,
    utilisation: knownOrNull(freshValue(signals, latest, utilisation, nowMs)),
    powerW: knownOrNull(freshValue(signals, latest, power, nowMs)),
    freshness: freshnessStates[best] ?? ("none" as const),
  };
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
    };
  });
}
