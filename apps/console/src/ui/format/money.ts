/** Amounts arrive as decimal text; they go to `Intl` as text too, so that no float ever touches them. */
const decimal = /^-?\d+(\.\d+)?$/;

function isDecimal(text: string): text is `${number}` {
  return decimal.test(text);
}

/** `¥1,234.50`; a text that is no number stays as it came. */
export function showAmount(amount: string, currency: string, language: string): string {
  if (!isDecimal(amount)) return amount;
  return new Intl.NumberFormat(language, { style: "currency", currency }).format(amount);
}

/** A price keeps the digits it was published with, at least two. */
export function showPrice(price: string, currency: string, language: string): string {
  if (!isDecimal(price)) return price;
  const format = { style: "currency", currency, minimumFractionDigits: 2, maximumFractionDigits: 9 } as const;
  return new Intl.NumberFormat(language, format).format(price);
}

/** A quantity as text, with the separators of the language and every digit it has. */
export function showDecimal(text: string, language: string): string {
  if (!isDecimal(text)) return text;
  return new Intl.NumberFormat(language, { maximumFractionDigits: 9 }).format(text);
}
