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
import { parseDecimal } from "../billing/decimal.ts";
import { dayWindow } from "../billing/month.ts";
import { facilitySigns } from "../energy/balance.ts";
import { millijoulesOf } from "./patches.ts";

export type BalanceSide = "facility" | "it";

export interface PlacedReading {
  readonly record: MeterReading;
  readonly window: WindowMs;
  /** Of water: millilitres. */
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
    if (energyKwh === null) return [];
    const facts = {
      record,
      window: windowOfDays(record.draft, center.timeZone),
      millijoules: millijoulesOf(energyKwh),
    };
    if (target === "facility" || target === "it") return [{ ...facts, side: target, meter: null, sign: 1 }];
    const role = meters.find(({ id }) => id === target)?.role;
    if (role === undefined) return [];
    const place = sideOf(role, center.itBoundary);
    return place === null ? [] : [{ ...facts, ...place, meter: target }];
  });
}

/** Meters whose figure divides what they alone count by one side of the balance. */
export type PairedRole = Extract<MeterRole, "water_intake" | "heat_reuse" | "grid_import">;

/**
 * Readings of a paired role as if its meters were the facility's, beside those of the side that it is divided by, as
 * if that were the IT: what is stated of both for one time is told apart from what is measured by the same rules.
 */
export function placePaired(
  readings: readonly MeterReading[],
  document: Parameters<typeof placeReadings>[1],
  role: PairedRole,
  base: BalanceSide,
): PlacedReading[] {
  const own = readings.flatMap((record): PlacedReading[] => {
    const { target } = record.draft;
    const millijoules = amountOf(record.draft, role);
    const isWhole = role === "water_intake" && target === "water";
    const isOwn = isWhole || document.meters.some((meter) => meter.id === target && meter.role === role);
    if (millijoules === null || !isOwn) return [];
    const window = windowOfDays(record.draft, document.center.timeZone);
    return [{ record, window, millijoules, side: "facility", meter: isWhole ? null : target, sign: 1 }];
  });
  const other = placeReadings(readings, document).filter(({ side }) => side === base);
  return [...own, ...other.map((one) => ({ ...one, side: "it" as const }))];
}

/** A litre is a dm³: six digits after the point of m³ are whole millilitres. */
function amountOf({ energyKwh, volumeM3 }: MeterReadingDraft, role: PairedRole): bigint | null {
  if (role === "water_intake") return volumeM3 === null ? null : parseDecimal(volumeM3) / 1_000n;
  return energyKwh === null ? null : millijoulesOf(energyKwh);
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
