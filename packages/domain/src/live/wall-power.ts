/**
 * Power blocks of the wall: facility, IT, cooling, the live power ratio and what the racks use of their limits.
 * Source: standards 1.2 (a ratio of powers is indicative, never a PUE), 2.3.
 */
import type { Grade, LiveValue } from "@aidc/contract";
import { rackStates } from "@aidc/contract";
import { isNoItLoad, outOfDomain } from "../energy/pue.ts";
import { coverageGates, worstGrade } from "../figure/figure.ts";
import {
  addLimitUse,
  countRack,
  noLimitUse,
  noRacks,
  occupancyByCount,
  shareOfLimits,
} from "../rack/occupancy.ts";
import type { CenterIndex, PowerInputs } from "./index-center.ts";
import { liveRatio } from "./live-value.ts";
import type { RackReadings } from "./reduce-racks.ts";
import type { LatestLookup } from "./signals.ts";
import { addRegister, addSignal, clearSum, firstSeen, liveOf, noSignal, unknownLive } from "./signals.ts";

export function livePower(
  index: CenterIndex,
  latest: LatestLookup,
  nowMs: number,
  inputs: PowerInputs,
): LiveValue {
  const sum = clearSum();
  for (let i = 0; i < inputs.first.length; i++) {
    const signal = firstSeen(index.signals, latest, inputs.first[i] as number, inputs.second[i] as number);
    const register = inputs.register[i] as number;
    if (signal === noSignal && register !== noSignal)
      addRegister(sum, index.signals, latest, register, nowMs, inputs.signs[i]);
    else addSignal(sum, index.signals, latest, signal, nowMs, inputs.signs[i]);
  }
  return liveOf(sum, { unit: "W", method: "power_sum", noneExpected: "no_meter" });
}

/** Withheld when a meter is missing on either side: half a facility over a whole IT load is not a ratio of anything. */
export function livePue(facility: LiveValue, it: LiveValue, ratedItPowerW: number | null): LiveValue {
  const ratio = liveRatio(facility, it, "pue_live", "no_it_load");
  const withheld = whyWithheld(ratio, it, ratedItPowerW);
  return withheld ? { ...ratio, value: null, reason: withheld } : ratio;
}

function whyWithheld(ratio: LiveValue, it: LiveValue, ratedItPowerW: number | null) {
  if (ratio.value === null) return undefined;
  if (ratio.coverage < coverageGates.provisional) return "coverage_low" as const;
  if (it.value === null || isNoItLoad(it.value, ratedItPowerW)) return "no_it_load" as const;
  return outOfDomain(ratio.value);
}

/** Where some servers of a rack are heard it is in use if they draw power, and not known if they draw none. */
export function liveRackOccupancy(index: CenterIndex, readings: RackReadings): LiveValue {
  const racks = index.racks.list;
  const count = noRacks();
  for (let row = 0; row < racks.length; row++) {
    const isLive = (readings.powerW[row] as number) > 0;
    if (isEmpty(readings, row)) countRack(count, false, null);
    else if (isLive || isWhole(readings, row)) countRack(count, isLive, 1);
    else countRack(count, null, 0);
  }
  const { part, whole, coverage } = occupancyByCount(count);
  const method = "rack_occupancy_count";
  if (racks.length === 0) return unknownLive("ratio", method, "no_inventory");
  const grade = worstGrade(["derived", ...racks.map((rack) => rack.placementGrade)]);
  return shareOfRacks(readings, {
    value: part / whole,
    coverage,
    method,
    grade,
  });
}

/** Sum of what the racks draw; an empty rack draws nothing, a silent one, or a part of one, lowers the coverage. */
export function liveRackPower(index: CenterIndex, readings: RackReadings): LiveValue {
  let value = 0;
  let known = 0;
  let filled = 0;
  for (let row = 0; row < index.racks.list.length; row++) {
    if (isEmpty(readings, row)) continue;
    filled++;
    const powerW = readings.powerW[row] as number;
    if (Number.isNaN(powerW)) continue;
    known += readings.powerKnown[row] as number;
    value += powerW;
  }
  const method = "power_sum";
  if (filled === 0) return unknownLive("W", method, "no_inventory");
  const sum = shareOfRacks(readings, { value, coverage: known / filled, method, grade: "derived" });
  return { ...sum, unit: "W" };
}

/** By the rule of `rack/occupancy.ts`, which tells a window as well. */
export function liveRackPowerUse(index: CenterIndex, readings: RackReadings): LiveValue {
  const sum = noLimitUse();
  for (let row = 0; row < index.racks.list.length; row++) {
    const known = isEmpty(readings, row) ? null : isWhole(readings, row) ? 1 : 0;
    addLimitUse(sum, index.racks.limitsW[row] as number, readings.powerW[row] as number, known);
  }
  const use = shareOfLimits(sum);
  const method = "rack_power_use";
  if (!use) return unknownLive("ratio", method, "no_limit");
  const limited = index.racks.list.filter((rack) => rack.powerLimitW !== undefined);
  const grade = worstGrade(["derived", ...limited.map((rack) => rack.limitGrade)]);
  return shareOfRacks(readings, { value: use.part / use.whole, coverage: use.coverage, method, grade });
}

/** The power of a part of a rack is compared with nothing. */
function isWhole(readings: RackReadings, row: number): boolean {
  return readings.powerKnown[row] === 1;
}

function isEmpty(readings: RackReadings, row: number): boolean {
  return rackStates[readings.states[row] as number] === "empty";
}

function shareOfRacks(
  readings: RackReadings,
  share: { value: number; coverage: number; method: string; grade: Grade },
): LiveValue {
  const { value, coverage, method, grade } = share;
  const reason = hasState(readings, "stale") ? "stale" : "no_data";
  if (!(coverage > 0)) return { ...unknownLive("ratio", method, reason), grade };
  const freshness = hasState(readings, "late") ? "late" : "live";
  return {
    value,
    unit: "ratio",
    sampledAtMs: oldestOf(readings.sampledAtMs),
    freshness,
    coverage,
    grade,
    method,
  };
}

function oldestOf(timesMs: Float64Array): number | null {
  let oldest = Number.POSITIVE_INFINITY;
  for (const atMs of timesMs) if (atMs < oldest) oldest = atMs;
  return Number.isFinite(oldest) ? oldest : null;
}

function hasState(readings: RackReadings, state: (typeof rackStates)[number]): boolean {
  return readings.states.includes(rackStates.indexOf(state));
}
