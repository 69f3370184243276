import { z } from "zod";
import { freshnessSchema } from "../nouns/quantity.ts";
import { envelopeFaultSchema, envelopeStateSchema, thermalClassSchema } from "../nouns/thermal.ts";
import { liveValueSchema } from "./wall-state.ts";

const namedSchema = z.object({ id: z.string(), name: z.string() });

/** One accelerator; `tenant` and `lease` are who holds it by an assignment now. */
export const acceleratorStateSchema = z.object({
  id: z.string(),
  slot: z.number(),
  model: z.string(),
  uuid: z.string().nullable(),
  utilisation: z.number().nullable(),
  powerW: z.number().nullable(),
  temperatureC: z.number().nullable(),
  freshness: freshnessSchema,
  /** Newest fault code; 0 is none, null is not sent. */
  faultCode: z.number().nullable(),
  /** Memory errors that could not be corrected; null is not sent. */
  eccDoubleBit: z.number().nullable(),
  /** Bits that say why the clock is held down; 0 is none, null is not sent. */
  throttleReasons: z.number().nullable(),
  tenant: namedSchema.nullable(),
  lease: z.string().nullable(),
});

export const serverStateSchema = z.object({
  id: z.string(),
  name: z.string(),
  positionU: z.number().nullable(),
  /** null: not known, as are those of the rack below. */
  heightU: z.number().nullable(),
  ratedPowerW: z.number().nullable(),
  model: z.string().nullable(),
  power: liveValueSchema,
  accelerators: z.array(acceleratorStateSchema),
});

/** A breaker or outlet that the rack hangs on. */
export const rackFeedSchema = z.object({
  id: z.string(),
  name: z.string(),
  path: z.enum(["A", "B"]).nullable(),
  /** What it may carry all the time. */
  limitW: z.number().nullable(),
  power: liveValueSchema,
  /** What it would carry if the other path were lost; null while a rack on it is not known. */
  powerAloneW: z.number().nullable(),
});

/** redundant: either path alone carries everything now. single: there is only one path. */
export const redundancyStates = ["redundant", "not_redundant", "single", "unknown"] as const;

/** A cooling loop that the rack hangs on. */
export const rackLoopSchema = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(["liquid", "air"]),
  fluid: z.string().nullable(),
  supplyTemperature: liveValueSchema,
  returnTemperature: liveValueSchema,
  flow: liveValueSchema,
  heatRemoved: liveValueSchema,
  designHeatW: z.number().nullable(),
  leak: z.enum(["dry", "leak", "unknown"]),
  /** Racks on the loop, this one included: its heat is theirs together. */
  racks: z.number(),
});

/** One rack with what stands in it, topic `rack:<center>/<rack>`. */
export const rackStateSchema = z.object({
  id: z.string(),
  name: z.string(),
  hall: z.string(),
  hallName: z.string(),
  row: z.string(),
  heightU: z.number().nullable(),
  usableU: z.number().nullable(),
  /** Measured. */
  power: liveValueSchema,
  /** Promised by leases of power. */
  powerContracted: liveValueSchema,
  /** Rated power of the servers that stand in it. */
  powerAllocated: liveValueSchema,
  powerLimit: liveValueSchema,
  powerLimitW: z.number().nullable(),
  feeds: z.array(rackFeedSchema),
  redundancy: z.enum(redundancyStates),
  inletTemperature: liveValueSchema,
  /** Of a sensor behind the rack; most have none. */
  outletTemperature: liveValueSchema,
  relativeHumidity: liveValueSchema,
  /** Measured, else from temperature and humidity. */
  dewPoint: liveValueSchema,
  thermal: z.object({
    class: thermalClassSchema,
    /** false: chosen by the rack's density. */
    isStated: z.boolean(),
    state: envelopeStateSchema,
    faults: z.array(envelopeFaultSchema),
  }),
  loops: z.array(rackLoopSchema),
  utilisation: liveValueSchema,
  tenants: z.array(namedSchema),
  servers: z.array(serverStateSchema),
});
export type RackState = z.infer<typeof rackStateSchema>;
