import type { WindowMs } from "@aidc/contract";
import { addLocalMonths, dayNameAt, localDayAt, localMonthAt, parseCivilTime } from "@aidc/domain";

export const ranges = ["month", "last-month", "7d", "30d", "own"] as const;
type Range = (typeof ranges)[number];

export interface PeriodChoice {
  readonly period?: Range | undefined;
  /** Local dates, both included; read when the period is `own`. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

const dayMs = 86_400_000;
const stepMs = 300_000;

/**
 * The window of a choice, half-open, ending at the clock at the latest and cut to five minutes so that the same
 * question is not asked anew every second.
 * @returns null when the dates of an own period make none
 */
export function periodOf(choice: PeriodChoice, clockMs: number, timeZone: string): WindowMs | null {
  const nowMs = Math.floor(clockMs / stepMs) * stepMs;
  const { fromMs: monthMs } = localMonthAt(nowMs, timeZone);
  switch (choice.period ?? "month") {
    case "month":
      return { fromMs: Math.min(monthMs, nowMs - stepMs), toMs: nowMs };
    case "last-month":
      return { fromMs: addLocalMonths(monthMs, -1, timeZone), toMs: monthMs };
    case "7d":
      return { fromMs: localDayAt(nowMs - 6 * dayMs, timeZone).fromMs, toMs: nowMs };
    case "30d":
      return { fromMs: localDayAt(nowMs - 29 * dayMs, timeZone).fromMs, toMs: nowMs };
    case "own":
      return ownPeriod(choice, nowMs, timeZone);
  }
}

function ownPeriod({ from, to }: PeriodChoice, nowMs: number, timeZone: string): WindowMs | null {
  const fromMs = from === undefined ? null : startOfDate(from, timeZone);
  const lastMs = to === undefined ? nowMs : startOfDate(to, timeZone);
  if (fromMs === null || lastMs === null) return null;
  const toMs = Math.min(nowMs, localDayAt(lastMs, timeZone).toMs);
  return fromMs < toMs ? { fromMs, toMs } : null;
}

/** @returns local midnight of a date `2026-05-01`; null for a day that no calendar has */
export function startOfDate(date: string, timeZone: string): number | null {
  const atMs = /^\d{4}-\d{2}-\d{2}$/.test(date) ? parseCivilTime(date, timeZone) : null;
  return atMs === null || dayNameAt(atMs, timeZone) !== date ? null : atMs;
}
