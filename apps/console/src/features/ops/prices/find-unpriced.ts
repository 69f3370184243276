import type { Lease, PriceVersion } from "@aidc/contract";
import { findRule, holdsAt, intervalOf, nanoOf } from "@aidc/domain";

export interface Unpriced {
  /** In the words of the rating rules. */
  readonly what: string;
  readonly leases: readonly string[];
}

/** Leases in force at an instant that no rule of the version prices, by what is missing. */
export function findUnpriced(
  leases: readonly Lease[],
  version: PriceVersion | null,
  atMs: number,
): Unpriced[] {
  const missing = new Map<string, string[]>();
  for (const lease of leases) {
    if (!holdsAt(intervalOf(lease), atMs)) continue;
    const what = version ? judge(lease, version) : "No price version is in force";
    if (what !== null) missing.set(what, [...(missing.get(what) ?? []), lease.id]);
  }
  return [...missing].map(([what, ids]) => ({ what, leases: ids }));
}

function judge(lease: Lease, version: PriceVersion): string | null {
  const basis = lease.terms === "commitment" ? "leased" : "allocated";
  const { resource, model = null, amount } = lease;
  const found = findRule(version, { basis, resource, model, quantity: nanoOf(amount) }, []);
  return "rule" in found ? null : found.what;
}
