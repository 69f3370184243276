import { z } from "zod";
import { leaseResources } from "../nouns/center-document.ts";
import { liveValueSchema } from "./wall-state.ts";

/** What a tenant holds at this moment, topic `tenant:<center>/<tenant>`; nothing in it is anybody else's. */
export const tenantStateSchema = z.object({
  tenant: z.object({ id: z.string(), name: z.string(), nameZh: z.string().optional() }),
  center: z.object({
    id: z.string(),
    name: z.string(),
    nameZh: z.string().optional(),
    timeZone: z.string(),
    currency: z.string(),
    origin: z.enum(["live", "demo", "replay"]),
  }),
  build: z.string(),
  /** For a replayed center this is its clock. */
  nowMs: z.number(),
  /** Cards; what else is leased stands in `otherLeases`. */
  contracted: liveValueSchema,
  /** Running leases of anything but cards, summed by resource, each in its unit: racks, U, W, PFLOPS. */
  otherLeases: z
    .array(z.object({ resource: z.enum(leaseResources).exclude(["accelerators"]), amount: z.number() }))
    .default([]),
  assigned: liveValueSchema,
  allocated: liveValueSchema,
  active: liveValueSchema,
  /** Allocated and not active. */
  idle: liveValueSchema,
  power: liveValueSchema,
  models: z.array(
    z.object({
      model: z.string().nullable(),
      name: z.string(),
      /** null: no lease names the model, and what else is leased names none. */
      contracted: z.number().nullable(),
      assigned: z.number(),
    }),
  ),
  /** Assigned accelerators that report less than 5 % activity, at most 100 of `idleCount`. */
  idleAccelerators: z.array(
    z.object({ id: z.string(), model: z.string(), rack: z.string(), utilisation: z.number().nullable() }),
  ),
  idleCount: z.number().int(),
  /** Assigned accelerators of which nothing tells whether they are idle. */
  silentCount: z.number().int().default(0),
});
export type TenantState = z.infer<typeof tenantStateSchema>;
