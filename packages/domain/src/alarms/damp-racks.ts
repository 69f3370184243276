/** Dew point at each rack as rules read it: what is silent may only make it more. Source: standards 1.6. */
import type { DewPointSignals } from "../live/rack-dew-point.ts";
import { dewPointFrom, dewPointSignals } from "../live/rack-dew-point.ts";
import { freshValue, noSignal } from "../live/signals.ts";
import { mayBeWarmer } from "./watch-equipment.ts";
import type { AlarmMoment, AlarmPlan } from "./watched.ts";

export interface DampRacks {
  /** By row of the rack index. */
  readonly signals: readonly DewPointSignals[];
  /** In °C; NaN where it is not known now. */
  measure(row: number, moment: AlarmMoment): number;
  isLowerBound(row: number, moment: AlarmMoment): boolean;
}

export function dampRacks(plan: AlarmPlan): DampRacks {
  const { index } = plan;
  const signals = index.racks.list.map((rack) => dewPointSignals(index, rack));
  return {
    signals,
    measure(row, { latest, nowMs, readings }) {
      const own = signals[row];
      if (!own) return Number.NaN;
      const humidity = freshValue(index.signals, latest, own.humidity, nowMs);
      const { reckonedC, signal } = dewPointFrom(own, readings.inletC[row] ?? null, humidity);
      return reckonedC ?? freshValue(index.signals, latest, signal, nowMs);
    },
    isLowerBound: (row, moment) => signals[row]?.own === noSignal && mayBeWarmer(plan, row, moment),
  };
}
