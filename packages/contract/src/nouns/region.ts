import { z } from "zod";
import { centerIdSchema } from "./center-document.ts";
import { figureSchema, reasonSchema } from "./figure.ts";
import { reportPeriodNameSchema, wordedSchema } from "./report.ts";
import { instantSchema, timeZoneSchema } from "./time.ts";

/** One figure of one center, as the report of that center tells it. */
const regionFigureSchema = z.object({
  id: z.string(),
  figure: figureSchema,
});

/** One center's line: what its own report of the period says. Nothing is computed anew for the comparison. */
export const regionCenterSchema = z.object({
  id: centerIdSchema,
  name: z.string(),
  nameZh: z.string().optional(),
  timeZone: timeZoneSchema,
  origin: z.enum(["live", "demo", "replay"]),
  /** The local period of this center, in UTC. */
  from: instantSchema,
  to: instantSchema,
  /** What it was read from: the issued report in force, a kept draft of the whole period, or what is known now. */
  basis: z.enum(["issued", "draft", "now"]),
  /** Of the issued report. */
  number: z.string().nullable(),
  contentSha256: z.string(),
  figures: z.array(regionFigureSchema),
  /** Small multiples: twelve local months to the end of the period, each in the center's own report. */
  months: z.array(
    z.object({
      month: z.string(),
      facilityKwh: z.number().nullable(),
      /** Share of the month that the energy covers. */
      facilityCoverage: z.number().min(0).max(1).nullable(),
      pue: z.number().nullable(),
      pueReason: reasonSchema.optional(),
    }),
  ),
});
export type RegionCenter = z.infer<typeof regionCenterSchema>;

/** A figure of the region: a sum, or a ratio of sums, over the centers that know both sides. */
export const regionTotalSchema = z.object({
  id: z.string(),
  title: wordedSchema,
  digits: z.number().int().min(0).max(9),
  /** PUE of one category; categories are never joined. */
  category: z.string().nullable(),
  figure: figureSchema,
  /** How it is made, over figures and raw tables of the centers' reports. */
  formula: z.string(),
  counted: z.array(centerIdSchema),
  leftOut: z.array(
    z.object({ center: centerIdSchema, reason: reasonSchema.or(z.literal("other_category")) }),
  ),
});
export type RegionTotal = z.infer<typeof regionTotalSchema>;

export const regionSchema = z.object({
  period: reportPeriodNameSchema,
  headline: wordedSchema,
  notes: z.array(wordedSchema),
  /** Figures shown of each center, in this order. */
  figures: z.array(z.object({ id: z.string(), title: wordedSchema, digits: z.number().int().min(0).max(9) })),
  centers: z.array(regionCenterSchema),
  totals: z.array(regionTotalSchema),
  /** Centers beyond what one answer holds: name them in `centers` to see them. */
  notShown: z.array(centerIdSchema),
});
export type Region = z.infer<typeof regionSchema>;
