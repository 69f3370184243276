/**
 * Civil time of an IANA zone and back. Source: standards 1.7; the zone rules are the runtime's (Intl).
 * A civil time that a clock change skips means the first instant after the gap; one that occurs twice means
 * the earlier.
 */

/** Fields as a wall clock shows them, month 1..12. */
export interface CivilTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en-US", {
    timeZone,
    calendar: "gregory",
    numberingSystem: "latn",
    hourCycle: "h23",
    era: "short",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  formatters.set(timeZone, made);
  return made;
}

/** Throws RangeError when the zone is unknown or the instant is not a date. */
export function civilTimeAt(instantMs: number, timeZone: string): CivilTime {
  const shown = new Date(instantMs + offsetMsAt(instantMs, timeZone));
  return {
    year: shown.getUTCFullYear(),
    month: shown.getUTCMonth() + 1,
    day: shown.getUTCDate(),
    hour: shown.getUTCHours(),
    minute: shown.getUTCMinutes(),
    second: shown.getUTCSeconds(),
    millisecond: ((instantMs % 1000) + 1000) % 1000,
  };
}

const dayMs = 86_400_000;
const lastInstantMs = 8.64e15;

/** How far the zone's clock is ahead of UTC at this instant, ms. Throws RangeError like `civilTimeAt`. */
export function offsetMsAt(instantMs: number, timeZone: string): number {
  const day = Math.floor(instantMs / dayMs);
  const before = offsetAtDay(day, timeZone);
  // A zone changes its offset at most once in two days, so it did not change between two days that agree.
  return before === offsetAtDay(day + 1, timeZone) ? before : askOffsetMs(instantMs, timeZone);
}

/** By zone and day since 1970: asking the runtime takes microseconds, and a report of a year asks thousands of times. */
const offsetsAtDays = new Map<string, Map<number, number>>();
/** A century of each zone. */
const daysKept = 40_000;

function offsetAtDay(day: number, timeZone: string): number {
  const known = offsetsAtDays.get(timeZone)?.get(day);
  if (known !== undefined) return known;
  const offsetMs = askOffsetMs(Math.min(day * dayMs, lastInstantMs), timeZone);
  const days = offsetsAtDays.get(timeZone) ?? new Map<number, number>();
  if (days.size >= daysKept) days.clear();
  offsetsAtDays.set(timeZone, days.set(day, offsetMs));
  return offsetMs;
}

/** What the runtime says. */
function askOffsetMs(instantMs: number, timeZone: string): number {
  const fields = new Map<string, string>();
  for (const { type, value } of formatterOf(timeZone).formatToParts(instantMs)) fields.set(type, value);
  const field = (name: string) => Number(fields.get(name));
  const year = fields.get("era") === "BC" ? 1 - field("year") : field("year");
  const [month, day, hour] = [field("month"), field("day"), field("hour")];
  const [minute, second] = [field("minute"), field("second")];
  const millisecond = ((instantMs % 1000) + 1000) % 1000;
  return asIfUtcMs({ year, month, day, hour, minute, second, millisecond }) - instantMs;
}

/** @returns the instant at which a clock of the zone shows this time, epoch ms */
export function instantOfCivil(civil: CivilTime, timeZone: string): number {
  const asIfUtc = asIfUtcMs(civil);
  // A zone changes its offset at most once in two days, so these two are all the candidates there are.
  const before = asIfUtc - offsetMsAt(asIfUtc - dayMs, timeZone);
  const after = asIfUtc - offsetMsAt(asIfUtc + dayMs, timeZone);
  const shows = (instantMs: number) => instantMs + offsetMsAt(instantMs, timeZone) === asIfUtc;
  const candidates = [Math.min(before, after), Math.max(before, after)].filter(shows);
  const [earliest] = candidates;
  if (earliest !== undefined) return earliest;
  return firstInstantAfterGap(Math.min(before, after), Math.max(before, after), timeZone);
}

/** Bisects for the clock change that skipped a civil time; `lowMs` is before it and `highMs` after. */
function firstInstantAfterGap(lowMs: number, highMs: number, timeZone: string): number {
  const offsetAfter = offsetMsAt(highMs, timeZone);
  let low = lowMs;
  let high = highMs;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetMsAt(middle, timeZone) === offsetAfter) high = middle;
    else low = middle;
  }
  return high;
}

/**
 * Reads `2020-05-01 00:00:00`, `2020-05-01T00:00` or `2020-05-01` as a clock of the zone would show it.
 * @returns epoch ms, or null when the text is no such time
 */
export function parseCivilTime(text: string, timeZone: string): number | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})(?:[ T](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?)?$/.exec(
    text.trim(),
  );
  if (!match) return null;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map((digits) => Number(digits ?? 0));
  if (!year || !month || !day || hour === undefined || minute === undefined || second === undefined)
    return null;
  const millisecond = Number((match[7] ?? "").padEnd(3, "0"));
  const civil = { year, month, day, hour, minute, second, millisecond };
  const back = new Date(asIfUtcMs(civil));
  const exists =
    back.getUTCMonth() + 1 === month && back.getUTCDate() === day && hour < 24 && minute < 60 && second < 60;
  return exists ? instantOfCivil(civil, timeZone) : null;
}

/** The fields read as UTC. `Date.UTC` would take years below 100 for 19xx. */
export function asIfUtcMs(civil: CivilTime): number {
  const date = new Date(0);
  date.setUTCFullYear(civil.year, civil.month - 1, civil.day);
  return date.setUTCHours(civil.hour, civil.minute, civil.second, civil.millisecond);
}
