import type { Lease, LeaseWish } from "@aidc/contract";
import { leaseWishSchema } from "@aidc/contract";
import { startOfDate } from "./period.ts";

export const wishKinds = ["new", "resize", "renew", "end"] as const;

/** A wish as fields hold it: texts, dates of the center's calendar, power in kW. */
export interface WishDraft {
  readonly kind: (typeof wishKinds)[number];
  readonly lease: string;
  readonly resource: Lease["resource"];
  readonly model: string;
  readonly amount: string;
  readonly from: string;
  /** Empty: open end. */
  readonly to: string;
}

const wattsPerKw = 1_000;

/** @returns null while the fields do not say a whole wish */
export function readWish(draft: WishDraft, leases: readonly Lease[], timeZone: string): LeaseWish | null {
  const instant = (date: string) => {
    const atMs = startOfDate(date, timeZone);
    return atMs === null ? undefined : new Date(atMs).toISOString();
  };
  const { kind, lease, model } = draft;
  const from = instant(draft.from);
  const to = draft.to === "" ? null : instant(draft.to);
  const held = leases.find(({ id }) => id === lease);
  const resource = kind === "resize" ? held?.resource : draft.resource;
  const amount = Number(draft.amount) * (resource === "power_w" ? wattsPerKw : 1);
  const wishes = {
    new: { kind, resource, amount, from, to, ...(resource === "accelerators" && model !== "" && { model }) },
    resize: { kind, lease, amount, from },
    renew: { kind, lease, to },
    end: { kind, lease, at: from },
  };
  const isKnown = kind === "new" || held !== undefined;
  const read = leaseWishSchema.safeParse(wishes[kind]);
  return isKnown && read.success ? read.data : null;
}
