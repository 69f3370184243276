/**
 * Cutting of intervals at instants: what a segment carries goes to every piece, and the pieces fill the segment to
 * the millisecond. Source: standards 3.2 "Split at price changes, TOU bands, local midnight and billing-period
 * boundaries".
 */
import type { WindowMs } from "@aidc/contract";
import { localDaysOver } from "../time/days.ts";
import { dayNameAt } from "./month.ts";

/** Pieces of the segment in order; instants outside it, or at its ends, cut nothing. */
export function cutAt<Segment extends WindowMs>(segment: Segment, instants: readonly number[]): Segment[] {
  const inside = instants.filter((atMs) => atMs > segment.fromMs && atMs < segment.toMs);
  const edges = [segment.fromMs, ...[...new Set(inside)].sort((a, b) => a - b), segment.toMs];
  const pieces: Segment[] = [];
  for (let i = 0; i + 1 < edges.length; i++) {
    const [fromMs, toMs] = [edges[i], edges[i + 1]];
    if (fromMs !== undefined && toMs !== undefined && toMs > fromMs)
      pieces.push({ ...segment, fromMs, toMs });
  }
  return pieces;
}

/** The part of the segment inside the window, or null. */
export function clipTo<Segment extends WindowMs>(segment: Segment, window: WindowMs): Segment | null {
  const fromMs = Math.max(segment.fromMs, window.fromMs);
  const toMs = Math.min(segment.toMs, window.toMs);
  return toMs > fromMs ? { ...segment, fromMs, toMs } : null;
}

export interface NamedDay extends WindowMs {
  /** `2026-05-17` */
  readonly day: string;
}

/** Local days that touch the window, whole, with their names. */
export function namedDaysOver(window: WindowMs, timeZone: string): NamedDay[] {
  return localDaysOver(window, timeZone).map((day) => ({ ...day, day: dayNameAt(day.fromMs, timeZone) }));
}

/** The segment by local day; each piece carries the day's name. */
export function cutByDays<Segment extends WindowMs>(
  segment: Segment,
  days: readonly NamedDay[],
): (Segment & NamedDay)[] {
  const pieces: (Segment & NamedDay)[] = [];
  for (const { day, fromMs, toMs } of days) {
    if (fromMs >= segment.toMs) break;
    const inside = clipTo(segment, { fromMs, toMs });
    if (inside) pieces.push({ ...inside, day });
  }
  return pieces;
}
