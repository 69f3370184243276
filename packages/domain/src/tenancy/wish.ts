/**
 * What a tenant asks for, checked as far as its own leases tell, and turned into the change that an approval carries
 * out. Source: issue "a request/approve flow between tenant and operator".
 */
import type { Lease, LeaseWish } from "@aidc/contract";
import type { LeaseOutcome, Refusal } from "./holdings.ts";
import { findLease, noLease, refuse } from "./holdings.ts";
import { createLease, endLease, refuseFraction, renewLease, resizeLease } from "./lease-changes.ts";
import { intervalOf } from "./leases.ts";
import type { SoldCenter } from "./stock.ts";

/** @param own the tenant's leases: a lease of somebody else is as absent as one that never was */
export function refuseWish(own: readonly Pick<Lease, "id">[], wish: LeaseWish): Refusal | null {
  if (wish.kind !== "new") return own.some(({ id }) => id === wish.lease) ? null : noLease(wish.lease);
  const { fromMs, toMs } = intervalOf(wish);
  if (toMs !== null && toMs <= fromMs)
    return refuse("bad_request", "must be after from, or null while it runs", "wish.to");
  if (wish.model !== undefined && wish.resource !== "accelerators")
    return refuse("bad_request", "belongs to leases of accelerators only", "wish.model");
  return refuseFraction(wish, "wish.amount");
}

/**
 * @param newId the id of a lease that begins a contract
 * @param nowMs see `endLease`
 */
export function carryOut(
  held: SoldCenter,
  request: { readonly tenant: string; readonly wish: LeaseWish },
  newId: string,
  nowMs: number,
): LeaseOutcome {
  const { tenant, wish } = request;
  if (wish.kind === "new") {
    const { kind: _, ...wanted } = wish;
    return createLease(held, { ...wanted, id: newId, tenant, terms: "commitment" });
  }
  // Asked about when the lease was the tenant's own; checked again, because a request is data.
  if (findLease(held, wish.lease)?.tenant !== tenant) return noLease(wish.lease);
  if (wish.kind === "resize") return resizeLease(held, wish);
  if (wish.kind === "renew") return renewLease(held, wish);
  return endLease(held, wish, nowMs);
}
