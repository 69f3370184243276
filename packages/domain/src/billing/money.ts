/**
 * Amounts of money: integers of minor units (fen, cents) of a named currency, and their text in major units.
 * A line is rounded once, half up, from its exact product. Source: standards 3.2, ISO 4217.
 */
import { minorDigitsOf } from "./currency-table.ts";
import { formatFixed, parseDecimal, roundHalfUp } from "./decimal.ts";

/** (1250n, "CNY") is `12.50`, (1250n, "JPY") is `1250`. */
export function formatMinor(minor: bigint, currency: string): string {
  return formatFixed(minor, minorDigitsOf(currency));
}

/** Text in major units to minor units; throws RangeError when it has more digits than the currency. */
export function parseMinor(text: string, currency: string): bigint {
  const unit = 10n ** BigInt(9 - minorDigitsOf(currency));
  const value = parseDecimal(text);
  if (value % unit !== 0n) throw new RangeError(`${text} has more digits than ${currency}`);
  return value / unit;
}

/** A number of major units for JSON, the nearest to the exact amount: 1810362n of EUR is 18103.62. */
export const majorOf = (minor: bigint, currency: string): number =>
  Number(minor) / 10 ** minorDigitsOf(currency);

/** Amounts that are whole minor units each, added up as such: as numbers 0.1 and 0.2 are 0.30000000000000004. */
export function addMajor(amounts: readonly number[], currency: string): number {
  const units = 10 ** minorDigitsOf(currency);
  return majorOf(sumOf(amounts.map((amount) => BigInt(Math.round(amount * units)))), currency);
}

/** An exact amount in major units, given as a ratio, to minor units: the one rounding of a line. */
export function toMinor(amount: Ratio, currency: string): bigint {
  return roundHalfUp(amount.numerator * 10n ** BigInt(minorDigitsOf(currency)), amount.denominator);
}

/** An exact number; the denominator is positive. */
export interface Ratio {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

export const sumOf = (values: Iterable<bigint>): bigint => {
  let sum = 0n;
  for (const value of values) sum += value;
  return sum;
};
