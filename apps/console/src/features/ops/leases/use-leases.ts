import type { Assignment, Lease } from "@aidc/contract";
import { useQuery } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import { useIntl } from "react-intl";
import { api } from "../../../api/queries.ts";
import { splitName } from "../../../ui/center-name.ts";
import { useOpsCenter } from "../ops-center.tsx";

/** Every lease and assignment of the center, as intervals. */
export interface LeaseBook {
  readonly leases: readonly Lease[];
  readonly assignments: readonly Assignment[];
}

export function useLeaseBook() {
  const center = useOpsCenter();
  return useQuery(api.leasing.leases.queryOptions({ input: { center: center.id } }));
}

export function useTenants() {
  const center = useOpsCenter();
  return useQuery(api.tenants.list.queryOptions({ input: { center: center.id } }));
}

/** Name of a tenant in the language of the page; the id until the names are here. */
export function useTenantName(): (id: string) => string {
  const intl = useIntl();
  const tenants = useTenants().data;
  const names = useMemo(
    () => new Map(tenants?.map((tenant) => [tenant.id, splitName(tenant, intl.locale)[0]])),
    [tenants, intl.locale],
  );
  return useCallback((id: string) => names.get(id) ?? id, [names]);
}

/** Places, equipment and models: large, so only forms and pictures that need them ask. */
export function useCenterDocument(isNeeded = true) {
  const center = useOpsCenter();
  return useQuery({
    ...api.centers.exportDocument.queryOptions({ input: { center: center.id } }),
    staleTime: 300_000,
    enabled: isNeeded,
  });
}
