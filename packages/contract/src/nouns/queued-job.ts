import { z } from "zod";
import type { Issue } from "../errors.ts";
import { worded } from "../errors.ts";
import { instantSchema, statedInstantSchema } from "./time.ts";

/**
 * One job of a scheduler's queue, as its accounting tells it at some instant; null is "not yet". A job that has ended
 * and never started was withdrawn before its start. What it used and who pays is told by `jobRecordSchema`.
 */
export const queuedJobSchema = z.strictObject({
  /** The scheduler's own, unique in the center. */
  id: z.string().regex(/^[^\s|,]{1,100}$/, "is not a job id: 1 to 100 characters without blanks, | or ,"),
  /** As the scheduler names it; a tenant where it is the id of one. */
  account: z.string().trim().min(1).max(200),
  /** From when it could have started; of a scheduler that does not tell, when it was submitted. null: held until now. */
  eligible: statedInstantSchema.nullable(),
  /** Held between `eligible` and `knownAt`, which refuses other years by itself. */
  start: instantSchema.nullable(),
  end: instantSchema.nullable(),
  /** The scheduler's own word; nothing is judged by it. */
  state: z.string().trim().max(60).default(""),
  /** Asked for or held; null: not told. */
  accelerators: z.number().int().nonnegative().max(1_000_000).nullable().default(null),
});
export type QueuedJob = z.infer<typeof queuedJobSchema>;

/** A job behind a figure of queue wait: what was known of it last, and how long it waited in the window. */
export const queueWaitJobSchema = z.object({
  id: z.string(),
  /** null: not told to who asks. */
  account: z.string().nullable(),
  /** Whether the account is a tenant of the center. */
  isTenant: z.boolean(),
  eligible: instantSchema,
  start: instantSchema.nullable(),
  end: instantSchema.nullable(),
  /** At the end of the window. */
  kind: z.enum(["started", "waiting", "withdrawn"]),
  /** Of one that still waits its age so far: a lower bound. */
  waitHours: z.number().nonnegative(),
  state: z.string(),
  accelerators: z.number().int().nullable(),
  knownAt: instantSchema,
});
export type QueueWaitJob = z.infer<typeof queueWaitJobSchema>;

/** Jobs that one call takes at most. */
export const mostQueuedJobs = 5000;

/** What was said at one instant. Of two statements about a job the one that was known later counts. */
export const queueStatementSchema = z
  .object({
    /** When the accounting was read. */
    knownAt: instantSchema,
    jobs: z.array(queuedJobSchema).min(1).max(mostQueuedJobs),
  })
  .superRefine(({ knownAt, jobs }, context) => {
    const seen = new Set<string>();
    for (const [at, job] of jobs.entries()) {
      const refuse = (field: keyof QueuedJob, message: string) =>
        context.addIssue({ code: "custom", path: ["jobs", at, field], message });
      if (seen.has(job.id)) refuse("id", "stands twice; tell of each job once");
      seen.add(job.id);
      for (const [field, message] of orderFaults(job, Date.parse(knownAt))) refuse(field, message);
    }
  });
export type QueueStatement = z.infer<typeof queueStatementSchema>;

/** One row of a file as it was read: the job, or what is wrong with which of its fields. */
export interface CheckedJob {
  readonly job: QueuedJob | null;
  readonly issues: readonly Issue[];
}

/** @param knownAt when the file was written: what it tells of later cannot be */
export function checkQueuedJob(wanted: unknown, knownAt: string): CheckedJob {
  const found = queueStatementSchema.safeParse({ knownAt, jobs: [wanted] });
  if (found.success) return { job: found.data.jobs[0] ?? null, issues: [] };
  const issues = found.error.issues.map(({ path, message }) => ({
    path: String(path[2] ?? path.join(".")),
    message: worded(message),
  }));
  return { job: null, issues };
}

function orderFaults({ eligible, start, end }: QueuedJob, knownAtMs: number): [keyof QueuedJob, string][] {
  const isBefore = (a: string | null, b: string | null) =>
    a !== null && b !== null && Date.parse(a) < Date.parse(b);
  const isAfterKnown = (at: string | null) => at !== null && Date.parse(at) > knownAtMs;
  const faults: [keyof QueuedJob, string][] = [];
  if (start !== null && eligible === null)
    faults.push(["eligible", "is missing although the job started; give when it was submitted"]);
  if (isBefore(start, eligible)) faults.push(["start", "is before eligible"]);
  if (isBefore(end, start)) faults.push(["end", "is before start"]);
  if (start === null && isBefore(end, eligible))
    faults.push(["end", "is before eligible; a job that was never eligible has none"]);
  if (isAfterKnown(start)) faults.push(["start", "is after knownAt: nobody knew it then"]);
  if (isAfterKnown(end)) faults.push(["end", "is after knownAt: nobody knew it then"]);
  return faults;
}
