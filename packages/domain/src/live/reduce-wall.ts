/**
 * The wall of a center as a reducer: the newest samples in, the whole picture out. It depends on the set of newest
 * samples only, so any order of the same deliveries ends in the same wall. Source: architecture "Ten examples" 2.
 */
import type { LiveValue, WallState } from "@aidc/contract";
import { pulseOf } from "./clock.ts";
import type { CenterIndex } from "./index-center.ts";
import { coveredRatio, liveRatio } from "./live-value.ts";
import type { RackReadings } from "./reduce-racks.ts";
import type { LatestLookup } from "./signals.ts";
import { leasedStep, underContract } from "./under-contract.ts";
import { installedCards, liveLadder } from "./wall-ladder.ts";
import { livePower, livePue, liveRackOccupancy, liveRackPower, liveRackPowerUse } from "./wall-power.ts";
import { liveActive, liveAllocated, tenantStrip } from "./wall-tenancy.ts";

export interface WallInput {
  readonly index: CenterIndex;
  readonly latest: LatestLookup;
  /** From `centerNowMs`: recorded time for a replayed center. */
  readonly nowMs: number;
  /** From `readRacks` of the same tick. */
  readonly readings: RackReadings;
  readonly build: string;
  readonly lastReceivedAtMs: number | null;
  /** Figures that change slowly; the caller keeps them, see `liveOfFigure`. */
  readonly pueToday: LiveValue;
  readonly pueYear: LiveValue;
  readonly itEnergyYear: LiveValue;
  readonly energyPrice: LiveValue;
  readonly pueHundredth: LiveValue;
  readonly sources: WallState["sources"];
  readonly itPowerTrend: WallState["itPowerTrend"];
  readonly itPowerDay: WallState["itPowerDay"];
  readonly storage: WallState["storage"];
}

export function reduceWall(input: WallInput): WallState {
  const { index, latest, nowMs, readings } = input;
  const { id, name, nameZh, timeZone, origin, computeClass, ratedItPowerW } = index.center;
  const facilityPower = livePower(index, latest, nowMs, index.facility);
  const itPower = livePower(index, latest, nowMs, index.it);
  const installed = installedCards(index).cards;
  const leased = leasedStep(underContract(index, nowMs)).cards;
  const allocated = liveAllocated(index, latest, nowMs);
  const active = liveActive(index, latest, nowMs);
  const tenants = tenantStrip(index, latest, nowMs);
  return {
    center: { id, name, ...(nameZh === undefined ? {} : { nameZh }), timeZone, origin, computeClass },
    build: input.build,
    freshness: { ...pulseOf(index, latest, nowMs), lastReceivedAtMs: input.lastReceivedAtMs },
    pueLive: livePue(facilityPower, itPower, ratedItPowerW ?? null),
    pueToday: input.pueToday,
    pueYear: input.pueYear,
    unmetered: index.unmetered,
    facilityPower,
    itPower,
    upsPower: livePower(index, latest, nowMs, index.ups),
    coolingPower: livePower(index, latest, nowMs, index.cooling),
    rackPower: liveRackPower(index, readings),
    itEnergyYear: input.itEnergyYear,
    energyPrice: input.energyPrice,
    pueHundredth: input.pueHundredth,
    occupancy: liveRatio(leased, installed, "occupancy", "no_inventory"),
    allocation: coveredRatio(liveRatio(allocated, installed, "allocation", "no_inventory")),
    utilisation: coveredRatio(liveRatio(active, allocated, "utilisation", "no_data")),
    rackOccupancy: liveRackOccupancy(index, readings),
    rackPowerUse: liveRackPowerUse(index, readings),
    ladder: liveLadder(index, latest, nowMs, { allocated, active, tenants }),
    tenants,
    sources: input.sources,
    itPowerTrend: input.itPowerTrend,
    itPowerDay: input.itPowerDay,
    storage: input.storage,
  };
}
