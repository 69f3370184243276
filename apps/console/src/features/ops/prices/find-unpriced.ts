import type { Lease, PriceVersion } from "@aidc/contract";
import type { RuleMissing } from "@aidc/domain";
import { findRule, holdsAt, intervalOf, nanoOf } from "@aidc/domain";

export interface Unpriced {
  /** `no_version`: none is in force at all; else as the rating rules say it. */
  readonly code: RuleMissing["code"] | "no_version";
  /** One of the leases, to say what they are leases of. */
  readonly example: Lease;
  readonly leases: readonly string[];
}

/** Leases in force at an instant that no rule of the version prices, by what is missing. */
export function findUnpriced(
  leases: readonly Lease[],
  version: PriceVersion | null,
  atMs: number,
): Unpriced[] {
  const missing = new Map<string, Unpriced>();
  for (const lease of leases) {
    if (!holdsAt(intervalOf(lease), atMs)) continue;
    const code = version ? judge(lease, version) : "no_version";
    if (code === null) continue;
    const key = `${code} ${lease.resource} ${lease.model} ${lease.terms}`;
    const known = missing.get(key);
    missing.set(key, { code, example: lease, leases: [...(known?.leases ?? []), lease.id] });
  }
  return [...missing.values()];
}

function judge(lease: Lease, version: PriceVersion): RuleMissing["code"] | null {
  const basis = lease.terms === "commitment" ? "leased" : "allocated";
  const { resource, model = null, amount } = lease;
  const found = findRule(version, { basis, resource, model, quantity: nanoOf(amount) }, []);
  return "rule" in found ? null : found.code;
}
