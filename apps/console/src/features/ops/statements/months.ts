import type { WindowMs } from "@aidc/contract";
import { addLocalMonths } from "@aidc/domain";
import { readMoment, writeMonth } from "../center-moment.ts";

/** `2026-05` on the center's calendar. */
export function monthOf(atMs: number, timeZone: string): string {
  return writeMonth(atMs, timeZone);
}

export function addMonths(month: string, count: number): string {
  const [year = 0, inYear = 1] = month.split("-").map(Number);
  const index = year * 12 + inYear - 1 + count;
  return `${String(Math.floor(index / 12)).padStart(4, "0")}-${String((index % 12) + 1).padStart(2, "0")}`;
}

/** Bounds of the local month; null when the text is no month. */
export function windowOfMonth(month: string, timeZone: string): WindowMs | null {
  const from = readMoment(`${month}-01`, timeZone);
  if (from === null) return null;
  const fromMs = Date.parse(from);
  return { fromMs, toMs: addLocalMonths(fromMs, 1, timeZone) };
}
