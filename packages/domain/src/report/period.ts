/**
 * A report's period: a local month, quarter or year of the center, as a window in UTC. Its length is what the
 * calendar of the zone makes it (a month with a clock change is an hour longer or shorter). Source: standards 1.7.
 */
import type { ReportContent, WindowMs, Worded } from "@aidc/contract";
import { dayNameAt, monthWindow } from "../billing/month.ts";
import { addLocalMonths, localDayAt, localMonthAt } from "../time/days.ts";
import { same } from "./cells.ts";
import { worded } from "./words.ts";

export interface ReportPeriod {
  /** `2024-05`, `2024-Q2` or `2024` */
  readonly name: string;
  readonly kind: "month" | "quarter" | "year";
  /** Of one that still runs: its whole local days so far. */
  readonly window: WindowMs;
  /** Of one that still runs: its own end. */
  readonly runsToMs?: number;
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

/**
 * The period as far as it can be told at an instant: the day that runs is no day of it yet, or every sum by day would
 * be one of a part. On its first day there is no other. Before it begins it is told whole, and nothing is known of it.
 */
export function periodSoFar(period: ReportPeriod, nowMs: number, timeZone: string): ReportPeriod {
  const { fromMs, toMs } = period.window;
  if (nowMs < fromMs || nowMs >= toMs) return period;
  const today = localDayAt(nowMs, timeZone);
  const soFarMs = today.fromMs > fromMs ? today.fromMs : today.toMs;
  return { ...period, window: { fromMs, toMs: soFarMs }, runsToMs: toMs };
}

/** `2026-11`, or of one that still runs how far it is told. */
export function periodTitle({ name, to, runsTo }: ReportContent["period"], timeZone: string): Worded {
  if (runsTo === undefined) return same(name);
  const day = dayNameAt(Date.parse(to) - 1, timeZone);
  return worded(`${name} so far (to ${day})`, `${name}（截至 ${day}）`);
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

/** The twelve whole local months that end with the period, or with its last whole one: what an annual PUE is told over. */
export function twelveMonthsTo({ window }: Pick<ReportPeriod, "window">, timeZone: string): WindowMs {
  const { fromMs: toMs } = localMonthAt(window.toMs, timeZone);
  return { fromMs: addLocalMonths(toMs, -12, timeZone), toMs };
}

/** What rolling 12-month figures look at: the 24 months that end with the period, a year before its beginning at least. */
export function energyReachOf(period: ReportPeriod, timeZone: string): WindowMs {
  const { fromMs, toMs } = reachOf(period, timeZone);
  const yearBefore = addLocalMonths(twelveMonthsTo(period, timeZone).fromMs, -12, timeZone);
  return { fromMs: Math.min(fromMs, yearBefore), toMs };
}

/** Everything that a report looks at: from a year before its beginning to its end. */
export function reachOf({ window }: ReportPeriod, timeZone: string): WindowMs {
  return { fromMs: addLocalMonths(window.fromMs, -12, timeZone), toMs: window.toMs };
}
