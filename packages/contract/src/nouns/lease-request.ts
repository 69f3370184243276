import { z } from "zod";
import { leaseResources, localIdSchema } from "./center-document.ts";
import { instantSchema } from "./time.ts";

/** What a tenant may ask for; an operator decides. */
export const leaseWishSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("new"),
    resource: z.enum(leaseResources),
    amount: z.number().positive(),
    model: z.string().optional(),
    from: instantSchema,
    to: instantSchema.nullable(),
  }),
  z.strictObject({
    kind: z.literal("resize"),
    lease: localIdSchema,
    amount: z.number().positive(),
    from: instantSchema,
  }),
  z.strictObject({ kind: z.literal("renew"), lease: localIdSchema, to: instantSchema.nullable() }),
  z.strictObject({ kind: z.literal("end"), lease: localIdSchema, at: instantSchema }),
]);
export type LeaseWish = z.infer<typeof leaseWishSchema>;

export const leaseRequestSchema = z.object({
  id: z.uuid(),
  tenant: localIdSchema,
  wish: leaseWishSchema,
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
