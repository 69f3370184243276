/**
 * When the report of a period is drafted: on a day of the month after its end, at a time by the clocks of the center.
 * A time that a clock change skips means the first instant after it, one that comes twice the earlier.
 */
import type { ScheduleRule } from "@aidc/contract";
import type { ReportPeriod } from "../report/period.ts";
import { previousPeriod, reportPeriod } from "../report/period.ts";
import { civilTimeAt, instantOfCivil } from "../time/zone.ts";

export interface ScheduledRun {
  readonly period: string;
  readonly dueMs: number;
}

/** More than a schedule that slept for years is asked to make up. */
const mostRuns = 60;

/** The last period of the kind that has ended at the instant. */
export function lastEndedPeriod(every: ScheduleRule["every"], timeZone: string, nowMs: number): string {
  return previousPeriod(periodAt(every, timeZone, nowMs), timeZone).name;
}

/** When the report of the period is drafted. @throws RangeError when the name is no period */
export function runOf(rule: ScheduleRule, period: string, timeZone: string): ScheduledRun {
  const { name, window } = reportPeriod(period, timeZone);
  const { year, month } = civilTimeAt(window.toMs, timeZone);
  const [hour = 0, minute = 0] = rule.time.split(":").map(Number);
  const due = { year, month, day: rule.day, hour, minute, second: 0, millisecond: 0 };
  return { period: name, dueMs: instantOfCivil(due, timeZone) };
}

/** The first run after the instant. */
export function nextRun(rule: ScheduleRule, timeZone: string, afterMs: number): ScheduledRun {
  const running = periodAt(rule.every, timeZone, afterMs);
  const ended = runOf(rule, previousPeriod(running, timeZone).name, timeZone);
  return ended.dueMs > afterMs ? ended : runOf(rule, running.name, timeZone);
}

/** Runs whose time came after one instant and not after the other, oldest first; the newest 60 where there are more. */
export function runsBetween(
  rule: ScheduleRule,
  timeZone: string,
  { afterMs, nowMs }: { readonly afterMs: number; readonly nowMs: number },
): ScheduledRun[] {
  const runs: ScheduledRun[] = [];
  let period = periodAt(rule.every, timeZone, nowMs);
  while (runs.length < mostRuns) {
    period = previousPeriod(period, timeZone);
    const run = runOf(rule, period.name, timeZone);
    if (run.dueMs <= afterMs) break;
    if (run.dueMs <= nowMs) runs.push(run);
  }
  return runs.reverse();
}

/** The period of the kind that holds the instant. */
function periodAt(every: ScheduleRule["every"], timeZone: string, atMs: number): ReportPeriod {
  const { year, month } = civilTimeAt(atMs, timeZone);
  const inYear = {
    year: "",
    quarter: `-Q${Math.ceil(month / 3)}`,
    month: `-${String(month).padStart(2, "0")}`,
  };
  return reportPeriod(`${String(year).padStart(4, "0")}${inYear[every]}`, timeZone);
}
