import { z } from "zod";

/** `below`: the text says "less than", so the bound itself does not keep it. */
export const limitSideSchema = z.enum(["at_most", "below", "at_least"]);
export type LimitSide = z.infer<typeof limitSideSchema>;

/** Figures of the report that texts set bounds for. */
export const limitedFigureSchema = z.enum([
  "energy.pue_12_months",
  "energy.wue",
  "energy.cue",
  "energy.ref",
  "energy.erf",
  "racks.occupancy_count",
  "service.availability",
]);

const daySchema = z.iso.date("is not a date, for example 2026-01-01");
const sentenceSchema = z.string().trim().min(1).max(300);

/** A limit or target that holds for one center, beside those of its country that the product knows. */
export const centerLimitSchema = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, "is not an id: lower-case letters, digits and hyphens"),
    figure: limitedFigureSchema,
    side: limitSideSchema,
    /** Shares as 0.6, not 60. */
    value: z.number().nonnegative(),
    scope: sentenceSchema,
    scopeZh: sentenceSchema.optional(),
    /** Local dates; `to` is the first day on which it no longer holds. */
    from: daySchema,
    to: daySchema.nullable().default(null),
    /** The text it comes from, with number and date. */
    source: sentenceSchema,
    sourceZh: sentenceSchema.optional(),
    /** Whether the center is judged by it; a reference value is only shown. */
    binding: z.boolean().default(true),
  })
  .refine(({ from, to }) => to === null || from < to, { path: ["to"], error: "is not after from" });
export type CenterLimit = z.infer<typeof centerLimitSchema>;

/** Country, or country and subdivision, by ISO 3166. */
export const jurisdictionSchema = z
  .string()
  .regex(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/, "is not an ISO 3166 code, for example CN-11 or DE");
