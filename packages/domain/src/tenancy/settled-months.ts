/**
 * Months with an issued statement that a change of leases reaches into. They stay as issued: what changes in them
 * becomes an adjustment line of a later statement. Source: product glossary "lease"; features 7 "late data opens an
 * adjustment line".
 */
import { localMonthAt } from "../time/days.ts";
import type { OpenInterval } from "../time/intervals.ts";
import { overlapMs } from "../time/intervals.ts";

export function settledMonthsIn(
  issued: readonly { readonly tenant: string; readonly month: string }[],
  tenant: string,
  affected: OpenInterval,
  timeZone: string,
): string[] {
  return issued
    .filter((one) => one.tenant === tenant && overlapMs(monthOf(one.month, timeZone), affected) > 0)
    .map(({ month }) => month)
    .sort();
}

/** @param month `2026-05`; its middle lies in it whatever the zone */
function monthOf(month: string, timeZone: string) {
  return localMonthAt(Date.parse(`${month}-15T12:00:00Z`), timeZone);
}
