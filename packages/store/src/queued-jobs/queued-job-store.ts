import type { QueueImport, QueueJudgement, QueueStatement, WindowMs } from "@aidc/contract";
import type { QueueOwners, QueueWait } from "@aidc/domain";
import { sql } from "drizzle-orm";
import { appendAudit } from "../audit/append-audit.ts";
import type { ChangedBy } from "../billing/billing-store.ts";
import type { Database } from "../database/open-database.ts";
import type { Transaction } from "../database/scope.ts";
import { inScope, wholeCenter } from "../database/scope.ts";
import { StoreConflict } from "../database/store-conflict.ts";
import type { AskedJobs, ListedJobs } from "./list-queued-jobs.ts";
import { listQueuedJobs } from "./list-queued-jobs.ts";
import { readLastKnown } from "./read-feed.ts";
import { readOwners } from "./read-owners.ts";
import { readQueueWaits } from "./read-queue-waits.ts";

interface Recording extends ChangedBy {
  /** Asked when it is this one's turn. */
  readonly clock: () => number;
}

export interface AskedQueue {
  readonly centerId: string;
  readonly windows: readonly WindowMs[];
  /** Of which it is asked whose jobs they are. */
  readonly months: readonly WindowMs[];
  /** Accounts that are tenants. */
  readonly tenants: readonly string[];
  /** What was recorded later is left out. */
  readonly recordedByMs: number;
}

export interface KnownQueue {
  /** The time of which jobs are told; null: nobody has told of any. */
  readonly feed: WindowMs | null;
  /** In the order of the windows asked for. */
  readonly waits: readonly QueueWait[];
  /** In the order of the months asked for. */
  readonly months: readonly QueueOwners[];
}

/** What a scheduler said of its queue, only ever added to. */
export interface QueuedJobStore {
  /**
   * All rows or none; the same again changes nothing, and the order in which statements come does not matter.
   * @throws StoreConflict when a job was told otherwise for the same instant
   */
  record(centerId: string, statement: QueueStatement, by: Recording): Promise<QueueImport>;
  /** What would become of each job; nothing is kept. */
  judge(centerId: string, statement: QueueStatement): Promise<QueueJudgement>;
  /** Of each job what was known of it last. */
  readWaits(asked: AskedQueue): Promise<KnownQueue>;
  /** Whose jobs they are alone. */
  readOwners(asked: Omit<AskedQueue, "windows">): Promise<readonly QueueOwners[]>;
  /** The jobs that are counted in a window, the longest wait first, a page of them. */
  list(asked: AskedJobs): Promise<ListedJobs>;
  /** Statements that were recorded after an instant. */
  countAfter(centerId: string, recordedByMs: number): Promise<number>;
}

export function openQueuedJobStore({ db }: Pick<Database, "db">): QueuedJobStore {
  return {
    record: (centerId, statement, by) =>
      inScope(db, wholeCenter(centerId), async (tx) => {
        await tx.execute(
          sql`select pg_advisory_xact_lock(hashtextextended(${`queued jobs\n${centerId}`}, 0))`,
        );
        return record(tx, centerId, statement, by);
      }),
    judge: (centerId, statement) =>
      inScope(db, wholeCenter(centerId), (tx) => judge(tx, centerId, statement)),
    readWaits: (asked) =>
      inScope(db, wholeCenter(asked.centerId), (tx) => readQueueWaits(tx, asked), oneSnapshot),
    readOwners: (asked) =>
      inScope(
        db,
        wholeCenter(asked.centerId),
        async (tx) => readOwners(tx, asked, await readLastKnown(tx, asked)),
        oneSnapshot,
      ),
    list: (asked) => inScope(db, wholeCenter(asked.centerId), (tx) => listQueuedJobs(tx, asked), oneSnapshot),
    countAfter: (centerId, recordedByMs) =>
      inScope(db, wholeCenter(centerId), async (tx) => {
        const { rows } = await tx.execute<{ count: string }>(sql`select count(*) as count from queued_job
          where center_id = ${centerId} and recorded_at > ${new Date(recordedByMs).toISOString()}::timestamptz`);
        return Number(rows[0]?.count);
      }),
  };
}

