/**
 * What energy cost: a sum over tariff bands of energy x price, each band rounded once, half up, from its exact
 * product. A flat mean price times the whole energy is another, wrong number as soon as load follows the clock.
 * Only parts of the price that say so follow the band's factor. Source: standards 3.2, 3.3.
 */
import type { Band, TariffVersion } from "@aidc/contract";
import { nano, parseDecimal } from "../billing/decimal.ts";
import { sumOf, toMinor } from "../billing/money.ts";
import type { TariffPiece } from "./cut-by-tariff.ts";

const millijoulesPerKwh = 3_600_000_000n;

/** Price of a kWh in 10^-18 of the currency's major unit. */
export function kwhPriceOf({ components }: Pick<TariffVersion, "components">, band: Band | null): bigint {
  const factor = band === null ? nano : parseDecimal(band.factor);
  return sumOf(components.map(({ perKwh, banded }) => parseDecimal(perKwh) * (banded ? factor : nano)));
}

export interface PricedPiece extends TariffPiece {
  /** Energy across the boundary in the piece, mJ. */
  readonly millijoules: bigint;
}

/** Energy and cost of one band of one version over all its pieces. */
export interface BandCost {
  readonly version: number;
  readonly band: string | null;
  readonly millijoules: bigint;
  /** 10^-18 of the major unit a kWh. */
  readonly price: bigint;
  /** Minor units of the currency, rounded once. */
  readonly costMinor: bigint;
}

export interface EnergyCost {
  readonly bands: BandCost[];
  readonly costMinor: bigint;
  /** Energy in time that no tariff covers: it has no price, so there is no total cost. */
  readonly unpricedMillijoules: bigint;
  readonly hasUnpricedTime: boolean;
}

/** @returns bands by version and order of first appearance; their costs add up to the total */
export function priceEnergy(pieces: readonly PricedPiece[], currency: string): EnergyCost {
  const groups = new Map<string, { version: TariffVersion; band: Band | null; millijoules: bigint }>();
  const unpriced = pieces.filter(({ version }) => version === null);
  for (const { version, band, millijoules } of pieces) {
    if (version === null) continue;
    const key = `${version.version}/${band?.id ?? ""}`;
    const sum = (groups.get(key)?.millijoules ?? 0n) + millijoules;
    groups.set(key, { version, band, millijoules: sum });
  }
  const bands = [...groups.values()].map(({ version, band, millijoules }) => {
    const price = kwhPriceOf(version, band);
    const exact = { numerator: millijoules * price, denominator: millijoulesPerKwh * nano * nano };
    return {
      version: version.version,
      band: band?.id ?? null,
      millijoules,
      price,
      costMinor: toMinor(exact, currency),
    };
  });
  return {
    bands,
    costMinor: sumOf(bands.map(({ costMinor }) => costMinor)),
    unpricedMillijoules: sumOf(unpriced.map(({ millijoules }) => millijoules)),
    hasUnpricedTime: unpriced.some(({ fromMs, toMs }) => toMs > fromMs),
  };
}
