/**
 * Billed amounts of a month by local day: each line's rounded amount is shared over its days by largest remainder
 * of the exact parts, so the days sum to the statement. Source: standards 3.2.
 */
import { compareText } from "./cover.ts";
import { splitByLargestRemainder } from "./largest-remainder.ts";
import { formatMinor, parseMinor, sumOf } from "./money.ts";
import { dayNameAt } from "./month.ts";
import type { RatedLine } from "./rate-month.ts";

export interface DayCharge {
  /** `2026-05-17`, local */
  readonly day: string;
  readonly billed: string;
  readonly cumulative: string;
}

/** @returns the days that have a charge, in order */
export function chargesByDay(lines: readonly RatedLine[], currency: string, timeZone: string): DayCharge[] {
  const days = new Map<string, bigint>();
  for (const { line, parts } of lines) {
    const byDay = Map.groupBy(parts, (part) => dayNameAt(part.fromMs, timeZone));
    const names = [...byDay.keys()].sort(compareText);
    const weights = names.map((name) => sumOf((byDay.get(name) ?? []).map((part) => part.heldMs)));
    const shares = splitByLargestRemainder(parseMinor(line.billed, currency), weights);
    for (const [i, name] of names.entries()) days.set(name, (days.get(name) ?? 0n) + (shares[i] ?? 0n));
  }
  let cumulative = 0n;
  return [...days]
    .sort(([a], [b]) => compareText(a, b))
    .map(([day, billed]) => {
      cumulative += billed;
      return { day, billed: formatMinor(billed, currency), cumulative: formatMinor(cumulative, currency) };
    });
}
