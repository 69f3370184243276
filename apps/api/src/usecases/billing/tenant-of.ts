import type { CenterDocument, Tenant } from "@aidc/contract";
import { notFound } from "../app-error.ts";

/** @throws AppError not_found, worded alike for every id that is not there */
export function requireTenant(document: CenterDocument, tenantId: string): Tenant {
  const tenant = document.tenants.find(({ id }) => id === tenantId);
  if (!tenant) throw notFound(`Tenant ${tenantId}`);
  return tenant;
}
