import type { CenterDocument, Lease, LeaseWish } from "@aidc/contract";
import { holdsAt, intervalOf, roomLeft } from "@aidc/domain";

/** What approving a wish would change, in the wish's resource. */
export interface WishEffect {
  readonly resource: Lease["resource"];
  readonly model: string | null;
  /** When the change happens, epoch ms. */
  readonly atMs: number;
  /** What the tenant holds of this resource and model just before and from then on. */
  readonly before: number;
  readonly after: number;
  /** What is left of the center's capacity at the fullest moment of the wish, once approved; null: not known. */
  readonly roomLeft: number | null;
}

interface Change {
  readonly amount: number;
  readonly from: string;
  readonly to: string | null;
}

/** @returns null when the wish names a lease that is not there any more */
export function judgeWish(
  wish: LeaseWish,
  tenant: string,
  leases: readonly Lease[],
  document: CenterDocument | undefined,
): WishEffect | null {
  const lease = wish.kind === "new" ? null : (leases.find(({ id }) => id === wish.lease) ?? null);
  const about = wish.kind === "new" ? wish : lease;
  const change = changeOf(wish, lease);
  if (!about || !change) return null;
  const { resource } = about;
  const model = about.model ?? null;
  const atMs = Date.parse(change.from);
  const same = leases.filter(
    (each) => each.resource === resource && (model === null || each.model === model),
  );
  const before = same
    .filter((each) => each.tenant === tenant && holdsAt(intervalOf(each), atMs - 1))
    .reduce((sum, { amount }) => sum + amount, 0);
  const after = same
    .filter((each) => each.tenant === tenant && holdsAt(intervalOf(each), atMs))
    .reduce((sum, { amount }) => sum + amount, change.amount);
  return {
    resource,
    model,
    atMs,
    before,
    after,
    roomLeft: document ? roomLeft({ ...document, leases }, { resource, model, ...change }) : null,
  };
}

function changeOf(wish: LeaseWish, lease: Lease | null): Change | null {
  if (wish.kind === "new") return wish;
  if (!lease) return null;
  if (wish.kind === "resize") return { amount: wish.amount - lease.amount, from: wish.from, to: lease.to };
  if (wish.kind === "end") return { amount: -lease.amount, from: wish.at, to: lease.to };
  return lease.to === null ? null : { amount: lease.amount, from: lease.to, to: wish.to };
}

/**
 * Why an approval is refused before anybody asks for it, as the server would refuse it: the lease is gone, or there is
 * no room. What gives room is never held up by the room that is missing.
 */
export function hindranceOf(wish: LeaseWish, effect: WishEffect | null): "gone" | "no_room" | null {
  if (effect === null) return "gone";
  const takesMore = wish.kind === "renew" || effect.after > effect.before;
  return takesMore && effect.roomLeft !== null && effect.roomLeft < 0 ? "no_room" : null;
}
