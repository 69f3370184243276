const english = new Intl.PluralRules("en");

/** A count before its noun in English, `1 row` and `2 rows`; Chinese has one form. */
export function counted(count: number, one: string, other: string): string {
  return `${count} ${english.select(count) === "one" ? one : other}`;
}
