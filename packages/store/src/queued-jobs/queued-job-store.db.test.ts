import type { QueuedJob, WindowMs } from "@aidc/contract";
import { queueStatementSchema } from "@aidc/contract";
import type { JobWait, QueueWait, WaitShare } from "@aidc/domain";
import {
  countWaits,
  feedOf,
  interpolated,
  queueOwners,
  queueWait,
  waitBoundsMs,
  waitPlace,
  waitShareNames,
  waitShares,
} from "@aidc/domain";
import type { TestDatabase } from "@aidc/testkit";
import { aCenterDocument, openTestDatabase } from "@aidc/testkit";
import { sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Transaction } from "../database/scope.ts";
import { inScope, wholeCenter } from "../database/scope.ts";
import { StoreConflict } from "../database/store-conflict.ts";
import { openInventoryStore } from "../inventory/inventory-store.ts";
import type { AskedJobs, ListedJobs } from "./list-queued-jobs.ts";
import { listQueuedJobs } from "./list-queued-jobs.ts";
import type { QueuedJobStore } from "./queued-job-store.ts";
import { openQueuedJobStore } from "./queued-job-store.ts";

const actor = { kind: "command_line" as const, id: null, name: "command line" };
const by = (atMs: number) => ({ actor, requestId: null, clock: () => atMs });
const hour = 3_600_000;
const startMs = Date.parse("2026-05-01T00:00:00Z");
const isoAt = (hours: number) => new Date(startMs + hours * hour).toISOString();
const laterMs = startMs + 10_000 * hour;

let database: TestDatabase;
let store: QueuedJobStore;
beforeAll(async () => {
  database = await openTestDatabase();
  store = openQueuedJobStore(database);
});
afterAll(() => database.close());

let centers = 0;
async function aCenter(): Promise<string> {
  centers += 1;
  const center = { ...aCenterDocument().center, id: `queue-${centers}` };
  await openInventoryStore(database).writeDocument(aCenterDocument({ center }));
  return center.id;
}

const aJob = (id: string, change: Partial<QueuedJob> = {}): QueuedJob => ({
  id,
  account: "lab",
  eligible: isoAt(0),
  start: null,
  end: null,
  state: "",
  accelerators: null,
  ...change,
});

const ask = (centerId: string, change: object = {}) =>
  store.readWaits({
    centerId,
    tenants: [],
    recordedByMs: laterMs,
    windows: [{ fromMs: startMs, toMs: startMs + 24 * hour }],
    months: [{ fromMs: startMs, toMs: startMs + 24 * hour }],
    ...change,
  });

describe("statements about jobs", () => {
  test("the one that was known later counts, in whatever order they come, and the same again changes nothing", async () => {
    const told = [
      { knownAt: isoAt(1), jobs: [aJob("7"), aJob("8")] },
      { knownAt: isoAt(5), jobs: [aJob("7", { start: isoAt(3) })] },
      {
        knownAt: isoAt(9),
        jobs: [aJob("7", { start: isoAt(3), end: isoAt(8) }), aJob("9", { eligible: isoAt(6) })],
      },
    ];
    const orders = fc.shuffledSubarray([0, 1, 2, 0, 1, 2], { minLength: 6, maxLength: 6 });
    const seen: unknown[] = [];
    await fc.assert(
      fc.asyncProperty(orders, async (order) => {
        const center = await aCenter();
        let stored = 0;
        for (const at of order) {
          const statement = told[at];
          if (statement) stored += (await store.record(center, statement, by(laterMs))).stored;
        }
        expect(stored).toBe(5);
        seen.push(await ask(center));
      }),
      { numRuns: 6 },
    );
    for (const one of seen) expect(one).toEqual(seen[0]);
    expect(seen[0]).toMatchObject({
      feed: { fromMs: startMs, toMs: startMs + 9 * hour },
      waits: [{ ranks: { p50: { belowMs: 3 * hour, isLowerBound: true } } }],
    });
  });

  test("what was recorded by a day can be told again, and what came later is counted", async () => {
    const center = await aCenter();
    await store.record(center, { knownAt: isoAt(2), jobs: [aJob("1")] }, by(startMs + 3 * hour));
    const before = await ask(center);
    await store.record(
      center,
      { knownAt: isoAt(4), jobs: [aJob("1", { start: isoAt(1) })] },
      by(startMs + 30 * hour),
    );
    expect(await ask(center, { recordedByMs: startMs + 29 * hour })).toEqual(before);
    expect(await store.countAfter(center, startMs + 29 * hour)).toBe(1);
    expect(countWaits((await ask(center)).waits[0] ?? { groups: [] })).toMatchObject({
      started: 1,
      waiting: 0,
    });
    expect(countWaits(before.waits[0] ?? { groups: [] })).toMatchObject({ started: 0, waiting: 1 });
  });

  test("another story of the same instant is refused and nothing of its call is kept; one tenant sees its own rows", async () => {
    const center = await aCenter();
    await store.record(center, { knownAt: isoAt(2), jobs: [aJob("1")] }, by(laterMs));
    const other = { knownAt: isoAt(2), jobs: [aJob("2"), aJob("1", { account: "another" })] };
    await expect(store.record(center, other, by(laterMs))).rejects.toThrow(StoreConflict);
    expect(countWaits((await ask(center)).waits[0] ?? { groups: [] }).jobs).toBe(1);
    const client = await database.pool.connect();
    await client.query("begin");
    await client.query("select set_config('app.center', $1, true), set_config('app.tenant', 'other', true)", [
      center,
    ]);
    expect((await client.query("select 1 from queued_job")).rowCount).toBe(0);
    await client.query("rollback");
    client.release();
  });
});

