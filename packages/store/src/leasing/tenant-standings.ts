/** Class and industry of tenants as they were stated: a line each time that something else is said. */
import type { Tenant, TenantStanding } from "@aidc/contract";
import { and, asc, desc, eq, sql } from "drizzle-orm";
import type { Drizzle } from "../database/open-database.ts";
import type { Transaction } from "../database/scope.ts";
import { inScope, wholeCenter } from "../database/scope.ts";
import { center } from "../schema/places.ts";
import { tenant, tenantStanding } from "../schema/tenancy.ts";

export type Stated = Pick<TenantStanding, "class" | "industry">;
export interface RecordedStanding extends TenantStanding {
  readonly recordedAtMs: number;
}

/** What is said of a tenant now, and from when on it holds. */
export interface Statement {
  readonly tenant: string;
  /** null: it is new. */
  readonly before: Stated | null;
  readonly now: Stated;
  /** Local day; null: always. Absent: today, or always where nothing had been stated. */
  readonly since?: string | null | undefined;
}

const nothingStated: Stated = { class: null, industry: null };

/** In the order they were said. */
export function listStandings(db: Drizzle, centerId: string): Promise<RecordedStanding[]> {
  return inScope(db, wholeCenter(centerId), async (tx) => {
    const rows = await tx
      .select()
      .from(tenantStanding)
      .where(eq(tenantStanding.centerId, centerId))
      .orderBy(asc(tenantStanding.recordedAt), asc(tenantStanding.tenant));
    return rows.map(({ centerId: _, recordedAt, ...said }) => ({
      ...said,
      recordedAtMs: recordedAt.getTime(),
    }));
  });
}

/** @returns whether this said anything new */
export async function keepStanding(tx: Transaction, centerId: string, said: Statement): Promise<boolean> {
  const { tenant: id, now, since } = said;
  const before = said.before ?? nothingStated;
  const isOther = before.class !== now.class || before.industry !== now.industry;
  if (!isOther && (since === undefined || (await heldSince(tx, centerId, id)) === since)) return false;
  const wasSilent = before.class === null && before.industry === null;
  const today = sql<string>`(select (clock_timestamp() at time zone ${center.timeZone})::date from ${center} where ${center.id} = ${centerId})`;
  await tx.insert(tenantStanding).values({
    centerId,
    tenant: id,
    recordedAt: sql`date_trunc('milliseconds', clock_timestamp())`,
    class: now.class,
    industry: now.industry,
    from: since === undefined ? (wasSilent ? null : today) : since,
  });
  return true;
}

/** undefined: nothing was ever said. */
async function heldSince(tx: Transaction, centerId: string, id: string): Promise<string | null | undefined> {
  const [last] = await tx
    .select({ from: tenantStanding.from })
    .from(tenantStanding)
    .where(and(eq(tenantStanding.centerId, centerId), eq(tenantStanding.tenant, id)))
    .orderBy(desc(tenantStanding.recordedAt))
    .limit(1);
  return last?.from;
}

export async function readStated(tx: Transaction, centerId: string): Promise<Map<string, Stated>> {
  const rows = await tx
    .select({ id: tenant.id, class: tenant.class, industry: tenant.industry })
    .from(tenant)
    .where(eq(tenant.centerId, centerId));
  return new Map(rows.map(({ id, ...stated }) => [id, stated]));
}

/** As a document or a request says it: what it leaves out stays as it was. */
export function statedBy(
  said: { readonly class?: Tenant["class"] | null; readonly industry?: Tenant["industry"] | null },
  before: Stated = nothingStated,
): Stated {
  return {
    class: said.class === undefined ? before.class : said.class,
    industry: said.industry === undefined ? before.industry : said.industry,
  };
}
