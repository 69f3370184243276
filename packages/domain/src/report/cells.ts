/** Cells and columns of tables. Columns carry the ids that formulas name; an unknown cell is empty with its reason. */
import type { Reason, ReportTable, Worded } from "@aidc/contract";
import { worded } from "./words.ts";

export type Cell = ReportTable["rows"][number]["cells"][number];
export type Column = ReportTable["columns"][number];

export const hourMs = 3_600_000;

export const number = (value: number | null, reason?: Reason): Cell =>
  value === null ? { text: null, value: null, reason: reason ?? "no_data" } : { text: null, value };
export const label = (text: string): Cell => ({ text, value: null });
/** Printed in the unit of its row, and a number in it for those who compute. */
export const printed = (text: string, value: number, unit: string): Cell => ({ text, value, unit });
export const say = (words: Worded): Cell => ({ text: words.en, words, value: null });
export const column = (id: string, en: string, zh: string, unit: string, digits: number): Column => ({
  id,
  title: worded(en, zh),
  unit,
  digits,
});
/** A name that is one in every language. */
export const same = (text: string): Worded => worded(text, text);

export function table(
  id: string,
  title: Worded,
  columns: readonly Column[],
  rows: ReportTable["rows"],
  notes: readonly Worded[] = [],
): ReportTable {
  return { kind: "table", id, title, columns: [...columns], rows, notes: [...notes] };
}
