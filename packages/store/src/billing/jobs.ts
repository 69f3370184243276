import type { JobRecord, WindowMs } from "@aidc/contract";
import { and, asc, eq, gt, isNull, lt, or, sql } from "drizzle-orm";
import { appendAudit } from "../audit/append-audit.ts";
import type { Drizzle } from "../database/open-database.ts";
import { inScope, wholeCenter } from "../database/scope.ts";
import type { SyncCount } from "../inventory/sync-rows.ts";
import { syncRows } from "../inventory/sync-rows.ts";
import { job } from "../schema/tenancy.ts";
import type { ChangedBy, TenantPlace } from "./billing-store.ts";

/** What jobs are summed by. */
export type UseKey = "member" | "job" | "team";

export interface ItemisedUse {
  /** Card-milliseconds of all jobs in the window, whether their row is listed or not. */
  readonly totalCardMs: bigint;
  readonly rows: readonly {
    /** null: of no team. */
    readonly key: string | null;
    readonly name: string;
    readonly cardMs: bigint;
    /** Of the part inside the window, epoch ms. */
    readonly fromMs: number;
    readonly toMs: number;
  }[];
}

/** More rows than a person reads. */
const rowsAtMost = 1000;

export function recordJobs(
  db: Drizzle,
  centerId: string,
  jobs: readonly JobRecord[],
  by: ChangedBy,
): Promise<SyncCount> {
  return inScope(db, wholeCenter(centerId), async (tx) => {
    const count = { created: 0, changed: 0, unchanged: 0 };
    const rows = jobs.map(({ from, to, ...rest }) => ({
      ...rest,
      centerId,
      from: new Date(from),
      to: to === null ? null : new Date(to),
    }));
    await syncRows(tx, job, rows, count);
    if (count.created + count.changed > 0)
      await appendAudit(tx, {
        ...by,
        action: "jobs.record",
        outcome: "done",
        center: centerId,
        tenant: null,
        subject: "jobs",
        before: null,
        after: { ...count },
      });
    return count;
  });
}

export function listJobs(
  db: Drizzle,
  place: TenantPlace,
  window: WindowMs,
  limit: number,
): Promise<JobRecord[]> {
  return inScope(db, place, async (tx) => {
    const rows = await tx
      .select()
      .from(job)
      .where(
        and(
          eq(job.centerId, place.centerId),
          eq(job.tenant, place.tenantId),
          lt(job.from, new Date(window.toMs)),
          or(isNull(job.to), gt(job.to, new Date(window.fromMs))),
        ),
      )
      .orderBy(asc(job.from), asc(job.id))
      .limit(limit);
    return rows.map(({ centerId: _center, from, to, ...rest }) => ({
      ...rest,
      from: from.toISOString(),
      to: to === null ? null : to.toISOString(),
    }));
  });
}

interface UseRow extends Record<string, unknown> {
  readonly key: string | null;
  readonly name: string;
  readonly card_ms: string;
  readonly total: string;
  readonly from_ms: string;
  readonly to_ms: string;
}

/** Exact: numeric in SQL, whole card-milliseconds. */
export function itemisedUse(
  db: Drizzle,
  place: TenantPlace,
  window: WindowMs,
  by: UseKey,
): Promise<ItemisedUse> {
  const from = new Date(window.fromMs).toISOString();
  const to = new Date(window.toMs).toISOString();
  const key = { member: sql`j.member`, job: sql`j.id`, team: sql`j.team_id` }[by];
  const name = { member: sql`j.member`, job: sql`j.name`, team: sql`coalesce(t.name, j.team_id, '')` }[by];
  return inScope(db, place, async (tx) => {
    const { rows } = await tx.execute<UseRow>(sql`
      with part as (
        select ${key} as key, ${name} as name, j.accelerators::numeric as cards,
          greatest(j.starts_at, ${from}::timestamptz) as from_at,
          least(coalesce(j.ends_at, ${to}::timestamptz), ${to}::timestamptz) as to_at
        from job j left join team t on t.center_id = j.center_id and t.tenant_id = j.tenant_id and t.id = j.team_id
        where j.center_id = ${place.centerId} and j.tenant_id = ${place.tenantId}
          and j.starts_at < ${to}::timestamptz and (j.ends_at is null or j.ends_at > ${from}::timestamptz)
      ), summed as (
        select key, min(name) as name, round(sum(cards * extract(epoch from to_at - from_at) * 1000)) as card_ms,
          extract(epoch from min(from_at)) * 1000 as from_ms, extract(epoch from max(to_at)) * 1000 as to_ms
        from part group by key
      )
      select *, sum(card_ms) over () as total from summed order by card_ms desc, key limit ${rowsAtMost}`);
    return {
      totalCardMs: BigInt(rows[0]?.total ?? "0"),
      rows: rows.map((row) => ({
        key: row.key,
        name: row.name,
        cardMs: BigInt(row.card_ms),
        fromMs: Number(row.from_ms),
        toMs: Number(row.to_ms),
      })),
    };
  });
}
