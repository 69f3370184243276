import { z } from "zod";
import { figureSchema, gradeSchema } from "./figure.ts";
import { subjectSchema } from "./quantity.ts";
import { instantSchema } from "./time.ts";

/** One thing that is measured twice; the second figure is judged by the first. */
export const comparisonKinds = [
  /** All that supplies the facility against UPS output (without such meters PDU output), cooling, lighting and other. */
  "facility_parts",
  /** UPS output against the feeds that begin there. */
  "ups_feeds",
  /** PDU output against all racks, where it is metered by meters of its own. */
  "pdu_racks",
  /** A feed against the feeds below it. */
  "feed_branches",
  /** All feeds of the same racks, both paths, against those racks. */
  "feeds_racks",
  /** The rack's own meter (PDU) against its servers' (BMC). */
  "rack_servers",
  /** A server's power against its accelerators', which cannot draw more. */
  "server_accelerators",
  /** Power of the racks of a loop against the heat it carries away. */
  "loop_heat",
  /** Accelerators at work by the scheduler's account against those whose counters say so. */
  "tenant_accelerators",
] as const;
export type ComparisonKind = (typeof comparisonKinds)[number];

/** Who tells a figure; the console words each. */
export const tellers = [
  ...(["supply_meters", "part_meters", "ups_meters", "top_feeds", "feed_meter", "branch_feeds"] as const),
  ...(["path_feeds", "rack_meters", "server_meters", "server_meter", "accelerator_meters"] as const),
  ...(["pdu_meters", "coolant", "scheduler_active", "scheduler_allocated", "accelerator_counters"] as const),
] as const;
export type Teller = (typeof tellers)[number];

const tellerSchema = z.enum(tellers);
const told = z.object({
  teller: tellerSchema,
  value: z.number(),
  /** Of how many points. */
  count: z.number().int(),
  grade: gradeSchema,
  /** Oldest sample that went into it. */
  sampledAtMs: z.number(),
});
/** Two figures of one thing at one moment. */
export const comparisonSchema = z.object({
  /** `<kind>/<subject kind>/<subject id>` */
  id: z.string().max(240),
  kind: z.enum(comparisonKinds),
  subject: subjectSchema,
  first: told,
  second: told,
  unit: z.enum(["W", "count"]),
  /** Where the second may lie, given the first: instrument errors, and what only one of them sees. */
  low: z.number().nullable(),
  high: z.number().nullable(),
  /** How far the second lies outside, as a share of the larger figure; 0 inside. */
  excessRatio: z.number().nonnegative(),
});
export type Comparison = z.infer<typeof comparisonSchema>;

/** A break: the two figures lie further apart than their instruments explain, now or over the window. */
export const disagreementSchema = z.object({
  id: z.string().max(240),
  kind: z.enum(comparisonKinds),
  subject: subjectSchema,
  /** As people call it. */
  place: z.string(),
  /** At this moment; null while one of the two is silent. */
  now: comparisonSchema.nullable(),
  /** Over the window, both on the time that all inputs of both cover; null where the two are not energies. */
  window: z
    .object({
      first: figureSchema,
      second: figureSchema,
      low: z.number().nullable(),
      high: z.number().nullable(),
    })
    .nullable(),
  /** Since when without a break of the break, in whole buckets; null: the past of it is not known. */
  since: instantSchema.nullable(),
  /** The break is older than the window. */
  sinceBefore: z.boolean(),
});
export type Disagreement = z.infer<typeof disagreementSchema>;

export const disagreementsSchema = z.object({
  from: instantSchema,
  to: instantSchema,
  /** Largest excess first. */
  breaks: z.array(disagreementSchema),
  /** How many things are measured twice, how many of them can be judged now, and how many breaks are not listed. */
  compared: z.number().int(),
  judged: z.number().int(),
  more: z.number().int(),
});
export type Disagreements = z.infer<typeof disagreementsSchema>;
