/**
 * How a rule turns held quantity over time into units to be priced, exactly. One unit of `heldMs` is 10^-9 of the
 * resource (cards, PFLOPS, racks, U, W) for one millisecond. A month's price counts by the true length of the local
 * month: 10 of 31 days, 19 of 28, 743 hours where clocks go forward. Source: standards 3.2 "actual days of that
 * month", 2.1 (1 PFLOPS = 1000 TFLOPS, dense).
 */
import type { Band, PriceRule, WindowMs } from "@aidc/contract";
import { formatScaled, nano, parseDecimal } from "./decimal.ts";
import type { RuleFound } from "./find-rule.ts";
import type { Ratio } from "./money.ts";

const hourMs = 3_600_000n;

/** @param month the local month that the time lies in */
export function quantityOf(heldMs: bigint, { rule, peak }: RuleFound, month: WindowMs): Ratio {
  const monthMs = BigInt(month.toMs - month.fromMs);
  switch (rule.unit) {
    case "card_hour":
      return { numerator: heldMs, denominator: nano * hourMs };
    case "pflops_hour":
      // Cards with a peak in 10^-9 TFLOPS, or PFLOPS as they are.
      return peak === null
        ? { numerator: heldMs, denominator: nano * hourMs }
        : { numerator: heldMs * peak, denominator: nano * nano * 1000n * hourMs };
    case "instance_month":
      return { numerator: heldMs, denominator: nano * BigInt(rule.cardsPerInstance) * monthMs };
    case "space_month": {
      const held = rule.resource === "power_kw" ? 1000n : 1n;
      return { numerator: heldMs, denominator: nano * held * monthMs };
    }
  }
}

/** Price of one unit in a band, 10^-18 of the currency's major unit. */
export function unitPriceOf(rule: PriceRule, band: Band | null): bigint {
  return parseDecimal(rule.unitPrice) * (band === null ? nano : parseDecimal(band.factor));
}

export const formatUnitPrice = (price: bigint): string => formatScaled(price, 18);

/** Exact amount in major units. */
export function amountOf(quantity: Ratio, unitPrice: bigint): Ratio {
  return { numerator: quantity.numerator * unitPrice, denominator: quantity.denominator * nano * nano };
}

/** Names of the units as FOCUS spells them. */
export function pricingUnitOf(rule: PriceRule): string {
  if (rule.unit === "card_hour") return "Card-Hours";
  if (rule.unit === "pflops_hour") return "PFLOPS-Hours";
  if (rule.unit === "instance_month") return "Instance-Months";
  return { racks: "Rack-Months", rack_units: "Rack-Unit-Months", power_kw: "kW-Months" }[rule.resource];
}
