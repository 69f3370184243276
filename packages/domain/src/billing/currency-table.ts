/** Minor digits of currencies that do not have two. Source: ISO 4217, list one. */
const digitsOfCurrency: ReadonlyMap<string, number> = new Map([
  ...of(0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"),
  ...of(3, "BHD IQD JOD KWD LYD OMR TND"),
  ...of(4, "CLF UYW"),
]);

function of(digits: number, codes: string): [string, number][] {
  return codes.split(" ").map((code) => [code, digits]);
}

/** Digits after the decimal point of an amount in this currency: CNY 2, JPY 0, KWD 3. */
export function minorDigitsOf(currency: string): number {
  return digitsOfCurrency.get(currency) ?? 2;
}
