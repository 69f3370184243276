import type { TenantClass, WallState } from "@aidc/contract";
import { tenantClasses } from "@aidc/contract";

interface ClassShare {
  /** null: nobody stated it. */
  readonly id: TenantClass | null;
  readonly cards: number;
  /** Of them at work; null where that of a tenant is not known. */
  readonly active: number | null;
}

export interface SharedByClass {
  /** Every class of which there is a tenant, in their own order. */
  readonly classes: readonly ClassShare[];
  /** Leased by nobody; null where it is not known what is installed, or leases exceed it. */
  readonly freeCards: number | null;
}

/** What tenants lease, by what is stated of them. A center that keeps no leases has no classes. */
export function shareByClass(tenants: WallState["tenants"], installed: number | null): SharedByClass {
  const known = tenants.filter(({ leased }) => leased !== null);
  const classes = [...tenantClasses, null].flatMap((id): ClassShare[] => {
    const own = known.filter((tenant) => (tenant.class ?? null) === id);
    const cards = own.reduce((sum, { leased }) => sum + (leased ?? Number.NaN), 0);
    const active = own.reduce((sum, tenant) => sum + (tenant.active ?? Number.NaN), 0);
    return own.length > 0 ? [{ id, cards, active: Number.isNaN(active) ? null : active }] : [];
  });
  const free = installed === null ? null : installed - classes.reduce((sum, { cards }) => sum + cards, 0);
  return { classes, freeCards: free !== null && free >= 0 ? free : null };
}
