/**
 * Which price version is in force: of one seller, the last whose `effectiveFrom` has come. A version holds until
 * the next begins. Before the first there is no price, which is not a price of 0. Source: features 7, issue text
 * "immutable versions".
 */
import type { PriceVersion } from "@aidc/contract";

/** Versions of one seller in any order. Null: none is in force at that instant. */
export function versionAt(versions: readonly PriceVersion[], atMs: number): PriceVersion | null {
  let found: PriceVersion | null = null;
  for (const version of versions) {
    const startMs = Date.parse(version.effectiveFrom);
    if (startMs <= atMs && (found === null || startMs > Date.parse(found.effectiveFrom))) found = version;
  }
  return found;
}

/** Instants at which a version begins, to cut segments at. */
export function versionStarts(versions: readonly PriceVersion[]): number[] {
  return versions.map((version) => Date.parse(version.effectiveFrom));
}
