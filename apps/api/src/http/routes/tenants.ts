import { listStandingsOf, listTenants, setTenant } from "../../usecases/leasing/tenants.ts";
import type { Services } from "../../usecases/services.ts";
import { api } from "../contract-access.ts";

export function tenantRoutes(services: Services) {
  const { tenants } = api;
  return {
    list: tenants.list.handler(({ input }) => listTenants(services, input.center)),
    standings: tenants.standings.handler(({ input }) =>
      listStandingsOf(services, input.center, input.tenant),
    ),
    set: tenants.set.handler(({ input, context }) => setTenant(services, context, input)),
  };
}
