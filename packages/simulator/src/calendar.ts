/**
 * Time as the model sees it. The days of the demo center repeat after four weeks in steps of five minutes, so that a
 * register can be read at any time without adding up the years before. Asia/Shanghai has no daylight saving.
 */

const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;
export const stepMs = 5 * minuteMs;
export const stepsPerHour = 12;
export const stepsPerDay = 288;
/** Four weeks, from a Monday at local midnight. */
export const steps = 28 * stepsPerDay;
const cycleMs = steps * stepMs;

const utcOffsetMs = 8 * hourMs;
/** 1970-01-05 was a Monday. */
const firstMondayMs = 4 * dayMs - utcOffsetMs;

export interface Instant {
  /** Whole cycles since the first Monday; differs in sign only before 1970. */
  readonly cycle: number;
  /** Step of the cycle, 0 to steps - 1. */
  readonly step: number;
  /** Way to the next step, 0 to 1. */
  readonly fraction: number;
}

export function instantAt(timeMs: number): Instant {
  const since = timeMs - firstMondayMs;
  const cycle = Math.floor(since / cycleMs);
  const inCycle = since - cycle * cycleMs;
  const step = Math.floor(inCycle / stepMs);
  return { cycle, step, fraction: inCycle / stepMs - step };
}

/** Local hour of the day, 0 to 24. */
export function hourOf(step: number): number {
  return (step % stepsPerDay) / stepsPerHour;
}

export function isWeekend(step: number): boolean {
  return Math.floor(step / stepsPerDay) % 7 >= 5;
}

/** 1 at `peakHour`, falling off on both sides over `widthHours`, around midnight as well. */
export function bump(hour: number, peakHour: number, widthHours: number): number {
  const distance = Math.abs(hour - peakHour);
  const hours = Math.min(distance, 24 - distance);
  return Math.exp(-((hours / widthHours) ** 2));
}

/** Local midnight at or before an instant. */
export function localMidnightMs(timeMs: number): number {
  return Math.floor((timeMs + utcOffsetMs) / dayMs) * dayMs - utcOffsetMs;
}
