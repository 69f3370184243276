import { calendarText } from "@aidc/domain";
import { notFound } from "../app-error.ts";
import type { Caller } from "../caller.ts";
import { changeBy } from "../caller.ts";
import type { OfTenant } from "../of-tenant.ts";
import { scopeOf } from "../of-tenant.ts";
import type { Services } from "../services.ts";
import { eventsTold, requireTenant } from "./service-events.ts";

/** The address is the secret: it is shown once, and the one before stops working. */
export async function createCalendar(services: Services, caller: Caller, input: OfTenant) {
  await requireTenant(services, input);
  const scope = scopeOf(input);
  const token = await services.service.createCalendar(scope, changeBy(caller));
  return { url: `${services.publicUrl}/api/calendar/${token}` };
}

export async function revokeCalendar(services: Services, caller: Caller, input: OfTenant) {
  await requireTenant(services, input);
  const scope = scopeOf(input);
  return { revoked: await services.service.revokeCalendar(scope, changeBy(caller)) };
}

/** What touches the tenant of the link. A token that is wrong, was revoked or is another's: the same answer. */
export async function readCalendar(services: Services, token: string): Promise<File> {
  const scope = await services.service.findCalendar(token);
  if (scope === null) throw notFound("This calendar");
  const { centerId, tenantId } = scope;
  const { center, tenant } = await requireTenant(services, { center: centerId, tenant: tenantId });
  const events = await eventsTold(services, { center: centerId, tenant: tenantId });
  const text = calendarText({ name: `${center.name}: ${tenant.name}`, centerId, events });
  return new File([text], "service.ics", { type: "text/calendar; charset=utf-8" });
}
