import type { CenterDocument, ServiceEvent, ServiceEventDraft } from "@aidc/contract";
import { touchedTenants, unknownSubjects } from "@aidc/domain";
import { badField, notFound } from "../app-error.ts";
import type { Caller } from "../caller.ts";
import { changeBy } from "../caller.ts";
import type { OfTenant } from "../of-tenant.ts";
import type { Services } from "../services.ts";
import { ownAlarms } from "./own-alarms.ts";

/** An operator's view: every event, with the tenants it touches. */
export async function listServiceEvents(services: Services, center: string): Promise<ServiceEvent[]> {
  await services.directory.get(center);
  return services.service.listEvents(center);
}

export async function setServiceEvent(
  services: Services,
  caller: Caller,
  input: { readonly center: string; readonly event: string; readonly draft: ServiceEventDraft },
): Promise<ServiceEvent> {
  const { center, event, draft } = input;
  const { document } = await services.directory.get(center);
  const known = new Set(document.tenants.map(({ id }) => id));
  refusePlaces(document, draft);
  const unknown = draft.tenants?.findIndex((tenant) => !known.has(tenant)) ?? -1;
  if (unknown >= 0)
    throw badField(`draft.tenants.${unknown}`, `there is no tenant ${draft.tenants?.[unknown]}`);
  if (draft.to !== null && Date.parse(draft.to) <= Date.parse(draft.from))
    throw badField("draft.to", "must be after from, or null while no end is known");
  const set = await services.service.setEvent(center, event, draft, changeBy(caller));
  services.alarms.surroundingsChanged(center);
  return set;
}

/** Alarms of these places will be silent: they must exist, and the silence must end by itself. */
function refusePlaces(document: CenterDocument, { kind, places, to }: ServiceEventDraft): void {
  if (places.length === 0) return;
  if (kind === "maintenance" && to === null)
    throw badField("draft.to", "is needed where places are named: their alarms are suppressed until then");
  const [fault] = unknownSubjects(document, places, (i) => `draft.places.${i}`);
  if (fault) throw badField(fault.path, fault.message);
}

/** A tenant's view: what touches it, and nobody else named. */
export async function tenantEvents(services: Services, { center, tenant }: OfTenant) {
  await requireTenant(services, { center, tenant });
  return {
    events: await eventsTold(services, { center, tenant }),
    ...(await ownAlarms(services, { center, tenant })),
  };
}

/** Without the places: they are words of the center. What names only a place is told to those who hold something there. */
export async function eventsTold(services: Services, { center, tenant }: OfTenant) {
  const { document } = await services.directory.get(center);
  const touchedBy = touchedTenants(document);
  const events = await services.service.eventsOf({ centerId: center, tenantId: tenant });
  return events
    .filter((event) => touchedBy(event)?.has(tenant) ?? true)
    .map(({ tenants, places, ...told }) => told);
}

/** Staff may name a tenant that is not there; a tenant's own people never do. */
export async function requireTenant(services: Services, { center, tenant }: OfTenant) {
  const { document } = await services.directory.get(center);
  const found = document.tenants.find(({ id }) => id === tenant);
  if (!found) throw notFound(`Tenant ${tenant}`);
  return { center: document.center, tenant: found };
}
