/**
 * The alarm system grades itself, beside the figures of ISA-18.2 and EEMUA 191. Averages hide floods, so both are
 * told. A month is the basis; less is said to be less. Source: standards 4.2, 4.3.
 */
import type { Severity, WindowMs } from "@aidc/contract";
import { severities } from "@aidc/contract";
import { totalMs } from "../time/intervals.ts";
import { floodBuckets, floodsIn } from "./flood.ts";

/** One annunciation, as the journal keeps it. */
export interface Annunciation {
  /** Rule and subject: the same alarm again has the same name. */
  readonly alarm: string;
  readonly severity: Severity;
  readonly atMs: number;
  /** When the condition went away; null while it lasts. */
  readonly clearedMs: number | null;
}

/** An annunciation and which occurrence of its alarm sounded. */
export interface Sounding extends Annunciation {
  readonly occurrence: number;
}

/**
 * Each occurrence once, as it first sounded: it sounds again as it comes off a shelf, back into service or out of
 * maintenance, and was raised only once.
 * @param soundings in the order in which they sounded
 */
export function firstSoundings(soundings: readonly Sounding[]): Sounding[] {
  const first = new Map<string, Sounding>();
  for (const sounding of soundings) {
    const key = `${sounding.alarm} ${sounding.occurrence}`;
    if (!first.has(key)) first.set(key, sounding);
  }
  return [...first.values()];
}

export interface SelfGrade {
  readonly window: WindowMs;
  readonly annunciations: number;
  readonly perTenMinutes: number;
  readonly floodShare: number;
  readonly worstTenMinutes: number;
  /** Occurrences that were active for more than 24 h. */
  readonly stale: number;
  /** Alarms with three activations within one minute. */
  readonly chattering: readonly string[];
  readonly mix: Readonly<Record<Severity, number>>;
  /** The loudest ten with their counts, and their share of all. */
  readonly topTen: readonly { readonly alarm: string; readonly count: number }[];
  readonly topTenShare: number | null;
}

/** What the standards ask for, to be printed beside. */
export const alarmTargets = {
  perTenMinutes: 1,
  floodShare: 0.01,
  worstTenMinutes: 10,
  stale: 5,
  chattering: 0,
  topTenShare: 0.05,
} as const;

const staleMs = 24 * 3_600_000;
const chatterMs = 60_000;
const chatterCount = 3;

/**
 * What of a window has passed at an instant: of time to come there are no alarms, and nobody knows whether what lasts
 * now lasts then. A window that has not begun is left as it is.
 */
export function passedOf(window: WindowMs, nowMs: number): WindowMs {
  return nowMs > window.fromMs ? { ...window, toMs: Math.min(window.toMs, nowMs) } : window;
}

/** What of it was watched: from when somebody began to. A window that ended before is left as it is. */
export function watchedOf(window: WindowMs, sinceMs: number | null): WindowMs {
  if (sinceMs === null || sinceMs >= window.toMs) return window;
  return { ...window, fromMs: Math.max(window.fromMs, sinceMs) };
}

export function gradeAlarms(annunciations: readonly Sounding[], window: WindowMs): SelfGrade {
  const isInside = ({ atMs }: Annunciation) => atMs >= window.fromMs && atMs < window.toMs;
  const inside = annunciations.filter(isInside);
  // What an operator does with a shelf is heard, but it neither activates an alarm nor makes two of a lasting one.
  const occurrences = firstSoundings(annunciations);
  const activated = Map.groupBy(occurrences.filter(isInside), ({ alarm }) => alarm);
  const counts = floodBuckets(
    inside.map(({ atMs }) => atMs),
    window,
  );
  const lengthMs = window.toMs - window.fromMs;
  const byAlarm = Map.groupBy(inside, ({ alarm }) => alarm);
  const topTen = [...byAlarm]
    .map(([alarm, list]) => ({ alarm, count: list.length }))
    .sort((a, b) => b.count - a.count || (a.alarm < b.alarm ? -1 : 1))
    .slice(0, 10);
  return {
    window,
    annunciations: inside.length,
    perTenMinutes: inside.length / (lengthMs / 600_000),
    floodShare: totalMs(floodsIn(counts, window)) / lengthMs,
    worstTenMinutes: counts.reduce((worst, count) => Math.max(worst, count), 0),
    stale: occurrences.filter((one) => activeMsIn(one, window) > staleMs).length,
    chattering: [...activated].filter(([, list]) => chatters(list)).map(([alarm]) => alarm),
    mix: mixOf(inside),
    topTen,
    topTenShare:
      inside.length === 0 ? null : topTen.reduce((sum, { count }) => sum + count, 0) / inside.length,
  };
}

function activeMsIn({ atMs, clearedMs }: Annunciation, window: WindowMs): number {
  return atMs < window.toMs ? Math.min(clearedMs ?? window.toMs, window.toMs) - atMs : 0;
}

function chatters(list: readonly Annunciation[]): boolean {
  const times = list.map(({ atMs }) => atMs).sort((a, b) => a - b);
  return times.some(
    (atMs, i) => (times[i + chatterCount - 1] ?? Number.POSITIVE_INFINITY) - atMs <= chatterMs,
  );
}

function mixOf(list: readonly Annunciation[]): Record<Severity, number> {
  const share = (severity: Severity) =>
    list.length === 0 ? 0 : list.filter((one) => one.severity === severity).length / list.length;
  const [critical, major, minor, warning] = severities.map(share);
  return { critical: critical ?? 0, major: major ?? 0, minor: minor ?? 0, warning: warning ?? 0 };
}
