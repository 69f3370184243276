import type { WindowMs } from "@aidc/contract";
import { addLocalMonths, civilTimeAt, localDayAt, localDaysOver, localMonthsOver } from "@aidc/domain";
import type { Tick } from "../../../ui/format/time.ts";
import { readMoment, writeDay } from "../center-moment.ts";

const minuteMs = 60_000;
const dayMs = 86_400_000;
/** Every one divides an hour or a day of the clock. */
const clockSteps = [1, 5, 10, 15, 30, 60, 120, 180, 360, 720];
const shortestMs = dayMs;
const longestMs = 40 * 365 * dayMs;

/** Where time stands on a strip of this width, px. */
export function placeAt(atMs: number, window: WindowMs, widthPx: number): number {
  return ((atMs - window.fromMs) / (window.toMs - window.fromMs)) * widthPx;
}

/** Ticks at full local minutes and hours, midnights, months or years, none closer than `roomPx`. */
export function ticksOver(window: WindowMs, widthPx: number, timeZone: string, roomPx = 76): Tick[] {
  const count = Math.max(1, Math.floor(widthPx / roomPx));
  const stepMs = (window.toMs - window.fromMs) / count;
  const inside = (starts: readonly number[]) =>
    starts.filter((atMs) => atMs >= window.fromMs && atMs < window.toMs);
  const clockStep = clockSteps.find((minutes) => minutes * minuteMs >= stepMs);
  if (clockStep !== undefined) return clockTicks(window, clockStep, timeZone);
  const dayStep = [1, 2, 7, 14].find((days) => days * dayMs >= stepMs);
  if (dayStep !== undefined)
    return inside(localDaysOver(window, timeZone).map(({ fromMs }) => fromMs))
      .filter((_, index) => index % dayStep === 0)
      .map((atMs) => ({ atMs, size: "day" }));
  const monthStep = [1, 3, 6, 12, 24, 60].find((months) => months * 30.4 * dayMs >= stepMs) ?? 120;
  return inside(localMonthsOver(window, timeZone).map(({ fromMs }) => fromMs))
    .filter((atMs) => {
      const { year, month } = civilTimeAt(atMs, timeZone);
      return (year * 12 + month - 1) % monthStep === 0;
    })
    .map((atMs) => ({ atMs, size: monthStep >= 12 ? "year" : "month" }));
}

/** A day that the clock is changed on has an hour more or less; which are full hours the clock says. */
function clockTicks(window: WindowMs, stepMinutes: number, timeZone: string): Tick[] {
  const everyMs = Math.min(stepMinutes, 30) * minuteMs;
  const ticks: Tick[] = [];
  for (const day of localDaysOver(window, timeZone))
    for (let atMs = day.fromMs; atMs < Math.min(day.toMs, window.toMs); atMs += everyMs) {
      const { hour, minute } = civilTimeAt(atMs, timeZone);
      if (atMs >= window.fromMs && (hour * 60 + minute) % stepMinutes === 0)
        ticks.push({ atMs, size: atMs === day.fromMs ? "day" : "clock" });
    }
  return ticks;
}

/** Closer (factor below 1) or farther around an instant that keeps its place; whole days of the center. */
export function zoomWindow(window: WindowMs, factor: number, pivotMs: number, timeZone: string): WindowMs {
  const spanMs = window.toMs - window.fromMs;
  const wantedMs = Math.min(longestMs, Math.max(shortestMs, spanMs * factor));
  const share = Math.min(1, Math.max(0, (pivotMs - window.fromMs) / spanMs));
  const fromMs = pivotMs - share * wantedMs;
  return wholeDays({ fromMs, toMs: fromMs + wantedMs }, timeZone);
}

/** Earlier (negative) or later by a share of what is seen. */
export function panWindow(window: WindowMs, share: number, timeZone: string): WindowMs {
  const byMs = (window.toMs - window.fromMs) * share;
  return wholeDays({ fromMs: window.fromMs + byMs, toMs: window.toMs + byMs }, timeZone);
}

/** The window moved so that it shows the interval's begin; null where the interval is seen already. */
export function reachInterval(
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number | null },
  window: WindowMs,
  timeZone: string,
): WindowMs | null {
  if (fromMs < window.toMs && (toMs === null || toMs > window.fromMs)) return null;
  const spanMs = window.toMs - window.fromMs;
  const startMs = fromMs - spanMs * 0.1;
  return wholeDays({ fromMs: startMs, toMs: startMs + spanMs }, timeZone);
}

export function wholeDays(window: WindowMs, timeZone: string): WindowMs {
  const fromMs = localDayAt(window.fromMs, timeZone).fromMs;
  const last = localDayAt(window.toMs, timeZone);
  const toMs = last.fromMs === window.toMs ? window.toMs : last.toMs;
  return { fromMs, toMs: Math.max(toMs, localDayAt(fromMs, timeZone).toMs) };
}

/** The window of an address (`2026-05-01`, the end not included); null when it says none. */
export function readWindow(
  from: string | undefined,
  to: string | undefined,
  timeZone: string,
): WindowMs | null {
  const fromText = from === undefined ? null : readMoment(from, timeZone);
  const toText = to === undefined ? null : readMoment(to, timeZone);
  if (fromText === null || toText === null) return null;
  const window = { fromMs: Date.parse(fromText), toMs: Date.parse(toText) };
  return window.toMs > window.fromMs ? window : null;
}

export function writeWindow(window: WindowMs, timeZone: string): { from: string; to: string } {
  return { from: writeDay(window.fromMs, timeZone), to: writeDay(window.toMs, timeZone) };
}

/** A quarter back and three quarters ahead: what runs, what ends, what comes. */
export function firstWindow(nowMs: number, timeZone: string): WindowMs {
  const fromMs = addLocalMonths(nowMs, -3, timeZone);
  return wholeDays({ fromMs, toMs: addLocalMonths(nowMs, 9, timeZone) }, timeZone);
}
