/**
 * What was known at an instant. A correction holds from the time it was recorded until it is withdrawn; the record
 * itself never changes, so that what a report said then can be said again. Source: standards 1.1 "Late data".
 */
import type { Correction, MeterReading } from "@aidc/contract";

export interface KnownCorrections {
  readonly corrections: readonly Correction[];
  readonly readings: readonly MeterReading[];
}

export const nothingKnown: KnownCorrections = { corrections: [], readings: [] };

/** What held at the instant, in an order of its own. */
export function knownAt(all: KnownCorrections, atMs: number): KnownCorrections {
  const held = <T extends Correction | MeterReading>(records: readonly T[]): T[] =>
    records
      .filter(
        ({ recordedAt, withdrawal }) =>
          Date.parse(recordedAt) <= atMs && (withdrawal === null || Date.parse(withdrawal.at) > atMs),
      )
      .sort((a, b) => (a.id < b.id ? -1 : 1));
  return { corrections: held(all.corrections), readings: held(all.readings) };
}
