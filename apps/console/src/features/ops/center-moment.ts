import { civilTimeAt, parseCivilTime } from "@aidc/domain";

const two = (value: number) => String(value).padStart(2, "0");

/** `2026-05-01T08:30` on a clock of the zone: what a `datetime-local` field holds. */
export function writeMoment(atMs: number, timeZone: string): string {
  const { year, month, day, hour, minute } = civilTimeAt(atMs, timeZone);
  return `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}`;
}

/** `2026-05-01` on a calendar of the zone. */
export function writeDay(atMs: number, timeZone: string): string {
  return writeMoment(atMs, timeZone).slice(0, 10);
}

/** `2026-05` on a calendar of the zone. */
export function writeMonth(atMs: number, timeZone: string): string {
  return writeMoment(atMs, timeZone).slice(0, 7);
}

/** @returns ISO 8601 in UTC; null when the text is no time */
export function readMoment(text: string, timeZone: string): string | null {
  const atMs = parseCivilTime(text, timeZone);
  return atMs === null ? null : new Date(atMs).toISOString();
}
