/**
 * Exact decimal arithmetic: an integer counts 10^-9 units, so a price, a factor, a count of cards or a peak never
 * passes through a float. Source: standards 3.1 (unit price x quantity must match the cost), 3.2 "exact".
 */

/** Integers of this module are in 10^-9 of their unit. */
export const nano = 1_000_000_000n;

const decimalText = /^(-?)(0|[1-9]\d{0,14})(?:\.(\d{1,9}))?$/;

/** `12.5` to 12_500_000_000n. Throws RangeError for anything that is not such a text; there is no silent 0. */
export function parseDecimal(text: string): bigint {
  const match = decimalText.exec(text);
  if (!match) throw new RangeError(`not a decimal number: ${text}`);
  const [, sign, whole = "0", fraction = ""] = match;
  const value = BigInt(whole) * nano + BigInt(fraction.padEnd(9, "0"));
  return sign === "-" ? -value : value;
}

/** A count or amount that is kept as a double (cards, W, PFLOPS, TFLOPS), to the nearest 10^-9. */
export function nanoOf(value: number): bigint {
  if (!Number.isFinite(value)) throw new RangeError(`not a finite number: ${value}`);
  if (Number.isSafeInteger(value)) return BigInt(value) * nano;
  // The text is what a person wrote: 64000000.3 has no such double, and arithmetic would show the difference.
  const text = String(value);
  if (decimalText.test(text)) return parseDecimal(text);
  const whole = Math.trunc(value);
  return BigInt(whole) * nano + BigInt(Math.round((value - whole) * 1e9));
}

/**
 * numerator / denominator, rounded half up to an integer. Below zero it rounds away from zero as well, so that
 * the credit of a charge is its mirror image. The denominator is positive.
 */
export function roundHalfUp(numerator: bigint, denominator: bigint): bigint {
  if (denominator <= 0n) throw new RangeError("the denominator must be positive");
  const magnitude = numerator < 0n ? -numerator : numerator;
  const rounded = (magnitude * 2n + denominator) / (denominator * 2n);
  return numerator < 0n ? -rounded : rounded;
}

/** An integer of 10^-digits units as text, without trailing zeros: (6335600000n, 9) is `6.3356`. */
export function formatScaled(value: bigint, digits: number): string {
  const text = formatFixed(value, digits);
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}

/** The same with every digit: (1250n, 2) is `12.50`. */
export function formatFixed(value: bigint, digits: number): string {
  const magnitude = (value < 0n ? -value : value).toString().padStart(digits + 1, "0");
  const whole = magnitude.slice(0, magnitude.length - digits);
  const fraction = digits > 0 ? `.${magnitude.slice(-digits)}` : "";
  return `${value < 0n ? "-" : ""}${whole}${fraction}`;
}

/** numerator / denominator as decimal text for display, at most `digits` decimals (default 9). */
export function formatRatio(numerator: bigint, denominator: bigint, digits = 9): string {
  return formatScaled(roundHalfUp(numerator * 10n ** BigInt(digits), denominator), digits);
}
