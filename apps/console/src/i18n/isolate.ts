/**
 * Names in letters that run to the left, inside a sentence that runs to the right: without a mark around it such a name
 * takes the numbers beside it along, and `שרת 3 of 8` reads `8 of 3 שרת`. Only what has such letters is marked, so that
 * every other text is what it says, letter by letter. Source: Unicode UAX 9 (FSI, PDI).
 */
const runsLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const [begin, end] = ["\u2068", "\u2069"];

export function isolate(text: string): string {
  return runsLeft.test(text) ? `${begin}${text}${end}` : text;
}

const between = " / ";

/** The names on the way to a place, the outermost first. */
export function partsOfPlace(place: string): string[] {
  return place.split(between);
}

/** The way to a place in plain text, where no element can set its names apart. */
export function isolatePlace(place: string): string {
  return partsOfPlace(place).map(isolate).join(between);
}

/** Names one after the other, each in its own direction. */
export function listNames(names: readonly string[]): string {
  return names.map(isolate).join(", ");
}

/** What is set into a sentence; what is no text of its own is left as it is. */
export function isolateValues(values: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, typeof value === "string" ? isolate(value) : value]),
  );
}
