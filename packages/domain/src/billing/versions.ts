/**
 * Published versions of a price book, a tariff or a scenario: which one is in force, and where the next may begin. A
 * version holds until the next begins. Before the first there is no price, which is not a price of 0. Source: features
 * 7, issue text "immutable versions".
 */
import type { Issue } from "@aidc/contract";

interface Version {
  readonly effectiveFrom: string;
}

/** The last whose beginning has come, of versions of one seller in any order; null before the first. */
export function versionAt<V extends Version>(versions: readonly V[], atMs: number): V | null {
  let found: V | null = null;
  for (const version of versions) {
    const startMs = Date.parse(version.effectiveFrom);
    if (startMs <= atMs && (found === null || startMs > Date.parse(found.effectiveFrom))) found = version;
  }
  return found;
}

/** Instants at which a version begins, to cut segments at. */
export function versionStarts(versions: readonly Version[]): number[] {
  return versions.map((version) => Date.parse(version.effectiveFrom));
}

/** A version begins after all that were published before it. */
export function checkBeginning(
  draft: Version,
  earlier: readonly (Version & { readonly version: number })[],
): Issue[] {
  const last = versionAt(earlier, Number.POSITIVE_INFINITY);
  if (!last || Date.parse(draft.effectiveFrom) > Date.parse(last.effectiveFrom)) return [];
  const message = `must be after version ${last.version}, which begins ${last.effectiveFrom}`;
  return [{ path: "effectiveFrom", message }];
}

/** Sums of a center are in one currency. */
export function checkCurrency(draft: { readonly currency: string }, ofCenter: string): Issue[] {
  if (draft.currency === ofCenter) return [];
  return [{ path: "currency", message: `is ${draft.currency}; this center counts in ${ofCenter}` }];
}

/** What is referred to by its id has one of its own. @param path of the list */
export function checkIds(list: readonly { readonly id: string }[], path: string): Issue[] {
  const seen = new Set<string>();
  return list.flatMap(({ id }, index) => {
    const isTaken = seen.has(id);
    seen.add(id);
    return isTaken ? [{ path: `${path}.${index}.id`, message: `uses the id ${id} a second time` }] : [];
  });
}
