import { z } from "zod";
import { acceleratorModelSchema, computeClassSchema } from "./accelerator.ts";
import { gradeSchema } from "./figure.ts";
import { centerLimitSchema, jurisdictionSchema } from "./limit.ts";
import { nameOf } from "./name.ts";
import { itBoundarySchema, meterRoleSchema, quantitySchema, subjectSchema } from "./quantity.ts";
import { industrySectionSchema, tenantClassSchema } from "./tenant-standing.ts";
import { thermalClassSchema } from "./thermal.ts";
import { instantSchema, statedInstantSchema, timeZoneSchema } from "./time.ts";

export const centerIdSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, "is not a center id: lower-case letters, digits and hyphens");

/** Local to a center. No slash: `center/rack` is the global form. */
export const localIdSchema = z
  .string()
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}._:|@+-]{0,159}$/u, "is not an id: letters, digits and . _ : | @ + -");

const nameSchema = nameOf(200);

export const centerSchema = z.object({
  id: centerIdSchema,
  name: nameSchema,
  nameZh: nameSchema.optional(),
  region: nameSchema.default("default"),
  timeZone: timeZoneSchema,
  /** Whose limits hold here; without it those of the country that the time zone tells, and no local ones. */
  jurisdiction: jurisdictionSchema.optional(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, "is not an ISO 4217 currency code")
    .default("CNY"),
  itBoundary: itBoundarySchema.default("it_input"),
  computeClass: computeClassSchema.default("intelligent"),
  /** Published emission factor of the grid at this place; without one, carbon is not stated. */
  gridCarbon: z
    .strictObject({
      kgPerKwh: z.number().nonnegative(),
      source: z.string().min(1).max(300),
      year: z.number().int(),
    })
    .optional(),
  /** Rated IT capacity, W; the floor of PUE is 1 % of it. */
  ratedItPowerW: z.number().positive().optional(),
  /** Local day from which on every incident and maintenance is recorded; absent: from the first one that is. */
  incidentsSince: z.iso.date("is not a day, for example 2026-01-01").optional(),
  /** Limits and targets that the product does not know: local ones, those of a permit or a contract. */
  limits: z.array(centerLimitSchema).max(100).optional(),
  /** Raw samples older than this are refused and dropped; null keeps everything. */
  retentionDays: z.number().int().positive().nullable().default(400),
  /** Shown on every page: `demo` data is simulated, `replay` was recorded elsewhere. */
  origin: z.enum(["live", "demo", "replay"]).default("live"),
  note: z.string().max(2000).optional(),
  /** Expected cadence of a point that states none, and the longest gap that is bridged (default 3 cadences). */
  defaultIntervalS: z.number().positive().default(15),
});

