/**
 * Air at a rack's inlet against the range of its thermal class, and leaks. Source: standards 1.6 (bounds inclusive; dew
 * point and humidity count as much as the temperature), 4.3 (a leak is told at once).
 */
import type { AlarmRule, Quantity, Rack } from "@aidc/contract";
import { freshValue, noSignal } from "../live/signals.ts";
import type { Envelope } from "../thermal/envelope.ts";
import { envelopes, thermalClassOf } from "../thermal/envelope.ts";
import type { Reading } from "./condition.ts";
import { dampRacks } from "./damp-racks.ts";
import type { Watching } from "./watch-equipment.ts";
import { mayBeWarmer } from "./watch-equipment.ts";
import type { AlarmMoment, AlarmPlan } from "./watched.ts";
import { atLeast, unknownReading } from "./watched.ts";

type Condition = Extract<AlarmRule["condition"], { kind: "envelope" }>;
interface Range {
  readonly low: number;
  readonly high: number;
}
type Measure = (rack: number, moment: AlarmMoment) => number;

export function watchEnvelope(plan: AlarmPlan, { envelope, of, deadBand }: Condition): Watching {
  const { racks } = plan.index;
  const { rows, measure, isLowerBound } = measures[of](plan);
  const ranges = new Map(
    racks.list.map((rack) => [rack.id, rangeOf(envelopes[thermalClassOf(rack)][envelope], of)] as const),
  );
  const subjects = rows.map((row) => ({ kind: "rack" as const, id: racks.list[row]?.id ?? "" }));
  const band = bandOf(of, deadBand);
  return {
    subjects,
    limit: null,
    limitOf: ({ id }, value) => {
      const range = ranges.get(id);
      if (!range || value === null) return null;
      return value < range.low ? range.low : range.high;
    },
    judge: (value, row) => readRange(value, ranges.get(subjects[row]?.id ?? ""), band),
    valueOf: (at, moment) => {
      const row = rows[at] as number;
      const value = measure(row, moment);
      const isTooHigh = value > (ranges.get(subjects[at]?.id ?? "")?.high ?? Number.NaN);
      return isTooHigh || !isLowerBound?.(row, moment) ? value : Number.NaN;
    },
  };
}

/** Outside is outside: a value on the bound is not. */
function readRange(value: number, range: Range | undefined, deadBand: number): Reading {
  if (!range || Number.isNaN(value)) return unknownReading;
  if (value < range.low || value > range.high) return { beyond: "raise" };
  return { beyond: value >= range.low + deadBand && value <= range.high - deadBand ? "clear" : "hold" };
}

function rangeOf(envelope: Envelope, of: Condition["of"]): Range {
  if (of === "temperature") return { low: envelope.lowC, high: envelope.highC };
  if (of === "dew_point") return { low: envelope.lowDewPointC, high: envelope.highDewPointC };
  return { low: envelope.lowHumidity, high: envelope.highHumidity };
}

const quantitiesOf: Readonly<Record<Condition["of"], Quantity>> = {
  temperature: "inlet_temperature",
  dew_point: "dew_point",
  humidity: "relative_humidity",
};

/** @returns null for a quantity that does not measure it by itself */
export function readEnvelope(
  { envelope, of, deadBand }: Condition,
  rack: Rack,
  quantity: Quantity,
): ((value: number) => Reading) | null {
  if (quantitiesOf[of] !== quantity) return null;
  const range = rangeOf(envelopes[thermalClassOf(rack)][envelope], of);
  return (value) => readRange(value, range, bandOf(of, deadBand));
}

/** In the unit of the quantity. */
const bandOf = (of: Condition["of"], deadBand: number): number =>
  of === "humidity" ? deadBand / 100 : deadBand;

interface Measuring {
  /** Rows of the rack index that it can be told of. */
  readonly rows: readonly number[];
  readonly measure: Measure;
  /** Whether what is silent could only make it more: then it may be beyond the upper bound, and nothing else is known. */
  readonly isLowerBound?: (rack: number, moment: AlarmMoment) => boolean;
}

const measures: Readonly<Record<Condition["of"], (plan: AlarmPlan) => Measuring>> = {
  /** The rack's sensor, else its warmest server. */
  temperature: (plan) => ({
    rows: [...plan.index.racks.list.keys()].filter((row) => hasInlet(plan, row)),
    measure: (rack, { readings }) => readings.inletC[rack] ?? Number.NaN,
    isLowerBound: (rack, moment) => mayBeWarmer(plan, rack, moment),
  }),
  humidity: (plan) => {
    const signals = signalsOf(plan, "relative_humidity");
    return { rows: rowsWith(signals), measure: readSignals(plan, signals) };
  },
  dew_point: (plan) => {
    const { signals, measure, isLowerBound } = dampRacks(plan);
    return {
      rows: rowsWith(signals.map(({ own, humidity }) => (own === noSignal ? humidity : own))),
      measure,
      isLowerBound,
    };
  },
};

function hasInlet({ index: { racks, servers } }: AlarmPlan, row: number): boolean {
  if (racks.inlet[row] !== noSignal) return true;
  const inside = servers.inlet.subarray(racks.firstServer[row], racks.firstServer[row + 1]);
  return inside.some((signal) => signal !== noSignal);
}

function signalsOf({ index, points }: AlarmPlan, quantity: Quantity): Int32Array {
  const signals = new Int32Array(index.racks.list.length).fill(noSignal);
  for (const [signal, point] of points.entries()) {
    const row = point.subject.kind === "rack" ? index.racks.rowById.get(point.subject.id) : undefined;
    if (row !== undefined && point.quantity === quantity) signals[row] = signal;
  }
  return signals;
}

function rowsWith(signals: Int32Array | readonly number[]): number[] {
  return [...signals.entries()].flatMap(([row, signal]) => (signal === noSignal ? [] : [row]));
}

function readSignals({ index }: AlarmPlan, signals: Int32Array): Measure {
  return (rack, { latest, nowMs }) => freshValue(index.signals, latest, signals[rack] ?? noSignal, nowMs);
}

/** Wherever a sensor sits: on a loop, in a rack or a hall. */
export function watchLeaks({ index, points }: AlarmPlan): Watching {
  const rows = [...points.entries()].filter(([, { quantity }]) => quantity === "leak");
  return {
    subjects: rows.map(([, { subject }]) => subject),
    limit: null,
    judge: atLeast(Number.MIN_VALUE),
    valueOf: (row, { latest, nowMs }) => freshValue(index.signals, latest, rows[row]?.[0] ?? noSignal, nowMs),
  };
}
