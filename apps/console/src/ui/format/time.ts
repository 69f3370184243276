import { dateFormat } from "./formats.ts";

/** An age as a count of one unit; the wording belongs to the catalogue (`age.second`, `age.minute`, ...). */
export interface Age {
  readonly unit: "second" | "minute" | "hour" | "day";
  readonly count: number;
}

const secondMs = 1_000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** Rounded down: an age never looks older than it is by rounding, and a unit starts when it is full. */
export function measureAge(ageMs: number): Age {
  const age = Math.max(0, ageMs);
  if (age < 2 * minuteMs) return { unit: "second", count: Math.floor(age / secondMs) };
  if (age < 2 * hourMs) return { unit: "minute", count: Math.floor(age / minuteMs) };
  if (age < 2 * dayMs) return { unit: "hour", count: Math.floor(age / hourMs) };
  return { unit: "day", count: Math.floor(age / dayMs) };
}

/** A calm age for tiles: steps of ten seconds, then minutes, so that seven tiles do not tick for nothing. */
export function coarseAge(ageMs: number): Age & { readonly below: boolean } {
  if (ageMs < 10 * secondMs) return { unit: "second", count: 10, below: true };
  if (ageMs < minuteMs)
    return { unit: "second", count: Math.floor(ageMs / (10 * secondMs)) * 10, below: false };
  if (ageMs < 2 * minuteMs) return { unit: "minute", count: 1, below: false };
  return { ...measureAge(ageMs), below: false };
}

const unitsMs = { second: secondMs, minute: minuteMs, hour: hourMs, day: dayMs } as const;

/** The youngest age that `measureAge` tells with the same words: who shows an age is done with until this changes. */
export function floorAge(ageMs: number): number {
  const { unit, count } = measureAge(ageMs);
  return count * unitsMs[unit];
}

/** As `floorAge`, for `coarseAge`. */
export function floorCoarseAge(ageMs: number): number {
  const { unit, count, below } = coarseAge(ageMs);
  return below ? 0 : count * unitsMs[unit];
}

/** `14:32:07` in the zone of the center, whatever zone the screen stands in. */
export function showClock(atMs: number, timeZone: string, language: string): string {
  const format = {
    timeZone,
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  } as const;
  return dateFormat(language, format).format(atMs);
}

/** `UTC+8` */
export function showZone(atMs: number, timeZone: string): string {
  const parts = dateFormat("en", { timeZone, timeZoneName: "shortOffset" }).formatToParts(atMs);
  const name = parts.find(({ type }) => type === "timeZoneName")?.value ?? timeZone;
  return /^GMT([+-]0)?$/.test(name) ? "UTC" : name.replace("GMT", "UTC");
}

export function showMoment(atMs: number, timeZone: string, language: string): string {
  const format = { timeZone, dateStyle: "medium", timeStyle: "medium", hourCycle: "h23" } as const;
  return dateFormat(language, format).format(atMs);
}

/** Both ends with the offset that each has: a window over a change of the clock has two. */
export function showSpan(fromMs: number, toMs: number, timeZone: string, language: string): string {
  const [from, to] = [fromMs, toMs].map((atMs) => showMoment(atMs, timeZone, language));
  const [first, last] = [showZone(fromMs, timeZone), showZone(toMs, timeZone)];
  return first === last ? `${from} – ${to} ${last}` : `${from} ${first} – ${to} ${last}`;
}

export function showDate(atMs: number, timeZone: string, language: string): string {
  return dateFormat(language, { timeZone, dateStyle: "medium" }).format(atMs);
}

/** `January 2026` */
export function showMonth(atMs: number, timeZone: string, language: string): string {
  return dateFormat(language, { timeZone, year: "numeric", month: "long" }).format(atMs);
}

/** A place on a time axis, and what begins there. */
export interface Tick {
  readonly atMs: number;
  readonly size: "clock" | "day" | "month" | "year";
}

const tickParts = {
  clock: { hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
  day: { month: "short", day: "numeric" },
  month: { year: "numeric", month: "short" },
  year: { year: "numeric" },
} as const satisfies Record<Tick["size"], Intl.DateTimeFormatOptions>;

export function showTick({ atMs, size }: Tick, timeZone: string, language: string): string {
  return dateFormat(language, { timeZone, ...tickParts[size] }).format(atMs);
}