/** Several questions of one answer see the same rows. */
const oneSnapshot = { isolationLevel: "repeatable read", accessMode: "read only" } as const;

async function record(
  tx: Transaction,
  centerId: string,
  statement: QueueStatement,
  { clock, ...by }: Recording,
): Promise<QueueImport> {
  const { knownAt, jobs } = statement;
  const { same, other } = await readTold(tx, centerId, statement);
  if (other.size > 0)
    throw new StoreConflict(
      `Of ${knownAt} something else was told of ${other.size} jobs (${[...other].slice(0, 5).join(", ")}); what is known since has a later knownAt.`,
    );
  const stored = jobs.length - same.size;
  if (stored === 0) return { stored, known: same.size };
  await tx.execute(sql`insert into queued_job (center_id, tenant_id, job_id, known_at, recorded_at, eligible_at,
      started_at, ended_at, state, accelerators, superseded_at)
    select ${centerId}, t.account, t.id, ${knownAt}::timestamptz(3), ${new Date(clock()).toISOString()}::timestamptz(3),
      t.eligible, t.start, t.end, t.state, t.accelerators,
      coalesce((select min(q.recorded_at) from queued_job q where q.center_id = ${centerId} and q.job_id = t.id
        and q.known_at > ${knownAt}::timestamptz(3)), 'infinity')
    from ${rowsOf(jobs)} on conflict do nothing`);
  await supersede(tx, centerId, statement);
  await appendAudit(tx, {
    ...by,
    action: "jobs.record",
    outcome: "done",
    center: centerId,
    tenant: null,
    subject: "queued-jobs",
    before: null,
    after: { knownAt, stored, known: same.size },
  });
  return { stored, known: same.size };
}

/** Notes beside what was known before of these jobs that something newer was recorded, at the first of such instants. */
async function supersede(
  tx: Transaction,
  centerId: string,
  { knownAt, jobs }: QueueStatement,
): Promise<void> {
  await tx.execute(sql`update queued_job q set superseded_at = newer.recorded_at
    from ${rowsOf(jobs)} join queued_job newer
      on newer.center_id = ${centerId} and newer.job_id = t.id and newer.known_at = ${knownAt}::timestamptz(3)
    where q.center_id = ${centerId} and q.job_id = t.id and q.known_at < newer.known_at
      and q.superseded_at > newer.recorded_at`);
}

async function judge(tx: Transaction, centerId: string, statement: QueueStatement): Promise<QueueJudgement> {
  const { same, other } = await readTold(tx, centerId, statement);
  const verdicts = statement.jobs.map(({ id }) =>
    other.has(id) ? "refused" : same.has(id) ? "known" : "new",
  );
  return { verdicts };
}

/** Jobs of which something was told of the same instant before: the same, or something else. */
async function readTold(tx: Transaction, centerId: string, { knownAt, jobs }: QueueStatement) {
  const { rows } = await tx.execute<{ id: string; same: boolean }>(sql`
    select t.id, (q.tenant_id, q.eligible_at, q.started_at, q.ended_at, q.state, q.accelerators)
      is not distinct from (t.account, t.eligible, t.start, t.end, t.state, t.accelerators) as same
    from ${rowsOf(jobs)}
    join queued_job q on q.center_id = ${centerId} and q.job_id = t.id and q.known_at = ${knownAt}::timestamptz(3)`);
  const idsOf = (isSame: boolean) => new Set(rows.filter(({ same }) => same === isSame).map(({ id }) => id));
  return { same: idsOf(true), other: idsOf(false) };
}

/** The jobs as rows of a query. */
const rowsOf = (jobs: QueueStatement["jobs"]) => sql`jsonb_to_recordset(${JSON.stringify(jobs)}::jsonb)
  as t(id text, account text, eligible timestamptz(3), start timestamptz(3), "end" timestamptz(3), state text,
    accelerators integer)`;
