import type { Tenant } from "@aidc/contract";
import {
  acceleratorPlacesOf,
  acceleratorsIn,
  dayNameAt,
  heldIn,
  holdsAt,
  intervalOf,
  isoOf,
} from "@aidc/domain";
import type { WantedTenant } from "@aidc/store";
import { badField, notFound } from "../app-error.ts";
import type { Caller } from "../caller.ts";
import { changeBy } from "../caller.ts";
import type { Services } from "../services.ts";
import { nowOfCenter } from "./center-now.ts";

/** Tenants with what they hold at the center's own time. */
export async function listTenants(services: Services, center: string) {
  const view = await services.directory.get(center);
  const { tenants, leases, assignments } = view.document;
  const counts = await services.leasing.countOfTenants(center);
  const nowMs = nowOfCenter(services, view);
  const now = <T extends { readonly from: string; readonly to: string | null }>(all: readonly T[]) =>
    all.filter((one) => holdsAt(intervalOf(one), nowMs));
  const running = now(leases);
  const instant = { fromMs: nowMs, toMs: nowMs + 1 };
  const tenantOf = new Map(leases.map(({ id, tenant }) => [id, tenant]));
  const held = Map.groupBy(now(assignments), ({ lease }) => tenantOf.get(lease));
  const accelerators = acceleratorPlacesOf(view.document);
  return tenants.map((tenant) => ({
    ...tenant,
    leases: running.filter((lease) => lease.tenant === tenant.id).length,
    contracted: cardsOf(heldIn(view.document, "accelerators", instant, { tenant: tenant.id })),
    assigned: acceleratorsIn(accelerators, held.get(tenant.id) ?? []).length,
    members: counts.members.get(tenant.id) ?? 0,
    openRequests: counts.openRequests.get(tenant.id) ?? 0,
  }));
}

/** At an instant of 1 ms. */
function cardsOf({ amountMs, toldMs, termMs }: ReturnType<typeof heldIn>): number | null {
  return toldMs > 0 || termMs === 0 ? amountMs : null;
}

const mostStandings = 200;

/** What was said of one tenant, the newest first. @throws AppError not_found for a tenant that is not there */
export async function listStandingsOf(services: Services, center: string, id: string) {
  const { document } = await services.directory.get(center);
  if (!document.tenants.some((tenant) => tenant.id === id)) throw notFound(`Tenant ${id}`);
  const said = await services.leasing.listStandings(center);
  return said
    .filter(({ tenant }) => tenant === id)
    .slice(-mostStandings)
    .reverse()
    .map(({ tenant: _, recordedAtMs, ...line }) => ({ ...line, recordedAt: isoOf(recordedAtMs) }));
}

/** @throws AppError bad_request when class and industry shall hold from a day to come */
export async function setTenant(
  services: Services,
  caller: Caller,
  {
    center,
    tenant: id,
    ...wanted
  }: Omit<WantedTenant, "id"> & { readonly center: string; readonly tenant: string },
): Promise<Tenant> {
  const view = await services.directory.get(center);
  const today = dayNameAt(services.clock(), view.document.center.timeZone);
  // As of now is what was said last only as long as nobody says what will be.
  if (wanted.since && wanted.since > today) throw badField("since", "lies in the future");
  const tenant = await services.leasing.setTenant(center, { id, ...wanted }, changeBy(caller));
  services.directory.changed(center);
  return tenant;
}
