/**
 * Local days and months of a zone, half-open: [local midnight, next local midnight). Their length is computed,
 * never 24 h (23 and 25 h days exist). Source: standards 1.7.
 */
import type { WindowMs } from "@aidc/contract";
import type { CivilTime } from "./zone.ts";
import { civilTimeAt, instantOfCivil } from "./zone.ts";

/** Nobody keeps telemetry or bills from before it: an earlier year is a slip, and zones knew odd seconds then. */
export const earliestYear = 2000;

const midnight = { hour: 0, minute: 0, second: 0, millisecond: 0 } as const;

/** The local day that holds the instant. */
export function localDayAt(instantMs: number, timeZone: string): WindowMs {
  const civil = civilTimeAt(instantMs, timeZone);
  return { fromMs: dayStart(civil, 0, timeZone), toMs: dayStart(civil, 1, timeZone) };
}

/** The local month that holds the instant: converted to the zone first (2026-01-31T17:00Z is February in Shanghai). */
export function localMonthAt(instantMs: number, timeZone: string): WindowMs {
  const civil = civilTimeAt(instantMs, timeZone);
  return { fromMs: monthStart(civil, 0, timeZone), toMs: monthStart(civil, 1, timeZone) };
}

/** Every local day that touches the window, in order. */
export function localDaysOver(window: WindowMs, timeZone: string): WindowMs[] {
  const civil = civilTimeAt(window.fromMs, timeZone);
  const days: WindowMs[] = [];
  if (window.toMs <= window.fromMs) return days;
  let fromMs = dayStart(civil, 0, timeZone);
  for (let next = 1; fromMs < window.toMs; next++) {
    const toMs = dayStart(civil, next, timeZone);
    // A zone that crossed the date line skipped a day of the calendar.
    if (toMs > fromMs) days.push({ fromMs, toMs });
    fromMs = toMs;
  }
  return days;
}

/** Every local month that touches the window, in order. */
export function localMonthsOver(window: WindowMs, timeZone: string): WindowMs[] {
  const months: WindowMs[] = [];
  for (let atMs = window.fromMs; atMs < window.toMs; ) {
    const month = localMonthAt(atMs, timeZone);
    months.push(month);
    atMs = month.toMs;
  }
  return months;
}

/** The same clock time `months` later; a day that the month lacks becomes its last. */
export function addLocalMonths(instantMs: number, months: number, timeZone: string): number {
  const civil = civilTimeAt(instantMs, timeZone);
  const monthIndex = civil.year * 12 + civil.month - 1 + months;
  const year = Math.floor(monthIndex / 12);
  const month = (monthIndex % 12) + 1;
  const lastDay = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return instantOfCivil({ ...civil, year, month, day: Math.min(civil.day, lastDay) }, timeZone);
}

function dayStart(civil: CivilTime, plusDays: number, timeZone: string): number {
  const date = new Date(Date.UTC(civil.year, civil.month - 1, civil.day + plusDays));
  return instantOfCivil(
    { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate(), ...midnight },
    timeZone,
  );
}

function monthStart(civil: CivilTime, plusMonths: number, timeZone: string): number {
  const date = new Date(Date.UTC(civil.year, civil.month - 1 + plusMonths, 1));
  return instantOfCivil(
    { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: 1, ...midnight },
    timeZone,
  );
}
