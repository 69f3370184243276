/**
 * Which values cannot be true. A refused value is counted with its reason and never stored. Source: standards
 * 1.1 (negative power), 5.4 (DCGM sentinels); the ranges are policy: wide enough for any real sensor.
 */
import type { MeterRole, Quantity, SubjectKind } from "@aidc/contract";
import { quantities } from "@aidc/contract";

export const rejectReasons = ["nan", "infinite", "sentinel", "negative_power", "out_of_range"] as const;
export type RejectReason = (typeof rejectReasons)[number];

/** Inclusive, in the point's unit. */
export interface ValueRange {
  readonly min: number;
  readonly max: number;
}

/**
 * Slightly more than 1 is allowed where measured may exceed declared; 808 334 905 % is not. Every range ends below
 * the sentinels, so that a value inside its range needs no second look.
 */
const ranges: Readonly<Record<Quantity, ValueRange>> = {
  power: { min: 0, max: 1e9 },
  dc_power: { min: 0, max: 1e9 },
  energy: { min: 0, max: 1e14 },
  volume: { min: 0, max: 1e13 },
  inlet_temperature: { min: -60, max: 150 },
  outlet_temperature: { min: -60, max: 150 },
  temperature: { min: -60, max: 150 },
  relative_humidity: { min: 0, max: 1.05 },
  dew_point: { min: -80, max: 60 },
  supply_temperature: { min: -60, max: 150 },
  return_temperature: { min: -60, max: 150 },
  flow: { min: 0, max: 1e7 },
  leak: { min: 0, max: 1 },
  utilisation: { min: 0, max: 1.5 },
  kernel_presence: { min: 0, max: 1.05 },
  memory_used: { min: 0, max: 1.05 },
  accelerators_allocated: { min: 0, max: 1e7 },
  accelerators_active: { min: 0, max: 1e7 },
  fault_code: { min: 0, max: 2_147_483_631 },
  ecc_double_bit: { min: 0, max: 2_147_483_631 },
  throttle_reasons: { min: 0, max: 2_147_483_631 },
};

/** Meters at which power legitimately flows both ways, or that stand outside the IT outlets. */
const signedRoles: ReadonlySet<MeterRole> = new Set<MeterRole>([
  "grid_import",
  "grid_export",
  "generator",
  "pv",
  "cooling",
  "other_overhead",
]);

/** Negative power at an IT outlet is a transformer clamped on backwards. */
export function mayBeNegative(subjectKind: SubjectKind, role?: MeterRole): boolean {
  return subjectKind === "meter" && role !== undefined && signedRoles.has(role);
}

/** For a hot path: keep per series and compare; only a value outside needs its reason. NaN fails both ways. */
export function rangeOf(quantity: Quantity, signed = false): ValueRange {
  const range = ranges[quantity];
  return signed && isPower(quantity) ? { min: -range.max, max: range.max } : range;
}

/**
 * @param value in the point's unit; where a scale was applied, ask `isSentinel` about the raw value as well
 * @param signed whether power may be negative here, see `mayBeNegative`
 * @returns null when the value is acceptable
 */
export function rejectReason(quantity: Quantity, value: number, signed = false): RejectReason | null {
  if (Number.isNaN(value)) return "nan";
  if (isSentinel(value, quantities[quantity].nature === "counter")) return "sentinel";
  if (!Number.isFinite(value)) return "infinite";
  const { min, max } = rangeOf(quantity, signed);
  if (value >= min && value <= max) return null;
  return value < 0 && isPower(quantity) && !signed ? "negative_power" : "out_of_range";
}

const int32Blank = 2_147_483_632;
const fp64Blank = 2 ** 47;
const int64Blank = 9.2e18;

/**
 * The exporter's "blank, not found, unsupported, no permission", written as huge numbers. A register may pass
 * through the 32-bit ones on its way, so those count for other natures only.
 */
export function isSentinel(rawValue: number, isCounter: boolean): boolean {
  if (rawValue < int32Blank || rawValue === Number.POSITIVE_INFINITY) return false;
  if (rawValue >= int64Blank) return true;
  if (rawValue >= fp64Blank && rawValue <= fp64Blank + 15) return true;
  return !isCounter && rawValue <= int32Blank + 15 && Number.isInteger(rawValue);
}

function isPower(quantity: Quantity): boolean {
  return quantity === "power" || quantity === "dc_power";
}