/** A small generator of its own: the same jobs on every run. */
function randomJobs(count: number): QueuedJob[] {
  let seed = 7;
  const random = (below: number) => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % below;
  };
  return Array.from({ length: count }, (_, at) => {
    const eligibleMs = random(80 * 3600) * 1000;
    const left = new Date(
      startMs + eligibleMs + (random(3) === 0 ? 0 : random(20 * 3600) * 1000 + random(2)),
    ).toISOString();
    const how = random(10);
    return aJob(String(at), {
      account: `t${random(5)}`,
      eligible: how === 9 ? null : new Date(startMs + eligibleMs).toISOString(),
      ...(how < 6 ? { start: left } : {}),
      ...(how === 6 ? { end: left } : {}),
    });
  });
}

const waitOfJob =
  (tenants: readonly string[]) =>
  (job: QueuedJob): JobWait => ({
    tenant: tenants.includes(job.account) ? job.account : null,
    eligibleMs: job.eligible === null ? null : Date.parse(job.eligible),
    startMs: job.start === null ? null : Date.parse(job.start),
    endMs: job.end === null ? null : Date.parse(job.end),
  });

test("3,000 random jobs: the query, the rule in domain and percentile_cont say the same", async () => {
  const center = await aCenter();
  const jobs = randomJobs(3000);
  const knownAt = isoAt(110);
  await store.record(center, queueStatementSchema.parse({ knownAt, jobs }), by(laterMs));
  const tenants = ["t0", "t1", "t2"];
  const windows = [
    { fromMs: startMs + 24 * hour, toMs: startMs + 48 * hour },
    { fromMs: startMs - 24 * hour, toMs: startMs },
    { fromMs: startMs + 60 * hour, toMs: startMs + 200 * hour },
  ];
  const { feed, waits, months } = await ask(center, { windows, months: windows, tenants });
  const own = jobs.map(waitOfJob(tenants));
  expect(feed).toEqual(feedOf(own, Date.parse(knownAt)));
  expect(waits).toEqual(windows.map((window) => queueWait(own, window, Date.parse(knownAt))));
  expect(months).toEqual(windows.map((window) => queueOwners(own, window, Date.parse(knownAt))));
  for (const [at, window] of windows.entries()) {
    await expectPercentiles(center, window, waits[at]);
    await expectListed(center, window, waits[at]);
  }
});

