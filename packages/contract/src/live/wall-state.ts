import { z } from "zod";
import { computeClassSchema } from "../nouns/accelerator.ts";
import { gradeSchema, reasonSchema } from "../nouns/figure.ts";
import { freshnessSchema } from "../nouns/quantity.ts";
import { tenantClassSchema } from "../nouns/tenant-standing.ts";

/** A number of this moment. `null` comes with a reason; `sampledAtMs` is the oldest sample it rests on. */
export const liveValueSchema = z.object({
  value: z.number().nullable(),
  reason: reasonSchema.optional(),
  unit: z.string(),
  sampledAtMs: z.number().nullable(),
  freshness: freshnessSchema,
  /** Share of the expected inputs that are fresh, 0..1. */
  coverage: z.number().min(0).max(1),
  grade: gradeSchema,
  method: z.string(),
});
export type LiveValue = z.infer<typeof liveValueSchema>;

export const ladderSteps = [
  "installed",
  "racked",
  "powered",
  "healthy",
  "leased",
  "allocated",
  "active",
  "effective",
] as const;

export const tenantStripSchema = z.object({
  id: z.string(),
  name: z.string(),
  nameZh: z.string().optional(),
  /** Absent: nobody stated it. */
  class: tenantClassSchema.optional(),
  leased: z.number().nullable(),
  allocated: z.number().nullable(),
  active: z.number().nullable(),
});
export const sourceStripSchema = z.object({
  id: z.string(),
  name: z.string(),
  freshness: freshnessSchema,
  lastSampleAtMs: z.number().nullable(),
  samplesPerSecond: z.number(),
  /** Of a time that is over it is known by what is kept: it may have sent what nobody could use. */
  isUnkept: z.boolean().optional(),
});

/** The wall of one center. Flat, so that a patch replaces whole blocks. */
export const wallStateSchema = z.object({
  center: z.object({
    id: z.string(),
    name: z.string(),
    nameZh: z.string().optional(),
    timeZone: z.string(),
    origin: z.enum(["live", "demo", "replay"]),
    /** All PFLOPS of this state are at the precision of this kind of computing: a center is of one kind. */
    computeClass: computeClassSchema,
  }),
  build: z.string(),
  /** Of the newest sample of any point: is this picture alive? */
  freshness: z.object({
    state: freshnessSchema,
    /** For a replayed center this is also its clock: ages are counted against recorded time. */
    newestSampleAtMs: z.number().nullable(),
    lastReceivedAtMs: z.number().nullable(),
    cadenceMs: z.number(),
  }),
  pueLive: liveValueSchema,
  pueToday: liveValueSchema,
  pueYear: liveValueSchema,
  /** Racks with servers in halls that no IT meter reaches: their energy is in the facility only, and PUE too high. */
  unmetered: z
    .object({ names: z.array(z.string()), racks: z.number(), of: z.number() })
    .nullable()
    .optional(),
  facilityPower: liveValueSchema,
  itPower: liveValueSchema,
  /** At the output of the UPS, where it is metered. */
  upsPower: liveValueSchema,
  coolingPower: liveValueSchema,
  /** Of all racks together, as measured at them. */
  rackPower: liveValueSchema,
  /** Of the twelve months before today, kWh. */
  itEnergyYear: liveValueSchema,
  /** Mean price of a bought kWh in the same months, and what a hundredth of PUE costs at it over that energy. */
  energyPrice: liveValueSchema,
  pueHundredth: liveValueSchema,
  occupancy: liveValueSchema,
  allocation: liveValueSchema,
  utilisation: liveValueSchema,
  rackOccupancy: liveValueSchema,
  rackPowerUse: liveValueSchema,
  ladder: z.array(z.object({ step: z.enum(ladderSteps), cards: liveValueSchema, pflops: liveValueSchema })),
  tenants: z.array(tenantStripSchema),
  sources: z.array(sourceStripSchema),
  /** IT power of the last hour, one point a minute, for the trend line; null is a gap. */
  itPowerTrend: z.array(z.object({ atMs: z.number(), powerW: z.number().nullable() })),
  /** IT power of the last 24 hours, means of equal buckets by their ends; null is a gap. */
  itPowerDay: z.array(z.object({ atMs: z.number(), powerW: z.number().nullable() })),
  storage: z.enum(["ok", "away"]),
});
export type WallState = z.infer<typeof wallStateSchema>;
