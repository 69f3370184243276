/**
 * What a hundredth of PUE costs: PUE = facility / IT, so at the same IT energy one hundredth more is one hundredth of
 * the IT energy more from the grid. Cost = IT energy x 0.01 x mean price of the kWh that were bought in the same time.
 * Own policy; both inputs are figures with a method of their own.
 */
import type { Figure, LiveValue, Reason } from "@aidc/contract";
import { worstGrade } from "../figure/figure.ts";
import { unknownLive } from "../live/signals.ts";
import type { UnmeteredHalls } from "./halls-without-meter.ts";

/** What was paid for energy and for how much of it. */
export interface PaidEnergy {
  /** In the major unit of the currency. */
  readonly cost: number;
  readonly kWh: number;
  readonly coverage: number;
}

export interface PueWorth {
  /** Currency per kWh; its unit is the currency's code. */
  readonly energyPrice: LiveValue;
  /** Currency over the window for each hundredth of PUE. */
  readonly pueHundredth: LiveValue;
}

/**
 * @param paid null: no tariff was in force at any time of the window
 * @param unmetered halls of which no IT meter tells: without their energy it reads too low
 */
export function worthOfPue(
  itEnergy: Figure,
  paid: PaidEnergy | null,
  currency: string,
  unmetered: UnmeteredHalls | null = null,
): PueWorth {
  const energyPrice = priceOf(paid, itEnergy, currency);
  const reason = itEnergy.value === null ? (itEnergy.reason ?? "no_data") : energyPrice.reason;
  if (itEnergy.value === null || energyPrice.value === null)
    return { energyPrice, pueHundredth: unknownLive(currency, "pue_worth", reason ?? "no_tariff") };
  const value = itEnergy.value * 0.01 * energyPrice.value;
  const coverage = Math.min(itEnergy.coverage, energyPrice.coverage);
  const tooLow = unmetered === null ? {} : { reason: "racks_left_out" as const };
  return { energyPrice, pueHundredth: { ...energyPrice, value, coverage, method: "pue_worth", ...tooLow } };
}

function priceOf(paid: PaidEnergy | null, itEnergy: Figure, currency: string): LiveValue {
  const reason: Reason | null = paid === null ? "no_tariff" : paid.kWh > 0 ? null : "no_data";
  if (paid === null || reason !== null) return unknownLive(currency, "energy_price", reason ?? "no_data");
  return {
    value: paid.cost / paid.kWh,
    unit: currency,
    method: "energy_price",
    sampledAtMs: null,
    freshness: "live",
    coverage: Math.min(1, paid.coverage),
    grade: worstGrade(["derived", itEnergy.grade]),
  };
}
