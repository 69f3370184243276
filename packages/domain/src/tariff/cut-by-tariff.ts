/**
 * The window in pieces of one tariff version and one band each, so that energy may be priced piece by piece. Bands
 * are in local civil time and the first that holds counts: a sharp-peak band replaces the peak in its hours.
 * Source: standards 3.3.
 */
import type { Band, TariffVersion, WindowMs } from "@aidc/contract";
import { cutByBands } from "../billing/bands.ts";
import { cutAt } from "../billing/cut.ts";
import { versionAt, versionStarts } from "../billing/versions.ts";

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
  return cutAt(window, versionStarts(versions)).flatMap((part) => {
    const version = versionAt(versions, part.fromMs);
    return cutByBands(part, version?.bands ?? [], timeZone).map((piece) => ({ ...piece, version }));
  });
}
