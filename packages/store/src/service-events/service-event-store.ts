import type { ServiceEvent, ServiceEventDraft } from "@aidc/contract";
import { and, desc, eq, exists, or, sql } from "drizzle-orm";
import type { Database, Drizzle } from "../database/open-database.ts";
import type { Scope, Transaction } from "../database/scope.ts";
import { inScope, wholeCenter } from "../database/scope.ts";
import type { ChangedBy } from "../leasing/done.ts";
import { appendDone } from "../leasing/done.ts";
import { serviceEvent, serviceEventTenant } from "../schema/tenancy.ts";
import { createCalendarToken, findCalendarToken, revokeCalendarToken } from "./calendar-tokens.ts";

/** Incidents and planned work, and the links by which calendar applications read them. */
export interface ServiceEventStore {
  /** Newest beginning first, with the tenants each touches. */
  listEvents(centerId: string): Promise<ServiceEvent[]>;
  /** What names the tenant of the scope, of whom else nothing, and what names no tenant. */
  eventsOf(scope: Scope): Promise<ServiceEvent[]>;
  setEvent(centerId: string, id: string, draft: ServiceEventDraft, by: ChangedBy): Promise<ServiceEvent>;
  createCalendar(scope: Scope, by: ChangedBy): Promise<string>;
  revokeCalendar(scope: Scope, by: ChangedBy): Promise<boolean>;
  /** @returns whose calendar it is; null for a token that is wrong or was revoked */
  findCalendar(token: string): Promise<Scope | null>;
}

export function openServiceEventStore({ db }: Pick<Database, "db">): ServiceEventStore {
  return {
    listEvents: (centerId) => listEvents(db, centerId),
    eventsOf: (scope) => eventsOf(db, scope),
    setEvent: (centerId, id, draft, by) => setEvent(db, centerId, id, draft, by),
    createCalendar: (scope, by) => createCalendarToken(db, scope, by),
    revokeCalendar: (scope, by) => revokeCalendarToken(db, scope, by),
    findCalendar: (token) => findCalendarToken(db, token),
  };
}

/** Newest that a page or a calendar shows. */
const most = 1000;

function listEvents(db: Drizzle, centerId: string): Promise<ServiceEvent[]> {
  return inScope(db, wholeCenter(centerId), async (tx) => {
    const rows = await tx
      .select()
      .from(serviceEvent)
      .where(eq(serviceEvent.centerId, centerId))
      .orderBy(desc(serviceEvent.from), serviceEvent.id)
      .limit(most);
    const touched = await tx
      .select()
      .from(serviceEventTenant)
      .where(eq(serviceEventTenant.centerId, centerId))
      .orderBy(serviceEventTenant.tenant);
    const tenants = Map.groupBy(touched, ({ eventId }) => eventId);
    return rows.map((row) => ({
      ...eventOf(row),
      tenants: row.everybody ? null : (tenants.get(row.id) ?? []).map(({ tenant }) => tenant),
    }));
  });
}

async function eventsOf(db: Drizzle, scope: Scope): Promise<ServiceEvent[]> {
  const { centerId, tenantId } = scope;
  const rows = await inScope(db, scope, (tx) => {
    const own = tx
      .select({ one: sql`1` })
      .from(serviceEventTenant)
      .where(
        and(
          eq(serviceEventTenant.centerId, centerId),
          eq(serviceEventTenant.tenant, tenantId),
          eq(serviceEventTenant.eventId, serviceEvent.id),
        ),
      );
    return tx
      .select()
      .from(serviceEvent)
      .where(and(eq(serviceEvent.centerId, centerId), or(eq(serviceEvent.everybody, true), exists(own))))
      .orderBy(desc(serviceEvent.from), serviceEvent.id)
      .limit(most);
  });
  return rows.map((row) => ({ ...eventOf(row), tenants: row.everybody ? null : [tenantId] }));
}

function setEvent(
  db: Drizzle,
  centerId: string,
  id: string,
  draft: ServiceEventDraft,
  by: ChangedBy,
): Promise<ServiceEvent> {
  return inScope(db, wholeCenter(centerId), async (tx) => {
    const before = await readEvent(tx, centerId, id);
    const { from, to, tenants, kind, title, text, places } = draft;
    const columns = {
      kind,
      title,
      text,
      places,
      everybody: tenants === null,
      from: new Date(from),
      to: to === null ? null : new Date(to),
      updatedAt: new Date(),
    };
    await tx
      .insert(serviceEvent)
      .values({ centerId, id, ...columns })
      .onConflictDoUpdate({ target: [serviceEvent.centerId, serviceEvent.id], set: columns });
    await tx.delete(serviceEventTenant).where(ofEvent(centerId, id));
    const touched = [...new Set(tenants ?? [])].map((tenant) => ({ centerId, tenant, eventId: id }));
    if (touched.length > 0) await tx.insert(serviceEventTenant).values(touched);
    const after = await readEvent(tx, centerId, id);
    if (after === null) throw new Error("the event was written and is not there");
    const subject = `service_event/${id}`;
    await appendDone(tx, centerId, by, [
      { action: "service_event.set", tenant: null, subject, before, after },
    ]);
    return after;
  });
}

async function readEvent(tx: Transaction, centerId: string, id: string): Promise<ServiceEvent | null> {
  const [row] = await tx
    .select()
    .from(serviceEvent)
    .where(and(eq(serviceEvent.centerId, centerId), eq(serviceEvent.id, id)))
    .for("update");
  if (row === undefined) return null;
  const touched = await tx.select().from(serviceEventTenant).where(ofEvent(centerId, id));
  const tenants = row.everybody ? null : touched.map(({ tenant }) => tenant).sort();
  return { ...eventOf(row), tenants };
}

function ofEvent(centerId: string, id: string) {
  return and(eq(serviceEventTenant.centerId, centerId), eq(serviceEventTenant.eventId, id));
}

function eventOf(row: typeof serviceEvent.$inferSelect): Omit<ServiceEvent, "tenants"> {
  const { id, kind, title, text, from, to, places, updatedAt } = row;
  const times = {
    from: from.toISOString(),
    to: to?.toISOString() ?? null,
    updatedAt: updatedAt.toISOString(),
  };
  return { id, kind, title, text, places, ...times };
}
