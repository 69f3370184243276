import { z } from "zod";
import { leaseResources, localIdSchema } from "./center-document.ts";
import { instantSchema, statedInstantSchema } from "./time.ts";

/** What a tenant may ask for; an operator decides. */
export const leaseWishSchema = wishAt(statedInstantSchema);
export type LeaseWish = z.infer<typeof leaseWishSchema>;

export const leaseRequestSchema = z.object({
  id: z.uuid(),
  tenant: localIdSchema,
  wish: wishAt(instantSchema),
  note: z.string(),
  state: z.enum(["open", "approved", "declined", "withdrawn"]),
  askedBy: z.string(),
  askedAt: instantSchema,
  decidedBy: z.string().nullable(),
  decidedAt: instantSchema.nullable(),
  answer: z.string(),
  /** The lease that came of it. */
  lease: localIdSchema.nullable(),
});
export type LeaseRequest = z.infer<typeof leaseRequestSchema>;

function wishAt(instant: typeof instantSchema) {
  return z.discriminatedUnion("kind", [
    z.strictObject({
      kind: z.literal("new"),
      resource: z.enum(leaseResources),
      amount: z.number().positive(),
      model: z.string().optional(),
      from: instant,
      to: instant.nullable(),
    }),
    z.strictObject({
      kind: z.literal("resize"),
      lease: localIdSchema,
      amount: z.number().positive(),
      from: instant,
    }),
    z.strictObject({ kind: z.literal("renew"), lease: localIdSchema, to: instant.nullable() }),
    z.strictObject({ kind: z.literal("end"), lease: localIdSchema, at: instant }),
  ]);
}
