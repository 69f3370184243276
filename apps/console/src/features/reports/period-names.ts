/** Periods that a report can be about, as names, by the calendar of the center. */
import { reportPeriodNameSchema } from "@aidc/contract";
import { dayNameAt } from "@aidc/domain";

export const periodKinds = ["month", "quarter", "year"] as const;
export type PeriodKind = (typeof periodKinds)[number];

export function kindOf(name: string): PeriodKind {
  if (name.includes("Q")) return "quarter";
  return name.length > 4 ? "month" : "year";
}

/** The newest period of a kind that has ended at the instant. */
export function lastEnded(kind: PeriodKind, atMs: number, timeZone: string): string {
  return stepPeriod(periodAt(kind, atMs, timeZone), -1);
}

/** What an address asks for; where that is no period that has begun, the month that ended last and what was asked. */
export function askedPeriod(
  asked: string | undefined,
  atMs: number,
  timeZone: string,
): { readonly period: string; readonly unread: string | null } {
  const named = reportPeriodNameSchema.safeParse(asked);
  if (named.success && named.data <= periodAt(kindOf(named.data), atMs, timeZone))
    return { period: named.data, unread: null };
  return { period: lastEnded("month", atMs, timeZone), unread: asked || null };
}

/** The period of a kind that the instant lies in. */
function periodAt(kind: PeriodKind, atMs: number, timeZone: string): string {
  const day = dayNameAt(atMs, timeZone);
  const [year = "", month = ""] = day.split("-");
  if (kind === "year") return year;
  return kind === "month" ? `${year}-${month}` : `${year}-Q${Math.ceil(Number(month) / 3)}`;
}

/** `2024-12` and 1 is `2025-01`. */
export function stepPeriod(name: string, by: number): string {
  const kind = kindOf(name);
  const perYear = { month: 12, quarter: 4, year: 1 }[kind];
  const year = Number(name.slice(0, 4));
  const index = kind === "year" ? 0 : Number(name.slice(kind === "quarter" ? 6 : 5)) - 1;
  const at = year * perYear + index + by;
  const [toYear, toIndex] = [Math.floor(at / perYear), ((at % perYear) + perYear) % perYear];
  if (kind === "year") return String(toYear);
  return kind === "quarter"
    ? `${toYear}-Q${toIndex + 1}`
    : `${toYear}-${String(toIndex + 1).padStart(2, "0")}`;
}
