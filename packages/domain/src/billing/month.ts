/**
 * Local calendar months and days by name. A billing month is [local midnight of its first day, that of the next
 * month's) in the center's zone, so a Shanghai January starts 2025-12-31T16:00:00Z. Source: standards 1.7, 3.1.
 */
import type { WindowMs } from "@aidc/contract";
import { localDayAt, localMonthAt } from "../time/days.ts";
import { civilTimeAt, parseCivilTime } from "../time/zone.ts";

/** `2026-05` in a zone. Throws RangeError for a text that is no month. */
export function monthWindow(month: string, timeZone: string): WindowMs {
  const startMs = parseCivilTime(`${month}-01`, timeZone);
  if (startMs === null) throw new RangeError(`not a month: ${month}`);
  return localMonthAt(startMs, timeZone);
}

/** `2026-05`: the local month that holds the instant. */
export function monthNameAt(instantMs: number, timeZone: string): string {
  return dayNameAt(instantMs, timeZone).slice(0, 7);
}

/** `2026-05-17`: the local day that holds the instant. */
export function dayNameAt(instantMs: number, timeZone: string): string {
  const { year, month, day } = civilTimeAt(instantMs, timeZone);
  return [String(year).padStart(4, "0"), two(month), two(day)].join("-");
}

/** `2026-05-17 22:04:30` on the local clock. */
export function clockTimeAt(instantMs: number, timeZone: string): string {
  const { hour, minute, second } = civilTimeAt(instantMs, timeZone);
  return `${dayNameAt(instantMs, timeZone)} ${[hour, minute, second].map(two).join(":")}`;
}

/** `2026-05-17` in a zone; 23 or 25 hours long where the clock changes. */
export function dayWindow(day: string, timeZone: string): WindowMs {
  const startMs = parseCivilTime(day, timeZone);
  if (startMs === null) throw new RangeError(`not a day: ${day}`);
  return localDayAt(startMs, timeZone);
}

const two = (value: number): string => String(value).padStart(2, "0");