/** The list holds the jobs that are counted, group by group and page by page, and no other. */
async function expectListed(center: string, window: WindowMs, found: QueueWait | undefined): Promise<void> {
  const asked = { centerId: center, window, recordedByMs: laterMs };
  const all = await readPages({ ...asked, group: null }, 10_000);
  const jobs = found ? countWaits(found).jobs : 0;
  const middle = all.toReversed()[Math.floor(0.5 * (jobs - 1))];
  expect(all).toHaveLength(jobs);
  expect(middle && Math.round(middle.waitHours * hour)).toEqual(found?.ranks?.p50.belowMs);
  for (const [group, counted] of (found?.groups ?? []).entries()) {
    const [fromMs = 0, toMs = Number.POSITIVE_INFINITY] = [waitBoundsMs[group - 1], waitBoundsMs[group]];
    const inGroup = all.filter(({ waitHours }) => {
      const waitMs = Math.round(waitHours * hour);
      return waitMs >= fromMs && waitMs < toMs;
    });
    const countOf = (kind: string) => inGroup.filter((job) => job.kind === kind).length;
    const counts = {
      started: countOf("started"),
      waiting: countOf("waiting"),
      withdrawn: countOf("withdrawn"),
    };
    expect(counts).toEqual(counted);
    if (group === 4) expect(await readPages({ ...asked, group }, 97)).toEqual(inGroup);
  }
  expect(await readPages({ ...asked, group: null }, 401)).toEqual(all);
}

test("a page of a year reads little more than its jobs, not as many of each month", async () => {
  const center = await aCenter();
  const jobs = Array.from({ length: 8_760 }, (_, n) =>
    aJob(`${n}`, { eligible: isoAt(n), start: isoAt(n + (n % 7)) }),
  );
  await store.record(center, { knownAt: isoAt(9_000), jobs }, by(laterMs));
  await database.ownerPool.query("analyze queued_job");
  const [limit, window] = [20, { fromMs: startMs, toMs: startMs + 8_760 * hour }];
  const read = await inScope(database.db, wholeCenter(center), async (tx) => {
    const before = await rowsRead(tx);
    const asked = { centerId: center, window, recordedByMs: laterMs, group: null, after: null, limit };
    expect((await listQueuedJobs(tx, asked)).jobs).toHaveLength(limit);
    return (await rowsRead(tx)) - before;
  });
  // The page, one to see whether there are more, a row of each month, and what tells the last instant and the months.
  expect(read).toBeLessThan(limit + 1 + 2 * 13);
});

/** Rows of jobs that this connection has looked at so far. */
async function rowsRead(tx: Transaction): Promise<number> {
  const { rows } = await tx.execute<{ rows: string }>(
    sql`select pg_stat_get_xact_tuples_fetched('queued_job'::regclass)
      + pg_stat_get_xact_tuples_returned('queued_job'::regclass) as rows`,
  );
  return Number(rows[0]?.rows);
}

/** All pages of a list, one after the other. */
async function readPages(asked: Omit<AskedJobs, "after" | "limit">, limit: number) {
  const jobs: ListedJobs["jobs"][number][] = [];
  for (let after: AskedJobs["after"] = null; ; ) {
    const page = await store.list({ ...asked, after, limit });
    jobs.push(...page.jobs);
    if (page.next === null) return jobs;
    expect(page.jobs).toHaveLength(limit);
    after = page.next;
  }
}

async function expectPercentiles(
  center: string,
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
  found: Awaited<ReturnType<typeof ask>>["waits"][number] | undefined,
): Promise<void> {
  const { rows } = await database.ownerPool.query<{ p50: number; p90: number; p95: number; jobs: number }>(
    `with w as (select set_config('app.center', '*', false), set_config('app.tenant', '*', false)),
      wait as (select extract(epoch from case when coalesce(started_at, ended_at) < $3 then coalesce(started_at, ended_at)
          else least($3, $4) end - eligible_at)::float8 as s
        from w, queued_job where center_id = $1 and eligible_at < $3 and eligible_at <= $4
          and (eligible_at >= $2 or coalesce(started_at, ended_at) is null or coalesce(started_at, ended_at) > $2))
    select ${waitShareNames.map((name) => `percentile_cont(${waitShares[name]}) within group (order by s) as ${name}`).join(", ")},
      count(*)::int as jobs from wait`,
    [center, new Date(fromMs), new Date(toMs), new Date(isoAt(110))],
  );
  const [told] = rows;
  if (!told || !found) throw new Error("no answer");
  expect(countWaits(found).jobs).toBe(told.jobs);
  const ownOf = (name: WaitShare) => {
    const { belowMs = Number.NaN, aboveMs = Number.NaN } = found.ranks?.[name] ?? {};
    return interpolated(belowMs, aboveMs, waitPlace(name, told.jobs).weight) / 1000;
  };
  for (const name of waitShareNames)
    if (told.jobs === 0) expect([found.ranks, told[name]]).toEqual([null, null]);
    else expect(ownOf(name)).toBeCloseTo(told[name], 6);
}
