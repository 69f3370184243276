/** What a chart over the period is drawn by: days of a month, weeks of a quarter, and weeks or months of a year. */
import type { WindowMs } from "@aidc/contract";
import { dayNameAt, monthNameAt } from "../billing/month.ts";
import { localDaysOver, localMonthsOver } from "../time/days.ts";
import type { ReportPeriod } from "./period.ts";

export interface Step extends WindowMs {
  readonly name: string;
}

/** Whole local days each; a week that crosses an end of the period is told by its part within. */
export function stepsOf(
  { kind, window }: Pick<ReportPeriod, "kind" | "window">,
  timeZone: string,
  longest: "week" | "month",
): Step[] {
  if (kind === "year" && longest === "month") {
    return localMonthsOver(window, timeZone).map(({ fromMs, toMs }) => ({
      name: monthNameAt(fromMs, timeZone),
      fromMs,
      toMs: Math.min(toMs, window.toMs),
    }));
  }
  const days = localDaysOver(window, timeZone).map((day) => ({
    ...day,
    name: dayNameAt(day.fromMs, timeZone),
  }));
  if (kind === "month") return days;
  return [...Map.groupBy(days, ({ name }) => weekOf(name)).values()].flatMap((week) => {
    const [first, last] = [week[0], week.at(-1)];
    return first && last ? [{ name: weekOf(first.name), fromMs: first.fromMs, toMs: last.toMs }] : [];
  });
}

const dayMs = 86_400_000;

/** `2026-W18` of a calendar day, as ISO 8601 counts weeks: from Monday on, each of the year that its Thursday is in. */
function weekOf(day: string): string {
  const dateMs = Date.parse(day);
  const thursday = new Date(dateMs + (3 - ((new Date(dateMs).getUTCDay() + 6) % 7)) * dayMs);
  const year = thursday.getUTCFullYear();
  const week = 1 + Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / (7 * dayMs));
  return `${year}-W${String(week).padStart(2, "0")}`;
}
