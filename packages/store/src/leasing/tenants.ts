import type { Tenant } from "@aidc/contract";
import { and, count, countDistinct, eq, isNull } from "drizzle-orm";
import type { Drizzle } from "../database/open-database.ts";
import { inScope, wholeCenter } from "../database/scope.ts";
import { leaseRequest, membership, tenant } from "../schema/tenancy.ts";
import type { ChangedBy, Done } from "./done.ts";
import { appendDone } from "./done.ts";

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

/** Creates a tenant or renames it; the same names again change nothing. */
export function setTenant(db: Drizzle, centerId: string, wanted: Tenant, by: ChangedBy): Promise<Tenant> {
  const { id, name, nameZh } = wanted;
  const row = { centerId, id, name, nameZh: nameZh ?? null };
  return inScope(db, wholeCenter(centerId), async (tx) => {
    const created = await tx.insert(tenant).values(row).onConflictDoNothing().returning();
    if (created.length > 0) {
      await appendDone(tx, centerId, by, [asDone("tenant.create", null, wanted)]);
      return wanted;
    }
    const own = and(eq(tenant.centerId, centerId), eq(tenant.id, id));
    const [before] = await tx.select().from(tenant).where(own).for("update");
    if (before === undefined || (before.name === row.name && before.nameZh === row.nameZh)) return wanted;
    await tx.update(tenant).set({ name: row.name, nameZh: row.nameZh }).where(own);
    await appendDone(tx, centerId, by, [asDone("tenant.change", tenantOf(before), wanted)]);
    return wanted;
  });
}

function tenantOf({ id, name, nameZh }: typeof tenant.$inferSelect): Tenant {
  return nameZh === null ? { id, name } : { id, name, nameZh };
}

function asDone(action: Done["action"], before: Tenant | null, after: Tenant): Done {
  return { action, tenant: after.id, subject: `tenant/${after.id}`, before, after };
}
