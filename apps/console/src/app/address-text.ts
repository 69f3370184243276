/**
 * What an address says is text: `period=2026` is a year's name and `q=42` is looked for, where the router would read
 * numbers. What means a number or a yes is read as one by the page that expects it (search.ts).
 */
export const parseSearch = (text: string): Record<string, string> =>
  Object.fromEntries(new URLSearchParams(text));

export function stringifySearch(search: Readonly<Record<string, unknown>>): string {
  const said = Object.entries(search).filter(([, value]) => value !== undefined && value !== null);
  const text = new URLSearchParams(said.map(([name, value]) => [name, String(value)])).toString();
  return text === "" ? "" : `?${text}`;
}