export const hallSchema = z.object({ id: localIdSchema, name: nameSchema });
export const rowSchema = z.object({ id: localIdSchema, hall: localIdSchema, name: nameSchema });
export const rackSchema = z.object({
  id: localIdSchema,
  row: localIdSchema,
  name: nameSchema,
  /** Place in its row, from 1; decides where the map draws it. */
  position: z.number().int().positive(),
  /** null: nobody knows, as where racks are inferred from host names. */
  heightU: z.number().int().positive().max(60).nullable().default(42),
  usableU: z.number().int().positive().max(60).optional(),
  powerLimitW: z.number().positive().optional(),
  limitGrade: gradeSchema.default("assumed"),
  placementGrade: gradeSchema.default("metered"),
  /** Absent: H1 above the practical ceiling of air cooling, else A1. */
  thermalClass: thermalClassSchema.optional(),
  /** Heat that can be taken away from this place, air and liquid together. */
  coolingLimitW: z.number().positive().optional(),
});
export const serverSchema = z.object({
  id: localIdSchema,
  rack: localIdSchema,
  name: nameSchema,
  /** What exporters call it (`Hostname`, `instance` without the port); default: the id. */
  hostname: z.string().max(255).optional(),
  /** Lowest unit it fills, from 1 at the floor. */
  positionU: z.number().int().positive().optional(),
  /** null: nobody knows. */
  heightU: z.number().int().positive().max(60).nullable().default(1),
  ratedPowerW: z.number().positive().optional(),
  /** Accelerators get the ids `<server>:0`, `<server>:1`, ... in slot order. */
  accelerators: z
    .object({
      model: z.string(),
      count: z.number().int().positive().max(128),
      uuids: z.array(z.string()).optional(),
    })
    .optional(),
});
export const meterSchema = z.object({
  id: localIdSchema,
  name: nameSchema,
  role: meterRoleSchema,
  /** Register rolls over here, Wh. A register without it cannot be told to have rolled over. */
  modulusWh: z.number().positive().optional(),
  resolutionWh: z.number().positive().optional(),
  ratedPowerW: z.number().positive().optional(),
  grade: gradeSchema.default("metered"),
});
/** A breaker, busway or PDU outlet: power comes from the parent and goes to the racks and to the feeds below. */
export const feedSchema = z.object({
  id: localIdSchema,
  name: nameSchema,
  parent: localIdSchema.nullable().default(null),
  /** Which of two independent supplies it belongs to; null: there is only one. */
  path: z.enum(["A", "B"]).nullable().default(null),
  /** The meter that measures it, where it has no series of its own. */
  meter: localIdSchema.nullable().default(null),
  /** Rating of the breaker, per phase. */
  ratedA: z.number().positive().optional(),
  /** Line to line with three phases, line to neutral with one. */
  volts: z.number().positive().optional(),
  phases: z.union([z.literal(1), z.literal(3)]).optional(),
  /** What it may carry all the time; without it, the rating times the continuous share. */
  limitW: z.number().positive().optional(),
  /** Share of the breaker's rating that may be drawn all the time. */
  continuousShare: z.number().positive().max(1).default(0.8),
  /** Racks that are plugged in here, not those of feeds below. */
  racks: z.array(localIdSchema).default([]),
});
/** Heat goes from the racks into the loop and on to its parent. */
export const loopSchema = z.object({
  id: localIdSchema,
  name: nameSchema,
  parent: localIdSchema.nullable().default(null),
  /** liquid: the coolant reaches the equipment. air: the racks breathe air that this loop cools. */
  kind: z.enum(["liquid", "air"]).default("liquid"),
  racks: z.array(localIdSchema).default([]),
  designFlowLpm: z.number().positive().optional(),
  designHeatW: z.number().positive().optional(),
  /** Of the coolant at working temperature; without it the heat of the loop is not stated. */
  fluid: z
    .strictObject({
      name: nameSchema,
      densityKgPerL: z.number().positive(),
      specificHeatKjPerKgK: z.number().positive(),
    })
    .optional(),
});
/** Only for points that differ from what a profile would make of them. */
export const pointSchema = z.object({
  subject: subjectSchema,
  quantity: quantitySchema,
  intervalS: z.number().positive().optional(),
  maxGapS: z.number().positive().optional(),
  grade: gradeSchema.optional(),
});
export const tenantSchema = z.object({
  id: localIdSchema,
  name: nameSchema,
  nameZh: nameSchema.optional(),
  /** As of now. A document that leaves one out says nothing of it: what was stated stays. */
  class: tenantClassSchema.optional(),
  industry: industrySectionSchema.optional(),
});
export const leaseResources = ["racks", "rack_units", "power_w", "accelerators", "pflops"] as const;
export const leaseSchema = z.object({
  id: localIdSchema,
  tenant: localIdSchema,
  resource: z.enum(leaseResources),
  amount: z.number().nonnegative(),
  /** For `accelerators`: which model; absent means any. */
  model: z.string().optional(),
  from: instantSchema,
  to: instantSchema.nullable(),
  grade: gradeSchema.default("metered"),
  /** Intervals of one contract share it: a resize ends one lease and begins the next. Absent: the lease is its own. */
  contract: localIdSchema.optional(),
  /** commitment: paid for whether used or not. on_demand: a ceiling, only use is paid for. */
  terms: z.enum(["commitment", "on_demand"]).default("commitment"),
});
export const assignmentSchema = z
  .object({
    lease: localIdSchema,
    rack: localIdSchema.optional(),
    accelerator: localIdSchema.optional(),
    from: instantSchema,
    to: instantSchema.nullable(),
  })
  .refine(
    (a) => (a.rack === undefined) !== (a.accelerator === undefined),
    "names either a rack or an accelerator",
  );

/** A whole center as one file: what `center import` reads and `center export` writes. Importing is idempotent. */
export const centerDocumentSchema = z.object({
  center: centerSchema,
  catalogue: z.array(acceleratorModelSchema).default([]),
  halls: z.array(hallSchema).default([]),
  rows: z.array(rowSchema).default([]),
  racks: z.array(rackSchema).default([]),
  servers: z.array(serverSchema).default([]),
  meters: z.array(meterSchema).default([]),
  feeds: z.array(feedSchema).default([]),
  loops: z.array(loopSchema).default([]),
  points: z.array(pointSchema).default([]),
  tenants: z.array(tenantSchema).default([]),
  leases: z.array(leaseSchema).default([]),
  assignments: z.array(assignmentSchema).default([]),
});
/** The document as somebody hands it in: a misspelt field is a fault, or what it says would be lost silently. */
export const handedInDocumentSchema = z.strictObject({
  center: centerSchema.strict(),
  catalogue: z.array(acceleratorModelSchema.strict()).default([]),
  halls: z.array(hallSchema.strict()).default([]),
  rows: z.array(rowSchema.strict()).default([]),
  racks: z.array(rackSchema.strict()).default([]),
  servers: z
    .array(
      serverSchema
        .extend({ accelerators: serverSchema.shape.accelerators.unwrap().strict().optional() })
        .strict(),
    )
    .default([]),
  meters: z.array(meterSchema.strict()).default([]),
  feeds: z.array(feedSchema.strict()).default([]),
  loops: z.array(loopSchema.strict()).default([]),
  points: z.array(pointSchema.extend({ subject: subjectSchema.strict() }).strict()).default([]),
  tenants: z.array(tenantSchema.strict()).default([]),
  leases: z
    .array(leaseSchema.extend({ from: statedInstantSchema, to: statedInstantSchema.nullable() }).strict())
    .default([]),
  assignments: z.array(assignmentSchema.strict()).default([]),
});
/** As a person writes it: defaults may be left out. */
export type CenterDocumentInput = z.input<typeof centerDocumentSchema>;
export type CenterDocument = z.output<typeof centerDocumentSchema>;
export type Center = CenterDocument["center"];
export type Rack = CenterDocument["racks"][number];
export type Server = CenterDocument["servers"][number];
export type Meter = CenterDocument["meters"][number];
export type Feed = CenterDocument["feeds"][number];
export type CoolingLoop = CenterDocument["loops"][number];
export type Tenant = CenterDocument["tenants"][number];
export type Lease = CenterDocument["leases"][number];
export type Assignment = CenterDocument["assignments"][number];
