import { z } from "zod";
import { localIdSchema } from "./center-document.ts";
import { nameOf } from "./name.ts";
import { subjectSchema } from "./quantity.ts";
import { instantSchema, statedInstantSchema } from "./time.ts";

/**
 * An incident or planned work, told to the tenants it touches: those it names, and with `tenants: null` those who hold
 * something at its places, or everybody in the center where it names no place.
 */
export const serviceEventSchema = z.object({
  id: z.uuid(),
  kind: z.enum(["incident", "maintenance"]),
  title: z.string(),
  text: z.string(),
  from: instantSchema,
  to: instantSchema.nullable(),
  /** As an operator sees it; a tenant is told of itself only. */
  tenants: z.array(localIdSchema).nullable(),
  /** Where the work is done. While a maintenance lasts, alarms of these places are suppressed, but for leaks. */
  places: z.array(subjectSchema),
  updatedAt: instantSchema,
});
export type ServiceEvent = z.infer<typeof serviceEventSchema>;

export const serviceEventDraftSchema = z.strictObject({
  kind: z.enum(["incident", "maintenance"]),
  title: nameOf(200),
  text: z.string().max(4000).default(""),
  from: statedInstantSchema,
  to: statedInstantSchema.nullable().default(null),
  tenants: z.array(localIdSchema).min(1).max(1000).nullable().default(null),
  /** A maintenance that names places needs an end. */
  places: z.array(subjectSchema).max(1000).default([]),
});
export type ServiceEventDraft = z.infer<typeof serviceEventDraftSchema>;
