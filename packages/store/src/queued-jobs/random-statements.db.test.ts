import type { QueuedJob, WindowMs } from "@aidc/contract";
import type { JobWait } from "@aidc/domain";
import { feedOf, queueOwners, queueWait } from "@aidc/domain";
import type { TestDatabase } from "@aidc/testkit";
import { aCenterDocument, openTestDatabase } from "@aidc/testkit";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openInventoryStore } from "../inventory/inventory-store.ts";
import type { ListPlace } from "./list-queued-jobs.ts";
import type { QueuedJobStore } from "./queued-job-store.ts";
import { openQueuedJobStore } from "./queued-job-store.ts";

const actor = { kind: "command_line" as const, id: null, name: "command line" };
const dayMs = 86_400_000;
const startMs = Date.parse("2026-05-01T00:00:00Z");
const iso = (ms: number) => new Date(ms).toISOString();

let database: TestDatabase;
let store: QueuedJobStore;
beforeAll(async () => {
  database = await openTestDatabase();
  store = openQueuedJobStore(database);
});
afterAll(() => database.close());

interface Told {
  readonly knownMs: number;
  readonly recordedMs: number;
  readonly jobs: readonly QueuedJob[];
}

/** Whole half days, so that instants coincide: with the ends of windows, with each other, and waits with waits. */
const halfDays = (max: number) =>
  fc.integer({ min: 0, max: 2 * max }).map((at) => startMs + (at * dayMs) / 2);

/** A statement that is told and recorded at any time, in any order, of some of twelve jobs. */
const anyStatement: fc.Arbitrary<Told> = fc
  .record({
    knownMs: halfDays(120),
    recordedMs: halfDays(160),
    jobs: fc.uniqueArray(
      fc.record({
        id: fc.integer({ min: 0, max: 11 }).map(String),
        account: fc.constantFrom("t1", "t2", "nobody"),
        eligibleMs: fc.option(halfDays(100)),
        waitDays: fc.option(fc.constantFrom(0, 0.5, 1, 40)),
        isWithdrawn: fc.boolean(),
      }),
      { selector: ({ id }) => id, minLength: 1 },
    ),
  })
  .map(({ jobs, ...when }) => ({ ...when, jobs: jobs.map((job) => jobOf(job, when.knownMs)) }));

interface Drawn {
  readonly id: string;
  readonly account: string;
  readonly eligibleMs: number | null;
  readonly waitDays: number | null;
  readonly isWithdrawn: boolean;
}

function jobOf({ id, account, eligibleMs, waitDays, isWithdrawn }: Drawn, knownMs: number): QueuedJob {
  const eligible = eligibleMs === null ? null : Math.min(eligibleMs, knownMs);
  const leftMs = eligible === null || waitDays === null ? null : eligible + waitDays * dayMs;
  const left = leftMs === null || leftMs > knownMs ? null : iso(leftMs);
  return {
    id,
    account,
    eligible: eligible === null ? null : iso(eligible),
    start: isWithdrawn ? null : left,
    end: isWithdrawn ? left : null,
    state: "",
    accelerators: null,
  };
}

/** The statements one by one: of each job what was known last by what was recorded by then. */
function toldBy(statements: readonly Told[], recordedByMs: number) {
  const known = statements
    .filter(({ recordedMs }) => recordedMs <= recordedByMs)
    .toSorted((a, b) => a.knownMs - b.knownMs);
  const jobs = new Map(known.flatMap((one) => one.jobs.map((job) => [job.id, job] as const)));
  const ever = known.flatMap((one) => one.jobs.map(waitOf));
  return { jobs: [...jobs.values()], ever, lastKnownMs: known.at(-1)?.knownMs ?? 0 };
}

const msOf = (at: string | null) => (at === null ? null : Date.parse(at));
const tenants = ["t1", "t2"];
const waitOf = ({ account, eligible, start, end }: QueuedJob): JobWait => ({
  tenant: tenants.includes(account) ? account : null,
  eligibleMs: msOf(eligible),
  startMs: msOf(start),
  endMs: msOf(end),
});

/** As the rule has it, by hand: the longest wait first, equal ones by id. */
function listed(jobs: readonly QueuedJob[], { fromMs, toMs }: WindowMs, lastKnownMs: number) {
  const endMs = Math.min(toMs, lastKnownMs);
  return jobs
    .map((job) => ({ job, ...waitOf(job) }))
    .flatMap(({ job, eligibleMs, startMs: start, endMs: end }) => {
      const leftMs = start ?? end ?? Number.POSITIVE_INFINITY;
      const isIn = eligibleMs !== null && eligibleMs < toMs && eligibleMs <= lastKnownMs;
      if (!isIn || (eligibleMs < fromMs && leftMs <= fromMs)) return [];
      return [{ id: job.id, ms: (leftMs < toMs ? leftMs : endMs) - eligibleMs }];
    })
    .sort((a, b) => b.ms - a.ms || (a.id < b.id ? -1 : 1));
}

async function readList(centerId: string, window: WindowMs, recordedByMs: number, limit: number) {
  const found: { id: string; ms: number }[] = [];
  for (let after: ListPlace | null = null; ; ) {
    const page = await store.list({ centerId, window, recordedByMs, group: null, after, limit });
    found.push(...page.jobs.map(({ id, waitHours }) => ({ id, ms: Math.round(waitHours * 3_600_000) })));
    if (page.next === null) return found;
    after = page.next;
  }
}

let centers = 0;
test("of any statements in any order, known at any instant: the rule, read job by job, and the list, page by page", async () => {
  const windows = [
    { fromMs: startMs, toMs: startMs + 31 * dayMs },
    { fromMs: startMs + 20 * dayMs, toMs: startMs + 80 * dayMs },
  ];
  const property = async (drawn: readonly Told[], recordedByMs: number, limit: number) => {
    centers += 1;
    const centerId = `random-${centers}`;
    const center = { ...aCenterDocument().center, id: centerId };
    await openInventoryStore(database).writeDocument(aCenterDocument({ center }));
    // Of one instant one story is told.
    const statements = [...new Map(drawn.map((one) => [one.knownMs, one])).values()];
    for (const { knownMs, recordedMs, jobs } of statements) {
      const by = { actor, requestId: null, clock: () => recordedMs };
      await store.record(centerId, { knownAt: iso(knownMs), jobs: [...jobs] }, by);
    }
    const { jobs, ever, lastKnownMs } = toldBy(statements, recordedByMs);
    const own = jobs.map(waitOf);
    const found = await store.readWaits({ centerId, windows, months: windows, tenants, recordedByMs });
    expect(found).toEqual({
      feed: feedOf(ever, lastKnownMs),
      waits: windows.map((window) => queueWait(own, window, lastKnownMs)),
      months: windows.map((window) => queueOwners(own, window, lastKnownMs)),
    });
    for (const window of windows)
      expect(await readList(centerId, window, recordedByMs, limit)).toEqual(
        listed(jobs, window, lastKnownMs),
      );
  };
  const statements = fc.array(anyStatement, { maxLength: 8 });
  await fc.assert(fc.asyncProperty(statements, halfDays(160), fc.integer({ min: 1, max: 4 }), property), {
    numRuns: 60,
  });
});
