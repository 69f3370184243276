import type { JobWithMetadata } from "pg-boss";
import { PgBoss } from "pg-boss";
import type { Database } from "../database/open-database.ts";
import { executorOn, queueSchema } from "./job-schema.ts";
import type { ToldError } from "./told-error.ts";
import { errorOf } from "./told-error.ts";

/** How jobs of one kind are kept and tried. Seconds. */
export interface JobKind {
  readonly name: string;
  /** Tries after the first. */
  readonly retryLimit: number;
  /** Doubles with each try, spread by chance, up to the greatest. */
  readonly retryDelayS: number;
  readonly longestDelayS: number;
  /** A try that takes longer counts as failed: its process is gone. */
  readonly expireInS: number;
}

/** A try of a job. */
export interface JobTry {
  readonly id: string;
  readonly centerId: string;
  /** From 1. */
  readonly number: number;
  /** What fails now is not tried again. */
  readonly isLast: boolean;
}

/** Where a job stands. `gone`: it was never sent, or was over long ago. */
interface JobStanding {
  readonly state: "gone" | "waiting" | "running" | "done" | "failed";
  /** When it is tried next; null: it is not, or at once. */
  readonly nextAtMs: number | null;
}

export interface JobQueue {
  /** Sends the job unless one of this id was sent before. */
  send(kind: JobKind, job: { readonly id: string; readonly centerId: string }): Promise<void>;
  standing(kind: JobKind, id: string): Promise<JobStanding>;
  /** Takes jobs of the kind, one after the other, in whatever process is free first. What throws is tried again. */
  work(kind: JobKind, run: (job: JobTry) => Promise<void>): Promise<void>;
  /** Waits a little for what is being worked on. */
  stop(): Promise<void>;
}

interface Options {
  readonly onError: (told: ToldError) => void;
  /** How often it looks for jobs that other processes sent, and for those to be tried again. */
  readonly pollS?: number;
}

const stopMs = 5_000;
/** A process that is silent for so long has ended: its job is tried again before its whole time is over. */
const heartbeatSeconds = 30;

/**
 * A queue of jobs in the database: each is run by one process at a time, survives the end of that process and is
 * tried again with growing pauses. What it does may happen twice when a process dies in it; its id is the same then.
 */
export async function openJobQueue(
  { pool }: Pick<Database, "pool">,
  { onError, pollS = 10 }: Options,
): Promise<JobQueue> {
  const boss = new PgBoss({
    db: executorOn(pool),
    schema: queueSchema,
    migrate: false,
    schedule: false,
    // The role of requests makes nothing and rebuilds nothing; its queue is a few rows a month.
    reindex: false,
    monitorVacuum: false,
    registerInstance: false,
  });
  boss.on("error", (told) => onError(errorOf(told)));
  await boss.start();
  const workers = new Map<string, string>();
  return {
    async send(kind, { id, centerId }) {
      const sent = await boss.send(kind.name, { centerId }, { id });
      const worker = workers.get(kind.name);
      // This process is likely free: it need not wait for its next look.
      if (sent !== null && worker !== undefined) boss.notifyWorker(worker);
    },
    async standing({ name }, id) {
      const [job] = await boss.findJobs<JobData>(name, { id });
      return standingOf(job);
    },
    async work(kind, run) {
      await keepQueue(boss, kind);
      const options = { includeMetadata: true, pollingIntervalSeconds: pollS } as const;
      const worker = await boss.work(kind.name, options, async (jobs: Job[]) => {
        // Where one was there may be more: it looks again at once, and pauses when there was none.
        const own = workers.get(kind.name);
        if (own !== undefined) boss.notifyWorker(own);
        for (const job of jobs) await run(tryOf(job));
      });
      workers.set(kind.name, worker);
    },
    stop: () => boss.stop({ close: false, timeout: stopMs }),
  };
}

/** Its rules may be those of an earlier version. */
async function keepQueue(boss: PgBoss, { name, ...kind }: JobKind): Promise<void> {
  const rules = {
    retryLimit: kind.retryLimit,
    retryDelay: kind.retryDelayS,
    retryDelayMax: kind.longestDelayS,
    retryBackoff: true,
    expireInSeconds: kind.expireInS,
    heartbeatSeconds,
  };
  await boss.createQueue(name, rules);
  await boss.updateQueue(name, rules);
}

interface JobData {
  readonly centerId: string;
}
type Job = JobWithMetadata<JobData>;

const tryOf = ({ id, data, retryCount, retryLimit }: Job): JobTry => ({
  id,
  centerId: data.centerId,
  number: retryCount + 1,
  isLast: retryCount >= retryLimit,
});

const states: Readonly<Record<Job["state"], JobStanding["state"]>> = {
  created: "waiting",
  retry: "waiting",
  active: "running",
  completed: "done",
  cancelled: "failed",
  failed: "failed",
};

function standingOf(job: Job | undefined): JobStanding {
  if (job === undefined) return { state: "gone", nextAtMs: null };
  return { state: states[job.state], nextAtMs: job.state === "retry" ? job.startAfter.getTime() : null };
}
