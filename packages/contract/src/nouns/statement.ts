import { z } from "zod";
import { localIdSchema } from "./center-document.ts";
import { currencySchema } from "./money.ts";
import { instantSchema } from "./time.ts";
import { unpricedSchema } from "./unpriced.ts";

/** A local calendar month, `2026-05`. */
export const monthSchema = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, "is not a month, for example 2026-05");

/**
 * One line of a statement; it unfolds to the ledger intervals it sums. Amounts are decimal text with the currency's
 * minor digits; the billed amount is rounded once, half up, from the exact product.
 */
export const statementLineSchema = z.object({
  id: z.string(),
  category: z.enum(["Usage", "Purchase", "Adjustment", "Credit"]),
  /** `Correction` only where a period that was already issued is put right. */
  chargeClass: z.enum(["Correction"]).nullable(),
  description: z.string(),
  lease: localIdSchema.nullable(),
  team: localIdSchema.nullable(),
  model: z.string().nullable(),
  resource: z.string(),
  priceVersion: z.number().int(),
  rule: z.string(),
  band: z.string().nullable(),
  from: instantSchema,
  to: instantSchema,
  /** Rounded to 9 decimals for display; the exact product is what was priced. */
  quantity: z.string().nullable(),
  pricingUnit: z.string().nullable(),
  unitPrice: z.string().nullable(),
  /** Of a commitment: what was used and what was left over; used + unused = purchase. */
  commitment: z.enum(["Used", "Unused"]).nullable(),
  billed: z.string(),
  effective: z.string(),
  list: z.string(),
  /** Share of the line's time that is backed by samples or contracts, 0..1. */
  coverage: z.number().min(0).max(1),
  entryCount: z.number().int(),
});
export type StatementLine = z.infer<typeof statementLineSchema>;

/** not_reached: the ledger holds nothing of the period yet though something is leased; a sum of 0 would be a lie. */
export const statementProblemSchema = z.object({
  code: z.enum(["no_price", "no_model", "no_peak_known", "not_metered", "not_reached"]),
  /** In English; what follows says the same for readers of any language. */
  what: z.string(),
  /** Of what has no price, model or peak: such a statement is never issued, so that none is without it. */
  about: unpricedSchema.optional(),
  /** Of not_metered; absent: a statement of before it was told apart from the words. */
  unmetered: z.object({ hours: z.string(), gaps: z.number().int() }).optional(),
  from: instantSchema,
  to: instantSchema,
});
export type StatementProblem = z.infer<typeof statementProblemSchema>;

/**
 * estimate: the period is open, or not issued yet, and figures may still move. blocked: something has no price; it
 * is never taken as free. issued: billing truth, frozen, numbered.
 */
export const statementSchema = z.object({
  number: z.string().nullable(),
  status: z.enum(["estimate", "blocked", "issued"]),
  /** Whose price book: the platform towards the tenant, or the tenant towards one of its teams. */
  seller: localIdSchema.nullable(),
  tenant: localIdSchema,
  tenantName: z.string(),
  month: monthSchema,
  timeZone: z.string(),
  /** Bounds of the local month in UTC. */
  billingPeriodStart: instantSchema,
  billingPeriodEnd: instantSchema,
  currency: currencySchema,
  lines: z.array(statementLineSchema),
  billed: z.string(),
  problems: z.array(statementProblemSchema),
  roundingRule: z.string(),
  method: z.object({ id: z.string(), version: z.number().int() }),
  /** Everything up to here in the ledger is in it. */
  ledgerHead: z.number().int(),
  contentSha256: z.string(),
  issuedAt: instantSchema.nullable(),
  issuedBy: z.string().nullable(),
});
export type Statement = z.infer<typeof statementSchema>;
