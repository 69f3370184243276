import { centerDocumentSchema } from "@aidc/contract";
import type { Database } from "@aidc/store";
import { migrate, openDatabase, openInventoryStore } from "@aidc/store";
import { rackCenter, rackCenterDocument } from "../load/rack-center.ts";

/** 2024-12-01 to 2025-12-31 in Shanghai: the year that is asked for and the month before it. */
export const queueYear = { from: "2024-11-30T16:00:00Z", days: 396, jobs: 1_000_000 } as const;
/** Enough of them that nothing is withheld. */
export const accounts = ["t1", "t2", "t3", "t4", "t5", "t6"];
/** A part of the jobs at a time: no statement runs into its time limit. */
const jobsAtOnce = 10_000;

/**
 * A million jobs, every fifth told twice: once as waiting, once when it had left. A third start at once, the others
 * wait as a queue makes them wait: most for minutes, some for days. One of fifty is withdrawn, one of 500 waits still.
 */
export async function fillQueue(dataDir: string): Promise<number> {
  const startedMs = performance.now();
  const database = await openDatabase({ dataDir, log: () => {} });
  try {
    await migrate(database);
    await openInventoryStore(database).writeDocument(
      centerDocumentSchema.parse({
        ...rackCenterDocument(10, 300),
        tenants: accounts.map((id) => ({ id, name: id })),
      }),
    );
    for (let from = 0; from < queueYear.jobs; from += jobsAtOnce)
      await insertJobs(database.ownerPool, from, Math.min(from + jobsAtOnce, queueYear.jobs));
    // As the database does by itself some time after so many rows came.
    await database.ownerPool.query("vacuum analyze queued_job");
    return (performance.now() - startedMs) / 1000;
  } finally {
    await database.stop();
  }
}

const insertJobs = (pool: Database["ownerPool"], from: number, to: number) =>
  pool.query(jobsInSql, [rackCenter, queueYear.from, queueYear.days, queueYear.jobs, from, to, accounts]);

/** As the store keeps what schedulers tell. Pseudo-random by the number of the job, so that every run tells the same. */
const jobsInSql = `
  with last as (select $2::timestamptz + ($3::int + 1) * interval '1 day' as known), job as (
    select n, 'job-' || n as id, ($7::text[])[1 + n * 31 % 6] as account,
      $2::timestamptz + n * ($3::int * interval '1 day') / $4::int as eligible,
      case when n * 7919 % 3 = 0 then 0 else exp((n * 104729 % 100003) / 100003.0 * 13) * 1000 end * interval '1 ms' as wait,
      case when n * 15485863 % 500 = 1 then 'waiting' when n * 15485863 % 50 = 2 then 'withdrawn' else 'started' end as how
    from generate_series($5::bigint, $6::bigint - 1) n
  ), told as (
    select job.*, last.known, 'infinity'::timestamptz as superseded, false as early from job cross join last
    union all
    select job.*, eligible, last.known, true from job cross join last where n % 5 = 0
  )
  insert into queued_job (center_id, tenant_id, job_id, known_at, recorded_at, eligible_at, started_at, ended_at, state, accelerators, superseded_at)
  select $1, account, id, known, known, eligible,
    case when how = 'started' and not early then eligible + wait end,
    case when how = 'withdrawn' and not early then eligible + wait end, case when early then 'PENDING' else '' end, 8, superseded
  from told`;
