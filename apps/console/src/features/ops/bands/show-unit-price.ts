import { formatUnitPrice } from "@aidc/domain";
import { showPrice } from "../../../ui/format/money.ts";

/** For a file: the number of the same price. */
export const exactUnitPrice = (price: bigint): number => Number(formatUnitPrice(price));

/**
 * A product of a price and a factor has more digits than anybody reads, most of them zeros.
 * @param price in 10^-18 of the currency's major unit
 */
export function showUnitPrice(price: bigint, currency: string, language: string): string {
  const text = formatUnitPrice(price);
  return showPrice(text.includes(".") ? text.replace(/\.?0+$/, "") : text, currency, language);
}
