/**
 * Limits in force in a period, and what a value is worth against them. Compared first and rounded last: 1.3004 is
 * above 1.30 although it prints as 1.300. Source: standards "Global conventions", 1.4.
 */
import type { Center, CenterLimit, LimitSide, ReportFigure } from "@aidc/contract";
import { dayNameAt } from "../billing/month.ts";
import type { LimitRow, PublishedLimit } from "./limits-table.ts";
import { publishedLimits } from "./limits-table.ts";
import type { ReportPeriod } from "./period.ts";

type Place = Pick<Center, "timeZone" | "jurisdiction" | "ratedItPowerW" | "limits">;

const chineseZones: ReadonlySet<string> = new Set([
  "Asia/Shanghai",
  "Asia/Urumqi",
  "Asia/Chongqing",
  "Asia/Harbin",
  "Asia/Kashgar",
  "PRC",
]);
/** A standard rack of Chinese statistics, W of design power. Source: standards 1.4. */
const standardRackW = 2500;

/**
 * Published limits of the center's place and its own ones, as they hold on the last day of the period. One that asks
 * for a size which the center does not have, or does not state, is a reference value.
 */
export function limitsInForce(
  period: ReportPeriod,
  center: Place,
  published: readonly PublishedLimit[] = publishedLimits,
): LimitRow[] {
  const lastDay = dayNameAt(period.window.toMs - 1, center.timeZone);
  const place = center.jurisdiction ?? (chineseZones.has(center.timeZone) ? "CN" : null);
  const known = published.filter((row) => place === row.place || place?.startsWith(`${row.place}-`));
  return [...known.map((row) => sized(row, center)), ...(center.limits ?? []).map(asRow)].filter(
    ({ from, to }) => from <= lastDay && (to === null || lastDay < to),
  );
}

function sized({ place: _, aboveStandardRacks, ...row }: PublishedLimit, center: Place): LimitRow {
  if (aboveStandardRacks === undefined) return row;
  return { ...row, binding: row.binding && (standardRacks(center) ?? 0) > aboveStandardRacks };
}

function asRow({ scope, scopeZh = scope, source, sourceZh = source, ...rest }: CenterLimit): LimitRow {
  return { ...rest, scope: { en: scope, zh: scopeZh }, source, sourceZh };
}

/** @returns null where the design power is not stated */
export function standardRacks({ ratedItPowerW }: Pick<Center, "ratedItPowerW">): number | null {
  return ratedItPowerW === undefined ? null : ratedItPowerW / standardRackW;
}

/** @param value unrounded; null: nothing to judge */
export function isKept(row: Pick<LimitRow, "side" | "value">, value: number | null): boolean | null {
  if (value === null) return null;
  if (row.side === "at_least") return value >= row.value;
  return row.side === "below" ? value < row.value : value <= row.value;
}

export const limitSigns: Readonly<Record<LimitSide, string>> = { at_most: "≤", below: "<", at_least: "≥" };

/** The binding limit of a figure, as the report prints it beside the value; of several the strictest. */
export function limitOf(
  rows: readonly LimitRow[],
  figure: string,
  value: number | null,
): ReportFigure["limit"] {
  const [row] = rows.filter((one) => one.binding && one.figure === figure).sort(byStrictness);
  return row ? { side: row.side, value: row.value, source: row.source, kept: isKept(row, value) } : null;
}

const byStrictness = (a: LimitRow, b: LimitRow): number =>
  a.side === "at_least" ? b.value - a.value : a.value - b.value;

/** Grade of GB 40879 on the unrounded annual value; above 1.50 there is no grade: it does not comply. */
export function gbGrade(pue: number | null): 1 | 2 | 3 | "none" | null {
  if (pue === null) return null;
  if (pue <= 1.2) return 1;
  if (pue <= 1.3) return 2;
  return pue <= 1.5 ? 3 : "none";
}
