import { z } from "zod";
import { precisionSchema } from "./accelerator.ts";
import { localIdSchema } from "./center-document.ts";
import { currencySchema, priceSchema } from "./money.ts";
import { instantSchema, statedInstantSchema } from "./time.ts";
import { unpricedSchema } from "./unpriced.ts";

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "is not a time of day, for example 22:00");

/**
 * A time-of-use band in local civil time; `from` after `to` wraps midnight. The first band of a rule that holds at
 * an instant counts; where none does, the rule's own price does. `factor` multiplies that price.
 */
export const bandSchema = z.strictObject({
  id: localIdSchema,
  from: clockTime,
  to: clockTime,
  /** 1 Monday .. 7 Sunday; absent: every day. */
  weekdays: z.array(z.number().int().min(1).max(7)).min(1).optional(),
  /** 1..12; absent: every month. */
  months: z.array(z.number().int().min(1).max(12)).min(1).optional(),
  factor: priceSchema,
});
export type Band = z.infer<typeof bandSchema>;

const rule = { id: localIdSchema, note: z.string().max(500).optional(), unitPrice: priceSchema };
const bands = z.array(bandSchema).max(24).default([]);

/**
 * What one unit costs. A more exact rule wins: one that names the model before one for any model.
 * `leased` rules price a commitment by the lease; `allocated` rules price use beyond commitments, and all use of
 * leases on demand.
 */
export const priceRuleSchema = z.discriminatedUnion("unit", [
  z.strictObject({
    ...rule,
    unit: z.literal("card_hour"),
    basis: z.enum(["leased", "allocated"]),
    model: z.string().nullable().default(null),
    bands,
  }),
  /** Cards count with their dense peak at the precision. */
  z.strictObject({
    ...rule,
    unit: z.literal("pflops_hour"),
    basis: z.enum(["leased", "allocated"]),
    precision: precisionSchema,
    bands,
  }),
  /** A commitment of whole instances; parts of a month by its true length in the center's calendar. */
  z.strictObject({
    ...rule,
    unit: z.literal("instance_month"),
    basis: z.literal("leased"),
    model: z.string().nullable().default(null),
    cardsPerInstance: z.number().int().positive(),
  }),
  /** Racks, rack units and kW; parts of a month as above. */
  z.strictObject({
    ...rule,
    unit: z.literal("space_month"),
    basis: z.literal("leased"),
    resource: z.enum(["racks", "rack_units", "power_kw"]),
  }),
]);
export type PriceRule = z.infer<typeof priceRuleSchema>;

/** What a publisher writes. `seller: null` is the platform; a tenant id is that tenant towards its own teams. */
export const priceDraftSchema = z.strictObject({
  effectiveFrom: statedInstantSchema,
  currency: currencySchema,
  note: z.string().max(2000).default(""),
  rules: z.array(priceRuleSchema).min(1).max(500),
});
export type PriceDraft = z.infer<typeof priceDraftSchema>;

/** Published once, never changed; in force until the next version of the same seller begins. */
export const priceVersionSchema = z.object({
  seller: localIdSchema.nullable(),
  version: z.number().int().positive(),
  effectiveFrom: instantSchema,
  currency: currencySchema,
  note: z.string(),
  rules: z.array(priceRuleSchema),
  publishedAt: instantSchema,
  publishedBy: z.string(),
  contentSha256: z.string(),
});
export type PriceVersion = z.infer<typeof priceVersionSchema>;

/** What a wish would cost, line by line, at the prices published today. */
export const quoteSchema = z.object({
  currency: currencySchema,
  total: z.string(),
  lines: z.array(
    z.object({
      rule: z.string(),
      version: z.number().int(),
      band: z.string().nullable(),
      from: instantSchema,
      to: instantSchema,
      quantity: z.string(),
      unit: z.string(),
      unitPrice: z.string(),
      amount: z.string(),
    }),
  ),
  /** Parts of the wish that no rule prices: they are never free, so no total may be relied on while any is left. */
  unpriced: z.array(
    z.object({ what: z.string(), about: unpricedSchema, from: instantSchema, to: instantSchema }),
  ),
});
export type Quote = z.infer<typeof quoteSchema>;
