import { z } from "zod";
import { centerIdSchema } from "../nouns/center-document.ts";
import { queueStatementSchema, queueWaitJobSchema } from "../nouns/queued-job.ts";
import { reportPeriodNameSchema } from "../nouns/report.ts";
import { instantSchema } from "../nouns/time.ts";
import { endpoint } from "./endpoint.ts";

/** `known`: the same was said of the same instant before. */
export const queueImportSchema = z.object({
  stored: z.number().int().nonnegative(),
  known: z.number().int().nonnegative(),
});
export type QueueImport = z.infer<typeof queueImportSchema>;

const record = endpoint({
  access: "operator",
  method: "POST",
  path: "/centers/{center}/queued-jobs",
  summary:
    "Record what a scheduler says of its queue at an instant, all rows or none; the same again changes nothing",
  tags: ["service"],
})
  .input(queueStatementSchema.safeExtend({ center: centerIdSchema }))
  .output(queueImportSchema);

/** Of a job what would become of it. `refused`: it was told otherwise of the same instant. */
export const queueVerdicts = ["new", "known", "refused"] as const;
export const queueJudgementSchema = z.object({
  /** In the order of the jobs. */
  verdicts: z.array(z.enum(queueVerdicts)),
});
export type QueueJudgement = z.infer<typeof queueJudgementSchema>;

const judge = endpoint({
  access: "operator",
  method: "POST",
  path: "/centers/{center}/queued-job-verdicts",
  summary: "What would become of each job of a statement; nothing is kept",
  tags: ["service"],
})
  .input(queueStatementSchema.safeExtend({ center: centerIdSchema }))
  .output(queueJudgementSchema);

/** Jobs that stand on one page of the list. */
export const listedJobs = 200;
export const queueListSchema = z.object({
  /** Why none are told: one tenant could be read off the queue of a month. */
  reason: z.literal("suppressed").optional(),
  jobs: z.array(queueWaitJobSchema),
  /** What to ask the next page with; null: there is none. */
  next: z.string().nullable(),
});
export type QueueList = z.infer<typeof queueListSchema>;

const ofPeriod = {
  center: centerIdSchema,
  period: reportPeriodNameSchema,
  /** What was recorded later is left out; absent: nothing is. */
  recordedBy: instantSchema.optional(),
};

const list = endpoint({
  access: "planner",
  method: "GET",
  path: "/centers/{center}/queued-jobs",
  summary:
    "The jobs behind the queue wait of a period, the longest wait first; whose they are is told to operators",
  tags: ["service"],
})
  .input(
    z.object({
      ...ofPeriod,
      /** Of the groups by wait, counted from the shortest. */
      group: z.coerce.number().int().min(0).max(9).optional(),
      /** `next` of the page before; absent: from the longest wait. */
      after: z
        .string()
        .regex(/^\d{1,15}:[^\s|,]{1,100}$/, "is not the next of a page")
        .optional(),
    }),
  )
  .output(queueListSchema);

const exportJobs = endpoint({
  access: "planner",
  method: "GET",
  path: "/centers/{center}/queued-jobs/export",
  summary: "All jobs behind the queue wait of a period as CSV",
  tags: ["service"],
})
  .input(z.object(ofPeriod))
  .output(z.file());

export const queue = { record, judge, list, exportJobs };
