/**
 * Limits in force in a period, and what a value is worth against them. Compared first and rounded last: 1.3004 is
 * above 1.30 although it prints as 1.300. Source: standards "Global conventions", 1.4.
 */
import type { ReportFigure } from "@aidc/contract";
import { dayNameAt } from "../billing/month.ts";
import type { LimitRow } from "./limits-table.ts";
import { limitRows } from "./limits-table.ts";
import type { ReportPeriod } from "./period.ts";

const chineseZones: ReadonlySet<string> = new Set([
  "Asia/Shanghai",
  "Asia/Urumqi",
  "Asia/Chongqing",
  "Asia/Harbin",
  "Asia/Kashgar",
  "PRC",
]);

/** Rows of the center's country that hold on the last day of the period. The country follows from the zone. */
export function limitsInForce(
  period: ReportPeriod,
  timeZone: string,
  rows: readonly LimitRow[] = limitRows,
): LimitRow[] {
  if (!chineseZones.has(timeZone)) return [];
  const lastDay = dayNameAt(period.window.toMs - 1, timeZone);
  return rows.filter(({ from, to }) => from <= lastDay && (to === null || lastDay < to));
}

/** @param value unrounded; null: nothing to judge */
export function isKept(row: Pick<LimitRow, "side" | "value">, value: number | null): boolean | null {
  if (value === null) return null;
  return row.side === "at_most" ? value <= row.value : value >= row.value;
}

/** The binding limit of a figure, as the report prints it beside the value. */
export function limitOf(
  rows: readonly LimitRow[],
  figure: string,
  value: number | null,
): ReportFigure["limit"] {
  const row = rows.find((one) => one.binding && one.figure === figure);
  return row ? { side: row.side, value: row.value, source: row.source, kept: isKept(row, value) } : null;
}

/** Grade of GB 40879 on the unrounded annual value; above 1.50 there is no grade: it does not comply. */
export function gbGrade(pue: number | null): 1 | 2 | 3 | "none" | null {
  if (pue === null) return null;
  if (pue <= 1.2) return 1;
  if (pue <= 1.3) return 2;
  return pue <= 1.5 ? 3 : "none";
}
