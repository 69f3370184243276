import type { MemberRole, TenantState } from "@aidc/contract";
import { createContext, useContext } from "react";

export interface MyTenant {
  readonly center: string;
  readonly tenant: string;
  /** What the viewer may do here: an operator who looks in may what an administrator may. */
  readonly role: MemberRole;
  /** The newest picture; every page has its clock, zone and currency from here. */
  readonly state: TenantState;
}

const MyTenantContext = createContext<MyTenant | null>(null);
export const MyTenantProvider = MyTenantContext;

/** The tenant of the address. @throws outside the layout of `/my` */
export function useMyTenant(): MyTenant {
  const tenant = useContext(MyTenantContext);
  if (!tenant) throw new Error("useMyTenant needs the layout of /my above it");
  return tenant;
}

/** The pair every call of this door takes. */
export function useOfTenant(): { center: string; tenant: string } {
  const { center, tenant } = useMyTenant();
  return { center, tenant };
}
