/**
 * The air at a rack's inlet against the envelope of its class, and the loops that cool the rack.
 * Sources: standards 1.6, 6.
 */
import type { CoolingLoop, LiveValue, Rack, RackState } from "@aidc/contract";
import { quantities } from "@aidc/contract";
import { judgeInlet, thermalClassOf } from "../thermal/envelope.ts";
import { heatRemovedW } from "../thermal/liquid.ts";
import { racksServedBy } from "../topology/branches.ts";
import type { CenterIndex } from "./index-center.ts";
import { combined } from "./live-value.ts";
import { dewPointFrom, dewPointSignals } from "./rack-dew-point.ts";
import type { LatestLookup } from "./signals.ts";
import { addSignal, clearSum, freshValue, liveOf, liveSignal, noSignal, unknownLive } from "./signals.ts";

/** The rack's sensor, else the warmest inlet of its servers, with the age of that one sensor. */
function liveInlet(index: CenterIndex, latest: LatestLookup, nowMs: number, row: number): LiveValue {
  const { racks, servers, signals } = index;
  const own = racks.inlet[row] as number;
  const inside = servers.inlet.subarray(racks.firstServer[row], racks.firstServer[row + 1]);
  const sum = clearSum();
  let warmest = Number.NEGATIVE_INFINITY;
  for (const signal of own === noSignal ? inside : [own]) {
    if (signal === noSignal) continue;
    const value = addSignal(sum, signals, latest, signal, nowMs);
    if (value > warmest) warmest = value;
  }
  return liveOf(sum, { unit: "°C", method: "inlet_temperature", noneExpected: "not_collected" }, warmest);
}

type Air = Pick<
  RackState,
  "inletTemperature" | "outletTemperature" | "relativeHumidity" | "dewPoint" | "thermal"
>;

export function rackAir(index: CenterIndex, latest: LatestLookup, nowMs: number, row: number): Air {
  const rack = index.racks.list[row];
  if (!rack) throw new RangeError(`no rack in row ${row}`);
  const inletTemperature = liveInlet(index, latest, nowMs, row);
  const sensor = (quantity: "relative_humidity" | "outlet_temperature") =>
    liveSignal(index.signals, latest, index.find("rack", rack.id, quantity), nowMs, {
      unit: quantities[quantity].unit,
      method: quantity,
      noneExpected: "not_collected",
    });
  const relativeHumidity = sensor("relative_humidity");
  const dewPoint = liveDewPoint({ index, latest, nowMs }, rack, inletTemperature, relativeHumidity);
  const thermalClass = thermalClassOf(rack);
  return {
    inletTemperature,
    outletTemperature: sensor("outlet_temperature"),
    relativeHumidity,
    dewPoint,
    thermal: {
      class: thermalClass,
      isStated: rack.thermalClass !== undefined,
      ...mutable(
        judgeInlet(thermalClass, {
          temperatureC: inletTemperature.value,
          dewPointC: dewPoint.value,
          relativeHumidity: relativeHumidity.value,
        }),
      ),
    },
  };
}

function mutable({ state, faults }: ReturnType<typeof judgeInlet>) {
  return { state, faults: [...faults] };
}

interface Moment {
  readonly index: CenterIndex;
  readonly latest: LatestLookup;
  readonly nowMs: number;
}

function liveDewPoint(
  { index, latest, nowMs }: Moment,
  rack: Rack,
  temperature: LiveValue,
  humidity: LiveValue,
): LiveValue {
  const signals = dewPointSignals(index, rack);
  const { reckonedC, signal } = dewPointFrom(signals, temperature.value, humidity.value);
  const method = "dew_point";
  if (reckonedC !== null)
    return { value: reckonedC, unit: "°C", ...combined(temperature, humidity), method, grade: "derived" };
  return liveSignal(index.signals, latest, signal, nowMs, {
    unit: "°C",
    method,
    noneExpected: "not_collected" as const,
  });
}

type Loop = RackState["loops"][number];

/** The loops that a rack hangs on itself. */
export function rackLoops(
  index: CenterIndex,
  latest: LatestLookup,
  nowMs: number,
  rackId: string,
): RackState["loops"] {
  const { loops } = index.document;
  return loops
    .filter(({ racks }) => racks.includes(rackId))
    .map((loop) => loopState({ index, latest, nowMs }, loop, racksServedBy(loops, loop.id).length));
}

/** One loop at this moment. @param racks that it serves, through loops below it too */
export function loopState({ index, latest, nowMs }: Moment, loop: CoolingLoop, racks: number): Loop {
  const read = (quantity: "supply_temperature" | "return_temperature" | "flow", unit: string) =>
    liveSignal(index.signals, latest, index.find("loop", loop.id, quantity), nowMs, {
      unit,
      method: "loop_reading",
      noneExpected: "not_collected" as const,
    });
  const values = {
    supplyTemperature: read("supply_temperature", "°C"),
    returnTemperature: read("return_temperature", "°C"),
    flow: read("flow", "L/min"),
  };
  const leak = freshValue(index.signals, latest, index.find("loop", loop.id, "leak"), nowMs);
  return {
    id: loop.id,
    name: loop.name,
    kind: loop.kind,
    racks,
    ...values,
    fluid: loop.fluid?.name ?? null,
    heatRemoved: liveHeat(values, loop.fluid ?? null),
    designHeatW: loop.designHeatW ?? null,
    leak: Number.isNaN(leak) ? "unknown" : leak > 0 ? "leak" : "dry",
  };
}

function liveHeat(
  {
    flow,
    supplyTemperature,
    returnTemperature,
  }: Pick<Loop, "flow" | "supplyTemperature" | "returnTemperature">,
  fluid: CoolingLoop["fluid"] | null,
): LiveValue {
  const method = "heat_removed";
  const inputs = [flow, supplyTemperature, returnTemperature];
  const unknown = inputs.find(({ value }) => value === null);
  if (unknown) return unknownLive("W", method, unknown.reason ?? "no_data");
  const value = heatRemovedW(flow.value, supplyTemperature.value, returnTemperature.value, fluid ?? null);
  if (value === null) return unknownLive("W", method, "not_stated");
  const worst = combined(flow, { ...flow, ...combined(supplyTemperature, returnTemperature) });
  return { value, unit: "W", ...worst, method, grade: "derived" };
}
