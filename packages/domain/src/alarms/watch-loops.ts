/**
 * Coolant against the dew point of the air it is led through: what is colder than that drips onto the equipment. Only
 * loops that reach racks: the pipes before them may be colder, and are insulated. Source: standards 6 (supply at
 * least 2 K above the dew point).
 */
import type { AlarmCondition, Quantity } from "@aidc/contract";
import { freshValue, noSignal } from "../live/signals.ts";
import { readLimit } from "./condition.ts";
import type { DampRacks } from "./damp-racks.ts";
import { dampRacks } from "./damp-racks.ts";
import type { Watching } from "./watch-equipment.ts";
import type { AlarmMoment, AlarmPlan } from "./watched.ts";

type Condensation = Extract<AlarmCondition, { kind: "condensation" }>;

/** What it is judged by, wherever it is measured: of a loop, in a rack, a hall or a server. */
export const condensationQuantities: readonly Quantity[] = [
  "supply_temperature",
  "dew_point",
  "relative_humidity",
  "inlet_temperature",
];

interface WatchedLoop {
  readonly id: string;
  readonly supply: number;
  /** Rows of the racks that it reaches and of which a dew point can be told. */
  readonly rows: readonly number[];
}

/** Judged is how many kelvin the supply lies above the dampest of its racks; a rack that is silent may be damper. */
export function watchCondensation(plan: AlarmPlan, condition: Condensation): Watching {
  const { index } = plan;
  const damp = dampRacks(plan);
  const loops = loopsAmong(plan, damp);
  const limit = { ...condition, side: "below" } as const;
  const marginOf = ({ supply, rows }: WatchedLoop, moment: AlarmMoment) => {
    const dewPoints = rows.map((row) => damp.measure(row, moment));
    const known = dewPoints.filter((celsius) => !Number.isNaN(celsius));
    const marginK = freshValue(index.signals, moment.latest, supply, moment.nowMs) - Math.max(...known);
    const isWhole = known.length === rows.length && !rows.some((row) => damp.isLowerBound(row, moment));
    return known.length > 0 && (isWhole || marginK <= limit.raiseAt) ? marginK : Number.NaN;
  };
  return {
    subjects: loops.map(({ id }) => ({ kind: "loop", id })),
    limit: condition.raiseAt,
    judge: (marginK) => readLimit(marginK, limit),
    valueOf(row, moment) {
      const loop = loops[row];
      return loop ? marginOf(loop, moment) : Number.NaN;
    },
  };
}

function loopsAmong({ index }: AlarmPlan, { signals }: DampRacks): WatchedLoop[] {
  const canTell = (row: number) => Object.values(signals[row] ?? {}).some((signal) => signal !== noSignal);
  return index.document.loops.flatMap(({ id, kind, racks }) => {
    const supply = index.find("loop", id, "supply_temperature");
    const rows = racks.flatMap((rack) => index.racks.rowById.get(rack) ?? []).filter(canTell);
    return kind === "liquid" && supply !== noSignal && rows.length > 0 ? [{ id, supply, rows }] : [];
  });
}
