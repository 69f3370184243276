/**
 * A report's period: a local month, quarter or year of the center, as a window in UTC. Its length is what the
 * calendar of the zone makes it (a month with a clock change is an hour longer or shorter). Source: standards 1.7.
 */
import type { WindowMs } from "@aidc/contract";
import { monthWindow } from "../billing/month.ts";
import { addLocalMonths } from "../time/days.ts";

export interface ReportPeriod {
  /** `2024-05`, `2024-Q2` or `2024` */
  readonly name: string;
  readonly kind: "month" | "quarter" | "year";
  readonly window: WindowMs;
}

const monthsOf = { month: 1, quarter: 3, year: 12 } as const;

/** @throws RangeError when the name is no period */
export function reportPeriod(name: string, timeZone: string): ReportPeriod {
  const parts = /^(\d{4})(?:-(?:Q([1-4])|(0[1-9]|1[0-2])))?$/.exec(name);
  if (!parts) throw new RangeError(`${name} is not a period, for example 2024-05, 2024-Q2 or 2024`);
  const [, year = "", quarter, month] = parts;
  const kind = quarter ? "quarter" : month ? "month" : "year";
  const first = quarter ? String((Number(quarter) - 1) * 3 + 1).padStart(2, "0") : (month ?? "01");
  const { fromMs } = monthWindow(`${year}-${first}`, timeZone);
  return { name, kind, window: { fromMs, toMs: addLocalMonths(fromMs, monthsOf[kind], timeZone) } };
}

/** The period before: of the same kind, ending where this one begins. */
export function previousPeriod({ name, kind }: ReportPeriod, timeZone: string): ReportPeriod {
  const year = Number(name.slice(0, 4));
  if (kind === "year") return reportPeriod(yearName(year - 1), timeZone);
  const count = kind === "quarter" ? 4 : 12;
  const index = Number(name.slice(kind === "quarter" ? 6 : 5)) - 1;
  const [toYear, toIndex] = index === 0 ? [year - 1, count - 1] : [year, index - 1];
  const label = kind === "quarter" ? `Q${toIndex + 1}` : String(toIndex + 1).padStart(2, "0");
  return reportPeriod(`${yearName(toYear)}-${label}`, timeZone);
}

/** The same period a year before. */
export function periodLastYear({ name }: ReportPeriod, timeZone: string): ReportPeriod {
  return reportPeriod(`${yearName(Number(name.slice(0, 4)) - 1)}${name.slice(4)}`, timeZone);
}

const yearName = (year: number): string => String(year).padStart(4, "0");

/** The twelve local months that end with the period: what an annual PUE is told over. */
export function twelveMonthsTo({ window }: Pick<ReportPeriod, "window">, timeZone: string): WindowMs {
  return { fromMs: addLocalMonths(window.toMs, -12, timeZone), toMs: window.toMs };
}

/** What rolling 12-month figures look at: the 24 months that end with the period, a year before its beginning at least. */
export function energyReachOf(period: ReportPeriod, timeZone: string): WindowMs {
  const { fromMs } = reachOf(period, timeZone);
  const { toMs } = period.window;
  return { fromMs: Math.min(fromMs, addLocalMonths(toMs, -24, timeZone)), toMs };
}

/** Everything that a report looks at: from a year before its beginning to its end. */
export function reachOf({ window }: ReportPeriod, timeZone: string): WindowMs {
  return { fromMs: addLocalMonths(window.fromMs, -12, timeZone), toMs: window.toMs };
}
