import type { WallState } from "@aidc/contract";

type Tenant = WallState["tenants"][number];

export interface Tenancy {
  readonly largest: readonly { readonly tenant: Tenant; readonly cards: number }[];
  readonly others: { readonly count: number; readonly cards: number };
  /** Leased by nobody; null where it is not known what is installed, or leases exceed it. */
  readonly freeCards: number | null;
}

/** Tenants by what they lease; who leases nothing is no holder. @param most rows with a name */
export function shareTenancy(tenants: readonly Tenant[], installed: number | null, most: number): Tenancy {
  const holders = tenants
    .flatMap((tenant) => (tenant.leased ? [{ tenant, cards: tenant.leased }] : []))
    .sort((a, b) => b.cards - a.cards);
  const rest = holders.slice(most);
  const sum = (list: readonly { cards: number }[]) => list.reduce((total, { cards }) => total + cards, 0);
  const free = installed === null ? null : installed - sum(holders);
  return {
    largest: holders.slice(0, most),
    others: { count: rest.length, cards: sum(rest) },
    freeCards: free !== null && free >= 0 ? free : null,
  };
}
