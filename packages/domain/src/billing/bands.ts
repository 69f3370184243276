/**
 * Time-of-use bands in local civil time. A band that ends before it begins wraps midnight, one that ends where it
 * begins holds all day. Weekday and month are those of the instant itself, not of the evening that a night began
 * on. Pieces are real elapsed time: where clocks change a day has 23 or 25 hours, and a band that holds the skipped
 * or repeated hour is shorter or longer. Source: standards 1.7, 3.3 "Bands wrap midnight (22-6) and are in local
 * civil time".
 */
import type { Band, WindowMs } from "@aidc/contract";
import { localDaysOver } from "../time/days.ts";
import { offsetMsAt } from "../time/zone.ts";
import { clipTo, cutAt } from "./cut.ts";

const minuteMs = 60_000;
const dayMs = 86_400_000;

export interface BandPiece extends WindowMs {
  /** null: no band holds, the rule's own price counts. */
  readonly band: Band | null;
}

/** The segment in pieces of one band each, in order; they fill it to the millisecond. */
export function cutByBands(segment: WindowMs, bands: readonly Band[], timeZone: string): BandPiece[] {
  const whole = { fromMs: segment.fromMs, toMs: segment.toMs };
  if (bands.length === 0) return segment.toMs > segment.fromMs ? [{ ...whole, band: null }] : [];
  const edges = [...new Set(bands.flatMap((band) => [minuteOf(band.from), minuteOf(band.to)]))];
  return joinSame(
    localDaysOver(whole, timeZone)
      .flatMap((day) => steadyParts(day, timeZone))
      .flatMap((part) => {
        const inside = clipTo(part, whole);
        return inside ? cutAt(inside, instantsOf(inside, edges)) : [];
      })
      .map((part) => ({
        fromMs: part.fromMs,
        toMs: part.toMs,
        band: bandOnClock(part.fromMs + part.offsetMs, bands),
      })),
  );
}

/** `22:30` as minutes since midnight. */
export function minuteOf(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));
}

export function holdsAtMinute(band: Band, minute: number): boolean {
  const [from, to] = [minuteOf(band.from), minuteOf(band.to)];
  if (from === to) return true;
  return from < to ? minute >= from && minute < to : minute >= from || minute < to;
}

interface SteadyPart extends WindowMs {
  readonly offsetMs: number;
}

/** A local day in parts of one offset from UTC: two where the clock changes within it, else one. */
function steadyParts(day: WindowMs, timeZone: string): SteadyPart[] {
  const first = offsetMsAt(day.fromMs, timeZone);
  const last = offsetMsAt(day.toMs - 1, timeZone);
  if (first === last) return [{ ...day, offsetMs: first }];
  let [beforeMs, afterMs] = [day.fromMs, day.toMs - 1];
  while (afterMs - beforeMs > 1) {
    const middleMs = Math.floor((beforeMs + afterMs) / 2);
    if (offsetMsAt(middleMs, timeZone) === first) beforeMs = middleMs;
    else afterMs = middleMs;
  }
  return [
    { fromMs: day.fromMs, toMs: afterMs, offsetMs: first },
    { fromMs: afterMs, toMs: day.toMs, offsetMs: last },
  ];
}

/** When a clock with the part's offset shows each of these minutes on the days that the part touches. */
function instantsOf(part: SteadyPart, minutes: readonly number[]): number[] {
  const firstDay = Math.floor((part.fromMs + part.offsetMs) / dayMs);
  const lastDay = Math.floor((part.toMs + part.offsetMs) / dayMs);
  const instants: number[] = [];
  for (let day = firstDay; day <= lastDay; day++)
    for (const minute of minutes) instants.push(day * dayMs + minute * minuteMs - part.offsetMs);
  return instants;
}

/** @param clockMs what the local clock shows, as if it were UTC */
function bandOnClock(clockMs: number, bands: readonly Band[]): Band | null {
  const clock = new Date(clockMs);
  const minute = clock.getUTCHours() * 60 + clock.getUTCMinutes();
  const weekday = clock.getUTCDay() || 7;
  const month = clock.getUTCMonth() + 1;
  const holds = (band: Band) =>
    (band.weekdays?.includes(weekday) ?? true) &&
    (band.months?.includes(month) ?? true) &&
    holdsAtMinute(band, minute);
  return bands.find(holds) ?? null;
}

function joinSame(pieces: readonly BandPiece[]): BandPiece[] {
  const joined: BandPiece[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    if (last && last.toMs === piece.fromMs && last.band === piece.band)
      joined[joined.length - 1] = { ...last, toMs: piece.toMs };
    else joined.push(piece);
  }
  return joined;
}
