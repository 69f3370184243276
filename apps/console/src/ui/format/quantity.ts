import { numberFormat } from "./formats.ts";

/** A number cut for display, its unit beside it so that a tile can set the two in different sizes. */
export interface Shown {
  readonly number: string;
  readonly unit: string;
}

interface Step {
  /** Smallest magnitude, in the base unit, that is shown in this unit. */
  readonly from: number;
  readonly factor: number;
  readonly unit: string;
}

/**
 * `Intl.NumberFormat` knows no watt, no kilowatt-hour and no FLOPS, so this table is ours. Steps go up at the
 * rounded value: 999.6 W is 1.00 kW and never 1,000 W.
 */
const ladders: Readonly<Record<string, readonly Step[]>> = {
  W: [
    { from: 999_500_000, factor: 1e9, unit: "GW" },
    { from: 999_500, factor: 1e6, unit: "MW" },
    { from: 999.5, factor: 1e3, unit: "kW" },
    { from: 0, factor: 1, unit: "W" },
  ],
  kWh: [
    { from: 999_500, factor: 1e6, unit: "GWh" },
    { from: 9_999.5, factor: 1e3, unit: "MWh" },
    { from: 0, factor: 1, unit: "kWh" },
  ],
  PFLOPS: [
    { from: 9_999.5, factor: 1e3, unit: "EFLOPS" },
    { from: 0.9995, factor: 1, unit: "PFLOPS" },
    { from: 0, factor: 1e-3, unit: "TFLOPS" },
  ],
  "°C": [{ from: 0, factor: 1, unit: "°C" }],
  h: [{ from: 0, factor: 1, unit: "h" }],
};

const fixedDecimals: Readonly<Record<string, number>> = {
  "°C": 1,
  count: 0,
  code: 0,
  h: 1,
  U: 0,
  "L/min": 0,
  L: 0,
};
/** What is counted has no unit that anybody says. */
const unsaid = new Set(["count", "code"]);
const currencyCode = /^[A-Z]{3}$/;

/**
 * @param unit as figures state it: W, kWh, PFLOPS, ratio (shown as percent), pue, h, count, °C or a currency code
 * @param language decides separators and digits, for example `en` or `zh-CN`
 */
export function showQuantity(value: number, unit: string, language: string): Shown {
  if (unit === "ratio") return { number: rounded(value * 100, 1, language), unit: "%" };
  if (unit === "pue") return { number: fixed(value, 3, language), unit: "" };
  if (currencyCode.test(unit)) return { number: showMoney(value, unit, language), unit: "" };
  const steps = ladders[unit];
  if (!steps)
    return { number: fixed(value, fixedDecimals[unit] ?? 2, language), unit: unsaid.has(unit) ? "" : unit };
  const step = steps.find(({ from }) => Math.abs(value) >= from) ?? steps.at(-1);
  const scaled = value / (step?.factor ?? 1);
  const decimals = fixedDecimals[unit];
  const number = decimals === undefined ? significant(scaled, language) : fixed(scaled, decimals, language);
  return { number, unit: step?.unit ?? unit };
}

/** Both ends in the unit that suits the upper one. */
export function showRange(low: number, high: number, unit: string, language: string): Shown {
  const axis = chooseAxisUnit(high, unit);
  const show = (value: number) => significant(value / axis.factor, language);
  return { number: `${show(low)}\u2013${show(high)}`, unit: axis.unit };
}

/** The unit and divisor that suit a whole axis, chosen by its largest value. */
export function chooseAxisUnit(
  largest: number,
  unit: string,
): { readonly unit: string; readonly factor: number } {
  if (unit === "ratio") return { unit: "%", factor: 0.01 };
  const step = ladders[unit]?.find(({ from }) => Math.abs(largest) >= from);
  return step ? { unit: step.unit, factor: step.factor } : { unit: unsaid.has(unit) ? "" : unit, factor: 1 };
}

/** Rounded down, so that 100 % means complete and never "nearly"; a little is never told as nothing. */
export function showCoverage(coverageRatio: number, language: string): string {
  if (coverageRatio > 0 && coverageRatio < 0.001) return `<\u202f${fixed(0.1, 1, language)}\u202f%`;
  const permille = Math.floor(Math.min(1, Math.max(0, coverageRatio)) * 1000 + 1e-9);
  return `${fixed(permille / 10, permille === 1000 ? 0 : 1, language)}\u202f%`;
}

/** Number and unit as one text, kept on one line. */
export function joinShown({ number, unit }: Shown): string {
  return unit === "" ? number : `${number}\u202f${unit}`;
}

/** Three significant digits, but whole numbers from 1,000 on stay whole. */
function significant(value: number, language: string): string {
  const magnitude = Math.abs(value);
  const decimals = magnitude >= 99.95 ? 0 : magnitude >= 9.995 ? 1 : 2;
  return rounded(value, decimals, language);
}

/** Nothing at all has no decimals, and a little is never told as nothing, on either side of it. */
function rounded(value: number, decimals: number, language: string): string {
  if (value === 0) return fixed(0, 0, language);
  const least = 10 ** -decimals;
  if (Math.abs(value) >= least / 2) return fixed(value, decimals, language);
  return value > 0 ? `<${fixed(least, decimals, language)}` : `>${fixed(-least, decimals, language)}`;
}

function fixed(value: number, decimals: number, language: string): string {
  const format = numberFormat(language, {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  return format.format(Object.is(Math.round(value * 10 ** decimals), -0) ? 0 : value);
}

function showMoney(value: number, currency: string, language: string): string {
  return numberFormat(language, { style: "currency", currency, maximumFractionDigits: 0 }).format(value);
}
