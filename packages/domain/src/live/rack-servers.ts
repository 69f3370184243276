/** What stands in a rack: servers at their units, accelerators inside, each with its own freshness and holder. */
import type { RackState } from "@aidc/contract";
import { freshnessStates } from "@aidc/contract";
import { heldInRack } from "./contracts.ts";
import type { CenterIndex } from "./index-center.ts";
import { acceleratorId } from "./index-center.ts";
import { serverPowerSignal } from "./reduce-racks.ts";
import type { LatestLookup } from "./signals.ts";
import { addSignal, clearSum, freshValue, liveOf, noSignal, signalRank } from "./signals.ts";
import { knownOrNull } from "./wall-tenancy.ts";

type ServerState = RackState["servers"][number];
type AcceleratorState = ServerState["accelerators"][number];
type Holder = Pick<AcceleratorState, "tenant" | "lease">;

const nobody: Holder = { tenant: null, lease: null };

/** @param row of the rack */
export function rackServers(
  index: CenterIndex,
  latest: LatestLookup,
  nowMs: number,
  row: number,
): ServerState[] {
  const first = index.racks.firstServer[row] as number;
  const end = index.racks.firstServer[row + 1] as number;
  const holders = holdersIn(index, index.racks.list[row]?.id ?? "", nowMs);
  return Array.from({ length: end - first }, (_, i) => serverState(index, latest, nowMs, first + i, holders));
}

/** By row of the accelerator. */
function holdersIn(index: CenterIndex, rackId: string, nowMs: number): Map<number, Holder> {
  const names = new Map(index.tenants.map(({ tenant }) => [tenant.id, tenant.name]));
  const holders = new Map<number, Holder>();
  for (const { tenant, lease, accelerators } of heldInRack(index.contracts, rackId, nowMs))
    for (const row of accelerators)
      holders.set(row, { tenant: { id: tenant, name: names.get(tenant) ?? tenant }, lease });
  return holders;
}

function serverState(
  index: CenterIndex,
  latest: LatestLookup,
  nowMs: number,
  row: number,
  holders: ReadonlyMap<number, Holder>,
): ServerState {
  const { servers, signals } = index;
  const server = servers.list[row];
  if (!server) throw new RangeError(`no server in row ${row}`);
  const power = clearSum();
  const signal = serverPowerSignal(index, latest, row);
  if (signal !== noSignal) addSignal(power, signals, latest, signal, nowMs);
  const first = servers.firstAccelerator[row] as number;
  const { model = "", count = 0, uuids } = server.accelerators ?? {};
  return {
    id: server.id,
    name: server.name,
    positionU: server.positionU ?? null,
    heightU: server.heightU,
    ratedPowerW: server.ratedPowerW ?? null,
    model: server.accelerators?.model ?? null,
    power: liveOf(power, { unit: "W", method: "power_sum", noneExpected: "no_meter" }),
    accelerators: Array.from({ length: count }, (_, slot) => ({
      id: acceleratorId(server.id, slot),
      slot,
      model,
      uuid: uuids?.[slot] ?? null,
      ...readings(index, latest, nowMs, acceleratorId(server.id, slot), first + slot),
      ...(holders.get(first + slot) ?? nobody),
    })),
  };
}

function readings(index: CenterIndex, latest: LatestLookup, nowMs: number, id: string, row: number) {
  const { accelerators, signals, find } = index;
  const utilisation = accelerators.utilisation[row] ?? noSignal;
  const power = accelerators.power[row] ?? noSignal;
  const read = (signal: number) => knownOrNull(freshValue(signals, latest, signal, nowMs));
  const best = Math.min(
    signalRank(signals, latest, utilisation, nowMs),
    signalRank(signals, latest, power, nowMs),
  );
  return {
    utilisation: read(utilisation),
    powerW: read(power),
    temperatureC: read(find("accelerator", id, "temperature")),
    freshness: freshnessStates[best] ?? ("none" as const),
    faultCode: read(accelerators.fault[row] ?? noSignal),
    eccDoubleBit: read(find("accelerator", id, "ecc_double_bit")),
    throttleReasons: read(find("accelerator", id, "throttle_reasons")),
  };
}
