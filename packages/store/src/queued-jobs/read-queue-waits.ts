import type { WindowMs } from "@aidc/contract";
import type { QueueOwners, QueueWait, WaitGroup } from "@aidc/domain";
import { waitBoundsMs, waitShareNames, waitShares } from "@aidc/domain";
import type { SQL } from "drizzle-orm";
import { sql } from "drizzle-orm";
import type { Transaction } from "../database/scope.ts";
import type { AskedQueue, KnownQueue } from "./queued-job-store.ts";

/** As JSON, so that the counts come as numbers and not as text. */
interface WindowRow extends Record<string, unknown> {
  readonly feed: { readonly fromMs: number | null; readonly toMs: number | null };
  readonly groups: readonly (WaitGroup & { readonly at: number })[] | null;
  readonly ranks: NonNullable<QueueWait["ranks"]> | null;
  /** Of the first row: of all months. */
  readonly owners: readonly Owner[] | null;
}

interface Owner {
  readonly ord: number;
  readonly tenant: string | null;
  readonly jobs: number;
}

/** The rule of `queueWait` in domain, in one query over millions of jobs. */
export async function readQueueWaits(tx: Transaction, asked: AskedQueue): Promise<KnownQueue> {
  const { rows } = await tx.execute<WindowRow>(queryOf(asked));
  const { fromMs = null, toMs = null } = rows[0]?.feed ?? {};
  const feed = fromMs !== null && toMs !== null && fromMs < toMs ? { fromMs, toMs } : null;
  const owners = Map.groupBy(rows[0]?.owners ?? [], ({ ord }) => ord);
  return {
    feed,
    waits: rows.map(waitOf),
    months: asked.months.map((_, at) => ownersOf(owners.get(at) ?? [])),
  };
}

function ownersOf(own: readonly Owner[]): QueueOwners {
  const tenants = own.filter(({ tenant }) => tenant !== null).map(({ jobs }) => jobs);
  const others = own.find(({ tenant }) => tenant === null)?.jobs ?? 0;
  return { tenants: tenants.sort((a, b) => a - b), others };
}

function waitOf({ groups, ranks }: WindowRow): QueueWait {
  const found = new Map((groups ?? []).map(({ at, ...group }) => [at, group]));
  const none: WaitGroup = { started: 0, waiting: 0, withdrawn: 0 };
  return {
    groups: [0, ...waitBoundsMs].map((_, at) => found.get(at) ?? none),
    ranks,
  };
}

/** Whole milliseconds, so that waits are compared exactly; by way of floats, which cost a third of numerics. */
export const inMs = (time: SQL) => sql`round(date_part('epoch', ${time}) * 1000)::bigint`;
export const timeOf = (ms: number) => sql`to_timestamp(${ms}::bigint / 1000.0)`;

/** What of each job was known last, in the order of an index; then every wait once, sorted once for each window. */
function queryOf({ centerId, windows, months, tenants, recordedByMs }: AskedQueue): SQL {
  const known = sql`center_id = ${centerId} and recorded_at <= ${timeOf(recordedByMs)}`;
  const listed = (all: readonly WindowMs[]) =>
    sql.join(
      all.map(({ fromMs, toMs }, at) => sql`(${at}::int, ${timeOf(fromMs)}, ${timeOf(toMs)})`),
      sql`, `,
    );
  const isIn = (window: SQL) =>
    sql`eligible_at < ${window}.to_at and (eligible_at >= ${window}.from_at or left_at > ${window}.from_at)`;
  return sql`
    with asked (ord, from_at, to_at) as (values ${listed(windows)}),
    month (ord, from_at, to_at) as (values ${listed(months)}),
    feed as (select min(eligible_at) as from_at, max(known_at) as to_at from queued_job where ${known}),
    told as (
      select distinct on (job_id) tenant_id, eligible_at, started_at is not null as has_start,
        coalesce(started_at, ended_at, 'infinity') as left_at
      from queued_job where ${known} order by job_id desc, known_at desc
    ), near as materialized (
      select case when tenant_id = any(${`{${tenants.map((id) => JSON.stringify(id)).join(",")}}`}::text[]) then tenant_id end as tenant,
        eligible_at, has_start, left_at
      from told cross join feed where eligible_at <= feed.to_at and exists (select 1 from asked a where ${isIn(sql`a`)})
    ), owner as (
      select ord, tenant, count(*) as jobs from near join month m on ${isIn(sql`m`)} group by 1, 2
    ), wait as materialized (
      select ord, case when left_at >= a.to_at then 'waiting' when has_start then 'started' else 'withdrawn' end as kind,
        ${inMs(sql`case when left_at < a.to_at then left_at else least(a.to_at, feed.to_at) end - eligible_at`)} as ms
      from near cross join feed join asked a on ${isIn(sql`a`)}
    ), summed as (
      select ord, width_bucket(ms, ${`{${waitBoundsMs.join(",")}}`}::bigint[]) as at, count(*) as jobs,
        count(*) filter (where kind = 'started') as started, count(*) filter (where kind = 'waiting') as waiting,
        count(*) filter (where kind = 'withdrawn') as withdrawn, min(ms) filter (where kind = 'waiting') as open_ms
      from wait group by 1, 2
    ), total as (select ord, sum(jobs)::int as jobs, min(open_ms) as open_ms from summed group by ord)
    select jsonb_build_object('fromMs', ${inMs(sql`feed.from_at`)}, 'toMs', ${inMs(sql`feed.to_at`)}) as feed,
      (select jsonb_agg(to_jsonb(g)) from (select at, started, waiting, withdrawn
        from summed s where s.ord = a.ord) g) as groups,
      case when a.ord = 0 then (select jsonb_agg(to_jsonb(o)) from owner o) end as owners,
      ranks.found as ranks
    from asked a cross join feed left join total on total.ord = a.ord left join lateral (${ranksOf()}) ranks on true
    order by a.ord`;
}

/** Neighbours of each percentile, by `percentile_disc` at the middle of their place; what waits still sorts after its equals. */
function ranksOf(): SQL {
  const place = (share: number) => sql`${share}::float8 * (total.jobs - 1)`;
  const middle = (end: "floor" | "ceil", share: number) =>
    sql`(${sql.raw(end)}(${place(share)}) + 0.5) / total.jobs`;
  const shares = waitShareNames.map((name) => waitShares[name]);
  const middles = shares.flatMap((share) => [middle("floor", share), middle("ceil", share)]);
  const parts = waitShareNames.map(
    (
      name,
      at,
    ) => sql`${name}::text, jsonb_build_object('belowMs', x[${2 * at + 1}::int], 'aboveMs', x[${2 * at + 2}::int],
      'isLowerBound', coalesce(before_open <= ceil(${place(waitShares[name])}), false))`,
  );
  return sql`select jsonb_build_object(${sql.join(parts, sql`, `)}) as found from (
      select percentile_disc(array[${sql.join(middles, sql`, `)}]) within group (order by ms) as x,
        case when total.open_ms is not null then count(*) filter (where kind <> 'waiting' and ms <= total.open_ms) end as before_open
      from wait w where w.ord = a.ord
    ) found where total.jobs > 0`;
}
