/** A tenant as callers name it; its id is unique in its center only. */
export interface OfTenant {
  readonly center: string;
  readonly tenant: string;
}

/** The same as the store binds a transaction to it. */
export const scopeOf = ({ center, tenant }: OfTenant) => ({ centerId: center, tenantId: tenant });
