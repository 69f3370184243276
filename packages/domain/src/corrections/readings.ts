/**
 * Bills and hand readings on the balance: which side a statement belongs to and which instants its local days are.
 * How its energy spreads over the days inside is not known, so it counts only where it lies wholly in what is asked.
 * Source: standards 1.7 (a Shanghai month is not a UTC month), 1.1 "Coverage".
 */
import type {
  CenterDocument,
  Grade,
  MeterReading,
  MeterReadingDraft,
  MeterRole,
  WindowMs,
} from "@aidc/contract";
import { dayWindow } from "../billing/month.ts";
import { facilitySigns } from "../energy/balance.ts";
import { millijoulesOf } from "./patches.ts";

export type BalanceSide = "facility" | "it";

export interface PlacedReading {
  readonly record: MeterReading;
  readonly window: WindowMs;
  readonly millijoules: bigint;
  readonly side: BalanceSide;
  /** null: the whole side. */
  readonly meter: string | null;
  readonly sign: 1 | -1;
}

/** Somebody read a register and wrote it down: not measured by us, and not made up. */
export const gradeOfReading: Grade = "derived";

/** Readings of meters that are at neither boundary are left out: they are in no sum. */
export function placeReadings(
  readings: readonly MeterReading[],
  {
    meters,
    center,
  }: Pick<CenterDocument, "meters"> & {
    readonly center: Pick<CenterDocument["center"], "timeZone" | "itBoundary">;
  },
): PlacedReading[] {
  return readings.flatMap((record): PlacedReading[] => {
    const { target, energyKwh } = record.draft;
    const facts = {
      ...{ record, window: windowOfDays(record.draft, center.timeZone) },
      millijoules: millijoulesOf(energyKwh),
    };
    if (target === "facility" || target === "it") return [{ ...facts, side: target, meter: null, sign: 1 }];
    const role = meters.find(({ id }) => id === target)?.role;
    if (role === undefined) return [];
    const place = sideOf(role, center.itBoundary);
    return place === null ? [] : [{ ...facts, ...place, meter: target }];
  });
}

/** Where a meter of the role is summed; null: nowhere. */
export function sideOf(
  role: MeterRole,
  itBoundary: CenterDocument["center"]["itBoundary"],
): Pick<PlacedReading, "side" | "sign"> | null {
  const sign = facilitySigns[role];
  if (sign !== undefined) return { side: "facility", sign };
  return role === itBoundary ? { side: "it", sign: 1 } : null;
}

/** @throws RangeError for a text that is no day */
export function windowOfDays(
  { firstDay, lastDay }: Pick<MeterReadingDraft, "firstDay" | "lastDay">,
  timeZone: string,
): WindowMs {
  return { fromMs: dayWindow(firstDay, timeZone).fromMs, toMs: dayWindow(lastDay, timeZone).toMs };
}
