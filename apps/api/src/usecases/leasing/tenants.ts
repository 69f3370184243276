import type { Tenant } from "@aidc/contract";
import { acceleratorsIn, holdsAt, intervalOf, leasedAt } from "@aidc/domain";
import type { Caller } from "../caller.ts";
import { changeBy } from "../caller.ts";
import type { Services } from "../services.ts";
import { nowOfCenter } from "./center-now.ts";

/** Tenants with what they hold at the center's own time. */
export async function listTenants(services: Services, center: string) {
  const view = await services.directory.get(center);
  const { tenants, leases, assignments, servers } = view.document;
  const counts = await services.leasing.countOfTenants(center);
  const nowMs = nowOfCenter(services, view);
  const now = <T extends { readonly from: string; readonly to: string | null }>(all: readonly T[]) =>
    all.filter((one) => holdsAt(intervalOf(one), nowMs));
  const running = now(leases);
  const tenantOf = new Map(leases.map(({ id, tenant }) => [id, tenant]));
  const held = Map.groupBy(now(assignments), ({ lease }) => tenantOf.get(lease));
  const accelerators = servers.flatMap(({ id, rack, accelerators }) =>
    Array.from({ length: accelerators?.count ?? 0 }, (_, slot) => {
      return { id: `${id}:${slot}`, rack, model: accelerators?.model ?? "" };
    }),
  );
  return tenants.map((tenant) => ({
    ...tenant,
    leases: running.filter((lease) => lease.tenant === tenant.id).length,
    contracted: leasedAt(running, nowMs, tenant.id),
    assigned: acceleratorsIn(accelerators, held.get(tenant.id) ?? []).length,
    members: counts.members.get(tenant.id) ?? 0,
    openRequests: counts.openRequests.get(tenant.id) ?? 0,
  }));
}

export async function setTenant(
  services: Services,
  caller: Caller,
  input: { readonly center: string; readonly tenant: string } & Pick<Tenant, "name" | "nameZh">,
): Promise<Tenant> {
  const { center, tenant: id, name, nameZh } = input;
  await services.directory.get(center);
  const wanted = { id, name, ...(nameZh === undefined ? {} : { nameZh }) };
  const tenant = await services.leasing.setTenant(center, wanted, changeBy(caller));
  services.directory.changed(center);
  return tenant;
}
