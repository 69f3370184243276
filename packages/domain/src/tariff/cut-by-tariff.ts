/**
 * The window in pieces of one tariff version and one band each, so that energy may be priced piece by piece. Bands
 * are in local civil time and the first that holds counts: a sharp-peak band replaces the peak in its hours.
 * Source: standards 3.3.
 */
import type { Band, TariffVersion, WindowMs } from "@aidc/contract";
import { cutByBands } from "../billing/bands.ts";
import { cutAt } from "../billing/cut.ts";

export interface TariffPiece extends WindowMs {
  /** null: no tariff is in force yet, which is not a price of 0. */
  readonly version: TariffVersion | null;
  /** null: no band holds, parts that follow bands count with factor 1. */
  readonly band: Band | null;
}

/** @param versions in any order. @returns pieces in order that fill the window to the millisecond */
export function cutByTariff(
  window: WindowMs,
  versions: readonly TariffVersion[],
  timeZone: string,
): TariffPiece[] {
  const starts = versions.map((version) => Date.parse(version.effectiveFrom));
  return cutAt(window, starts).flatMap((part) => {
    const version = tariffAt(versions, part.fromMs);
    return cutByBands(part, version?.bands ?? [], timeZone).map((piece) => ({ ...piece, version }));
  });
}

/** The last version whose beginning has come; null before the first. */
export function tariffAt(versions: readonly TariffVersion[], atMs: number): TariffVersion | null {
  const begun = versions.filter((version) => Date.parse(version.effectiveFrom) <= atMs);
  return begun.sort((a, b) => Date.parse(b.effectiveFrom) - Date.parse(a.effectiveFrom))[0] ?? null;
}
