import type { IndustrySection, Tenant, TenantClass } from "@aidc/contract";
import { and, count, countDistinct, eq, isNull } from "drizzle-orm";
import type { Drizzle } from "../database/open-database.ts";
import { inScope, wholeCenter } from "../database/scope.ts";
import { leaseRequest, membership, tenant } from "../schema/tenancy.ts";
import type { ChangedBy, Done } from "./done.ts";
import { appendDone } from "./done.ts";
import { keepStanding, statedBy } from "./tenant-standings.ts";

/** Of each tenant that has any. */
export interface TenantCounts {
  readonly members: ReadonlyMap<string, number>;
  readonly openRequests: ReadonlyMap<string, number>;
}

export function countOfTenants(db: Drizzle, centerId: string): Promise<TenantCounts> {
  return inScope(db, wholeCenter(centerId), async (tx) => {
    const members = await tx
      .select({ tenant: membership.tenant, n: countDistinct(membership.personId) })
      .from(membership)
      .where(and(eq(membership.centerId, centerId), isNull(membership.to)))
      .groupBy(membership.tenant);
    const requests = await tx
      .select({ tenant: leaseRequest.tenant, n: count() })
      .from(leaseRequest)
      .where(and(eq(leaseRequest.centerId, centerId), eq(leaseRequest.state, "open")))
      .groupBy(leaseRequest.tenant);
    const byTenant = (rows: { tenant: string; n: number }[]) =>
      new Map(rows.map((row) => [row.tenant, row.n]));
    return { members: byTenant(members), openRequests: byTenant(requests) };
  });
}

/** What is asked to be so of a tenant; `undefined` leaves class or industry as it was, null takes it back. */
export interface WantedTenant extends Pick<Tenant, "id" | "name" | "nameZh"> {
  readonly class?: TenantClass | null | undefined;
  readonly industry?: IndustrySection | null | undefined;
  /** Local day from which class and industry hold, see `Statement`. */
  readonly since?: string | null | undefined;
}

/** Creates a tenant or changes it; the same again changes nothing. */
export function setTenant(
  db: Drizzle,
  centerId: string,
  wanted: WantedTenant,
  by: ChangedBy,
): Promise<Tenant> {
  const { id, name, nameZh = null, since } = wanted;
  return inScope(db, wholeCenter(centerId), async (tx) => {
    const fresh = { centerId, id, name, nameZh, ...statedBy(wanted) };
    const created = await tx.insert(tenant).values(fresh).onConflictDoNothing().returning();
    if (created.length > 0) {
      await keepStanding(tx, centerId, { tenant: id, before: null, now: fresh, since });
      await appendDone(tx, centerId, by, [asDone("tenant.create", null, fresh, since)]);
      return tenantOf(fresh);
    }
    const own = and(eq(tenant.centerId, centerId), eq(tenant.id, id));
    const [before] = await tx.select().from(tenant).where(own).for("update");
    if (before === undefined) return tenantOf(fresh);
    const now = { ...before, name, nameZh, ...statedBy(wanted, before) };
    const isStated = await keepStanding(tx, centerId, { tenant: id, before, now, since });
    if (!isStated && before.name === name && before.nameZh === nameZh) return tenantOf(now);
    await tx.update(tenant).set(now).where(own);
    await appendDone(tx, centerId, by, [asDone("tenant.change", before, now, isStated ? since : undefined)]);
    return tenantOf(now);
  });
}

type Row = typeof tenant.$inferSelect;

function tenantOf({ id, name, ...rest }: Row): Tenant {
  return {
    id,
    name,
    ...(rest.nameZh === null ? {} : { nameZh: rest.nameZh }),
    ...(rest.class === null ? {} : { class: rest.class }),
    ...(rest.industry === null ? {} : { industry: rest.industry }),
  };
}

function asDone(action: Done["action"], before: Row | null, after: Row, since?: string | null): Done {
  return {
    action,
    tenant: after.id,
    subject: `tenant/${after.id}`,
    before: before && tenantOf(before),
    after: { ...tenantOf(after), ...(since === undefined ? {} : { since }) },
  };
}
