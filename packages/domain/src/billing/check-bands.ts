/**
 * Faults of a rule's bands. The first band that holds counts, so an exception stands before the band it cuts into and
 * lies wholly inside it, or replaces it by what it is: of two bands above the flat price the dearer (sharp over peak), of
 * two below it the cheaper (deep valley over valley), wherever else it holds. Other bands that cross, and a band that an
 * earlier one always hides, leave the price to the order of the list by accident. Source: standards 3.3 "A sharp band
 * replaces peak in its hours".
 */
import type { Band, Issue } from "@aidc/contract";
import { holdsAtMinute } from "./bands.ts";
import { nano, parseDecimal } from "./decimal.ts";

/** @param path of the list of bands in the draft, as `rules.0.bands` */
export function checkBands(bands: readonly Band[], path: string): Issue[] {
  const issues: Issue[] = [];
  for (const [index, later] of bands.entries()) {
    for (const earlier of bands.slice(0, index)) {
      const message = faultBetween(earlier, later);
      if (message) issues.push({ path: `${path}.${index}`, message });
    }
  }
  return issues;
}

function faultBetween(earlier: Band, later: Band): string | null {
  if (earlier.id === later.id) return `uses the id ${later.id} a second time`;
  const [a, b] = [extentOf(earlier), extentOf(later)];
  const touches = a.every((held, i) => shares(held, b[i]));
  if (!touches) return null;
  const isHidden = b.every((held, i) => isWithin(held, a[i]));
  if (isHidden) return `never counts: ${earlier.id} stands before it and holds whenever it does`;
  const isException = a.every((held, i) => isWithin(held, b[i]));
  if (isException || replaces(earlier, later)) return null;
  return replaces(later, earlier)
    ? `crosses ${earlier.id} and is further from the flat price: put ${later.id} before ${earlier.id}, so that it replaces it in its hours`
    : crossing(earlier, later, [a, b]);
}

/** Both on one side of the flat price, and the first further from it. */
function replaces(one: Band, other: Band): boolean {
  const [own, replaced] = [parseDecimal(one.factor), parseDecimal(other.factor)];
  return (own > replaced && replaced > nano) || (own < replaced && replaced < nano);
}

/** Where the first reaches beyond the second, and what to write instead. */
function crossing(earlier: Band, later: Band, [a, b]: readonly [Extents, Extents]): string {
  const beyond = (["months", "weekdays", "hours"] as const).filter(
    (_, i) => !isWithin(a[i] ?? none, b[i] ?? none),
  );
  return (
    `crosses ${earlier.id}, which also holds outside the ${beyond.join(" and ")} of ${later.id}: ` +
    `keep ${earlier.id} within them, and state the rest of it as a band of its own`
  );
}

type Extent = ReadonlySet<number>;
type Extents = readonly [Extent, Extent, Extent];
const none: Extent = new Set();

/** Months, weekdays and minutes: a band holds at every combination of the three. */
function extentOf(band: Band): Extents {
  const minutes = range(0, 1439).filter((minute) => holdsAtMinute(band, minute));
  return [new Set(band.months ?? range(1, 12)), new Set(band.weekdays ?? range(1, 7)), new Set(minutes)];
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}

function shares(a: Extent, b: Extent | undefined): boolean {
  for (const value of a) if (b?.has(value)) return true;
  return false;
}

function isWithin(a: Extent, b: Extent | undefined): boolean {
  for (const value of a) if (!b?.has(value)) return false;
  return true;
}
