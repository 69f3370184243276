import { z } from "zod";
import { publishedSchema } from "./published.ts";
import { reportPeriodNameSchema } from "./report.ts";
import { instantSchema } from "./time.ts";

/** What a figure of the report is meant to be over one period, in the figure's own unit. */
export const planValueSchema = z.strictObject({
  /** Permanent id of a figure of the report: `energy.pue`. */
  figure: z.string().trim().min(1).max(100),
  period: reportPeriodNameSchema,
  value: z.number(),
  /** As the report has it; a share is a ratio, 0.8 is 80 %. */
  unit: z.string().max(40),
});
export type PlanValue = z.infer<typeof planValueSchema>;

export const planDraftSchema = z.strictObject({
  /** Whose plan it is: minutes, budget, contract. */
  source: z.string().trim().min(1).max(500),
  note: z.string().max(2000).default(""),
  values: z.array(planValueSchema).min(1).max(500),
});
export type PlanDraft = z.infer<typeof planDraftSchema>;

/** Published once, never changed; a later version says anew what it names and leaves the rest as it was. */
export const planSchema = z.object({
  ...planDraftSchema.shape,
  ...publishedSchema.shape,
});
export type Plan = z.infer<typeof planSchema>;

/** The value that counts for a figure over a period, and the version that says so. */
export const plannedSchema = z.object({
  figure: z.string(),
  value: z.number(),
  unit: z.string(),
  version: z.number().int().positive(),
  source: z.string(),
  publishedAt: instantSchema,
});
export type Planned = z.infer<typeof plannedSchema>;
