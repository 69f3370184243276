/**
 * Power of what has a register only, as the ordinary meter of a utility: what it advanced by over the time that took.
 * A register tells whole steps, so readings a few seconds apart say little; those of some minutes are compared.
 * Source: standards 1.1, policy for the span.
 */
import type { LatestLookup } from "./signals.ts";

/** A reading of a register, in its own units. */
export interface EarlierReading {
  /** When it was heard of: the sender's clock may be set in between, back or ahead. */
  readonly atMs: number;
  readonly value: number;
}

/** Readings lie at least so far apart, and no further than this unless the register is read more rarely. */
const shortestMs = 30_000;
const longestMs = 5 * 60_000;
/** Readings that a slow register may have missed in between. */
const mostIntervals = 3;

/** The readings of the last minutes, kept from tick to tick. */
export class RegisterReadings {
  private readonly kept = new Map<number, EarlierReading[]>();

  /** A reading not newer than the newest is passed over; one that is lower is another register's first. */
  note(seriesId: number, reading: EarlierReading): void {
    const { atMs, value } = reading;
    const readings = this.kept.get(seriesId) ?? [];
    const last = readings.at(-1);
    if (Number.isNaN(atMs) || (last && atMs <= last.atMs)) return;
    if (last && value < last.value) readings.length = 0;
    readings.push(reading);
    while (readings.length > 2 && atMs - (readings[0]?.atMs ?? atMs) > longestMs) readings.shift();
    this.kept.set(seriesId, readings);
  }

  /** Takes up what is newest now. @returns the lookup with the readings to compare it with */
  follow(seriesIds: readonly number[], latest: LatestLookup): LatestLookup {
    const { values, timesMs, heardMs = timesMs } = latest;
    for (const id of seriesIds)
      this.note(id, { atMs: heardMs[id] ?? Number.NaN, value: values[id] ?? Number.NaN });
    return { ...latest, earlier: (seriesId) => this.kept.get(seriesId)?.[0] ?? null };
  }
}

/** What is read from a register; points and signals fit. */
interface Register {
  readonly seriesId: number;
  /** Watt-hours of a unit of the register. */
  readonly scale: number;
  readonly intervalMs: number;
}

/** Watts up to the newest reading; NaN while there is nothing near enough to compare it with. */
export function powerOfRegister({ seriesId, scale, intervalMs }: Register, latest: LatestLookup): number {
  const first = latest.earlier?.(seriesId) ?? null;
  if (!first) return Number.NaN;
  const { timesMs, heardMs = timesMs } = latest;
  const lengthMs = (heardMs[seriesId] ?? Number.NaN) - first.atMs;
  const isNear = lengthMs >= shortestMs && lengthMs <= Math.max(longestMs, mostIntervals * intervalMs);
  const advance = (latest.values[seriesId] ?? Number.NaN) - first.value;
  return isNear ? (advance * scale * 3_600_000) / lengthMs : Number.NaN;
}
