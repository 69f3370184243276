import type { PriceVersion } from "@aidc/contract";

/** The version in force, those published for later, and those that are over, the latest first. */
export function versionsByTime(versions: readonly PriceVersion[], atMs: number) {
  const begins = ({ effectiveFrom }: PriceVersion) => Date.parse(effectiveFrom);
  const newestFirst = versions.toSorted((a, b) => begins(b) - begins(a) || b.version - a.version);
  const [now = null, ...past] = newestFirst.filter((version) => begins(version) <= atMs);
  const ahead = newestFirst.filter((version) => begins(version) > atMs).reverse();
  return { now, ahead, past };
}
