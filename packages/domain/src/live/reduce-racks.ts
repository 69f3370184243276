/**
 * Power, temperature, activity, faults and state of every rack at an instant, in columns that are written over each tick. Rack
 * power is the rack's own meter where it has a series, else the sum of its servers. Source: standards 2.3.
 */
import { rackColumns, rackStates, unknownCell } from "@aidc/contract";
import type { CenterIndex } from "./index-center.ts";
import type { HeldShares } from "./rack-activity.ts";
import { countFaulty, heldShares, sumActivity } from "./rack-activity.ts";
import type { LatestLookup, LiveSum } from "./signals.ts";
import { addSignal, clearSum, firstSeen, freshValue, noSignal, rank } from "./signals.ts";

/** One row per rack in document order; NaN is unknown. */
export interface RackReadings {
  readonly powerW: Float64Array;
  /** Share of the meters that the power rests on which is heard, 0..1: below 1 it is the power of a part of the rack. */
  readonly powerKnown: Float64Array;
  readonly inletC: Float64Array;
  /** Oldest sample that the power rests on. */
  readonly sampledAtMs: Float64Array;
  /** Index into `rackStates`. */
  readonly states: Uint8Array;
  /** Mean activity, 0..1. */
  readonly activity: Float64Array;
  readonly faulty: Float64Array;
  /** Made anew when an assignment begins or ends. */
  held: HeldShares | null;
  /** Scratch, so that a tick makes no object per rack. */
  readonly sum: LiveSum;
}

export function emptyRackReadings(index: CenterIndex): RackReadings {
  const racks = index.racks.list.length;
  return {
    powerW: new Float64Array(racks).fill(Number.NaN),
    powerKnown: new Float64Array(racks),
    inletC: new Float64Array(racks).fill(Number.NaN),
    sampledAtMs: new Float64Array(racks).fill(Number.NaN),
    states: new Uint8Array(racks),
    activity: new Float64Array(racks).fill(Number.NaN),
    faulty: new Float64Array(racks).fill(Number.NaN),
    held: null,
    sum: clearSum(),
  };
}

const state = {
  none: rackStates.indexOf("none"),
  live: rackStates.indexOf("live"),
  late: rackStates.indexOf("late"),
  stale: rackStates.indexOf("stale"),
  empty: rackStates.indexOf("empty"),
} as const;

/** Reads every rack into `into`, and returns it. */
export function readRacks(
  index: CenterIndex,
  latest: LatestLookup,
  nowMs: number,
  into: RackReadings,
): RackReadings {
  readRackPower(index, latest, nowMs, into);
  for (let row = 0; row < index.racks.list.length; row++) {
    const activity = sumActivity(index, latest, nowMs, row, into.sum);
    into.activity[row] = activity.fresh > 0 ? activity.sum / activity.fresh : Number.NaN;
    into.faulty[row] = countFaulty(index, latest, nowMs, row);
  }
  const { held } = into;
  if (!held || nowMs < held.fromMs || nowMs >= held.untilMs) into.held = heldShares(index, nowMs);
  return into;
}

/** Power, state and inlet of every rack: what rules about racks look at. */
export function readRackPower(
  index: CenterIndex,
  latest: LatestLookup,
  nowMs: number,
  into: RackReadings,
): void {
  for (let row = 0; row < index.racks.list.length; row++) {
    const sum = sumRackPower(index, latest, nowMs, row, into.sum);
    into.powerW[row] = sum.fresh > 0 ? sum.sum : Number.NaN;
    into.powerKnown[row] = sum.expected > 0 ? sum.fresh / sum.expected : 0;
    into.sampledAtMs[row] = sum.fresh > 0 ? sum.oldestFreshMs : Number.NaN;
    into.states[row] = stateOf(sum);
    into.inletC[row] = rackInlet(index, latest, nowMs, row);
  }
}

/** Into `into`: the rack's own meter, else its servers (AC side, DC side where AC was never seen). */
export function sumRackPower(
  index: CenterIndex,
  latest: LatestLookup,
  nowMs: number,
  row: number,
  into: LiveSum,
): LiveSum {
  const { racks, signals } = index;
  clearSum(into);
  const own = racks.power[row] as number;
  if (own !== noSignal) {
    addSignal(into, signals, latest, own, nowMs);
    return into;
  }
  const end = racks.firstServer[row + 1] as number;
  for (let s = racks.firstServer[row] as number; s < end; s++) {
    addSignal(into, signals, latest, serverPowerSignal(index, latest, s), nowMs);
  }
  return into;
}

export function serverPowerSignal(index: CenterIndex, latest: LatestLookup, server: number): number {
  const { power, dcPower } = index.servers;
  return firstSeen(index.signals, latest, power[server] as number, dcPower[server] as number);
}

/** A rack whose sum is incomplete is late; one with nothing fresh is stale; one with nothing in it is empty. */
function stateOf(sum: LiveSum): number {
  if (sum.expected === 0) return state.empty;
  if (sum.fresh === 0) return sum.seen > 0 ? state.stale : state.none;
  return sum.worstRank === rank.live && sum.fresh === sum.seen ? state.live : state.late;
}

/** Rack sensor, else the warmest fresh inlet of its servers; NaN when none is fresh. */
export function rackInlet(index: CenterIndex, latest: LatestLookup, nowMs: number, row: number): number {
  const { racks, servers, signals } = index;
  const own = racks.inlet[row] as number;
  if (own !== noSignal) return freshValue(signals, latest, own, nowMs);
  let warmest = Number.NaN;
  const end = racks.firstServer[row + 1] as number;
  for (let s = racks.firstServer[row] as number; s < end; s++) {
    const inlet = freshValue(signals, latest, servers.inlet[s] as number, nowMs);
    if (!Number.isNaN(inlet) && !(warmest >= inlet)) warmest = inlet;
  }
  return warmest;
}

/**
 * The readings as the racks topic sends them, written into `out` (one Int16Array per column of the contract).
 * Steps: 10 W, 0.01 % of the limit, of activity and of what is held, 0.01 degrees; a value beyond 16 bits stops at the largest.
 */
export function reduceRacks(
  index: CenterIndex,
  readings: RackReadings,
  out: readonly Int16Array[],
): readonly Int16Array[] {
  const [power, share, inlet, states, activity, held, faulty] = rackColumns.map((_, column) => out[column]);
  if (!power || !share || !inlet || !states || !activity || !held || !faulty)
    throw new RangeError("a rack table needs every column");
  for (let row = 0; row < readings.powerW.length; row++) {
    const powerW = readings.powerW[row] as number;
    power[row] = cellOf(powerW / 10);
    share[row] = cellOf((powerW / (index.racks.limitsW[row] as number)) * 10_000);
    inlet[row] = cellOf((readings.inletC[row] as number) * 100);
    states[row] = readings.states[row] as number;
    activity[row] = cellOf((readings.activity[row] as number) * 10_000);
    held[row] = cellOf((readings.held?.shares[row] ?? Number.NaN) * 10_000);
    faulty[row] = cellOf(readings.faulty[row] as number);
  }
  return out;
}

function cellOf(value: number): number {
  if (Number.isNaN(value)) return unknownCell;
  return Math.max(-32_767, Math.min(32_767, Math.round(value)));
}
