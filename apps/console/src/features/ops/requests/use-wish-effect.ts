import type { Lease, LeaseRequest } from "@aidc/contract";
import { useCenterDocument, useLeaseBook } from "../leases/use-leases.ts";
import type { WishEffect } from "./judge-wish.ts";
import { judgeWish } from "./judge-wish.ts";

/** What approving would change, with the lease it is about; null: the leases are not here yet. */
export function useWishEffect({
  wish,
  tenant,
}: LeaseRequest): { readonly lease: Lease | null; readonly effect: WishEffect | null } | null {
  const leases = useLeaseBook().data?.leases;
  const document = useCenterDocument().data;
  if (!leases) return null;
  const lease = leases.find((each) => "lease" in wish && each.id === wish.lease) ?? null;
  return { lease, effect: judgeWish(wish, tenant, leases, document) };
}
