/**
 * A number as every page of a report prints it: rounded, thousands apart, so that 640,821.1 kWh is not taken for
 * 64 thousand. The same in every language of reports, because figures are compared across them.
 */
export function printedNumber(value: number, digits: number): string {
  const [whole = "", ...fraction] = value.toFixed(digits).split(".");
  return [whole.replace(/\B(?=(\d{3})+$)/g, ","), ...fraction].join(".");
}

/** A difference: what is rounded to nothing went neither up nor down. */
export function signedNumber(value: number, digits: number): string {
  const size = Math.abs(value);
  const sign = Number(size.toFixed(digits)) === 0 ? "±" : value > 0 ? "+" : "−";
  return `${sign}${printedNumber(size, digits)}`;
}
