import { z } from "zod";
import { nameOf } from "./name.ts";
import { emailAddressSchema, timeOfDaySchema, webhookAddressSchema } from "./notice-target.ts";
import { reportPeriodNameSchema } from "./report.ts";
import { instantSchema } from "./time.ts";

/** How long the periods of a schedule are. */
export const scheduleKinds = ["month", "quarter", "year"] as const;

/** When the report of a period is drafted: after its end, by the clocks and the calendar of the center. */
export const scheduleRuleSchema = z.strictObject({
  every: z.enum(scheduleKinds),
  /** Of the month that follows the period: what is known by then goes in. No month lacks one. */
  day: z.number().int().min(1).max(28).default(3),
  time: timeOfDaySchema.default("06:00"),
});
export type ScheduleRule = z.infer<typeof scheduleRuleSchema>;

/** A webhook without a secret gets one made, which is told once. */
const scheduleAddressSchema = z.discriminatedUnion("kind", [webhookAddressSchema, emailAddressSchema]);

/**
 * A schedule drafts; people review and issue. Whom it names gets the draft, marked as one, and what is issued of such
 * periods from then on.
 */
export const reportScheduleDraftSchema = z.strictObject({
  ...scheduleRuleSchema.shape,
  name: nameOf(100),
  /** Of the mail and of the PDF in it. */
  language: z.enum(["zh", "en"]).default("zh"),
  deliverTo: z.array(scheduleAddressSchema).max(10).default([]),
});
export type ReportScheduleDraft = z.infer<typeof reportScheduleDraftSchema>;
/** As it may be written: what is left out has its usual value. */
export type ReportScheduleInput = z.input<typeof reportScheduleDraftSchema>;

/** waiting: its time has come and it is being made or tried again. already_issued: nothing new was to be said. */
export const reportRunStates = ["waiting", "drafted", "already_issued", "failed"] as const;
export const reportRunSchema = z.object({
  id: z.uuid(),
  period: reportPeriodNameSchema,
  dueAt: instantSchema,
  state: z.enum(reportRunStates),
  tries: z.number().int(),
  /** Why the last try failed; null: it did not. */
  error: z.string().nullable(),
  /** When it is tried again; null: it is not, or at once. */
  nextAttemptAt: instantSchema.nullable(),
  endedAt: instantSchema.nullable(),
  /** The draft, or the report that says the same already. */
  report: z.uuid().nullable(),
});
export type ReportRun = z.infer<typeof reportRunSchema>;

/** One try to deliver, with what the other side really said. */
export const deliveryAttemptSchema = z.object({
  at: instantSchema,
  number: z.number().int().positive(),
  ok: z.boolean(),
  /** Of the HTTP answer; null: there was none, or it was a mail. */
  status: z.number().int().nullable(),
  /** The beginning of the answer, or why there was none; secrets are taken out. */
  answer: z.string(),
  durationMs: z.number(),
});

/** What was, or is to be, delivered to one target. */
export const reportDeliverySchema = z.object({
  id: z.uuid(),
  target: z.uuid(),
  destination: z.string(),
  event: z.enum(["drafted", "issued"]),
  report: z.uuid(),
  period: reportPeriodNameSchema,
  /** null: a draft has none. */
  number: z.string().nullable(),
  state: z.enum(["waiting", "delivered", "given_up"]),
  nextAttemptAt: instantSchema.nullable(),
  /** Newest first, the last 20. */
  attempts: z.array(deliveryAttemptSchema),
});
export type ReportDelivery = z.infer<typeof reportDeliverySchema>;

export const scheduleTargetSchema = z.object({
  id: z.uuid(),
  kind: z.enum(["webhook", "email"]),
  /** Without what is secret in it: the host of an address, the receivers of a mail. */
  destination: z.string(),
});
export type ScheduleTarget = z.infer<typeof scheduleTargetSchema>;

export const reportScheduleSchema = z.object({
  ...scheduleRuleSchema.shape,
  id: z.uuid(),
  name: z.string(),
  language: z.enum(["zh", "en"]),
  targets: z.array(scheduleTargetSchema),
  createdAt: instantSchema,
  createdBy: z.string(),
  /** The next period and when its report is drafted. */
  next: z.object({ period: reportPeriodNameSchema, at: instantSchema }),
  lastRun: reportRunSchema.nullable(),
  /** Deliveries that were tried and did not arrive: waiting for another try, or given up. */
  failingDeliveries: z.number().int(),
});
export type ReportSchedule = z.infer<typeof reportScheduleSchema>;

export const addedReportScheduleSchema = z.object({
  schedule: reportScheduleSchema,
  /** Signing secrets that were made for webhooks: told in this answer and nowhere else. */
  madeSecrets: z.array(z.object({ destination: z.string(), secret: z.string() })),
});
export type AddedReportSchedule = z.infer<typeof addedReportScheduleSchema>;
