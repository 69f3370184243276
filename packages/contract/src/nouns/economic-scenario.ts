import { z } from "zod";
import { localIdSchema } from "./center-document.ts";
import { currencySchema, priceSchema } from "./money.ts";
import { nameOf } from "./name.ts";
import { publishedSchema } from "./published.ts";
import { instantSchema, statedInstantSchema } from "./time.ts";

/**
 * What somebody assumes of an investment: payback and net present value follow from these inputs and are never a
 * measurement. What a year brings and what its energy costs may be left to the report, which then takes its own
 * period and scales it to a year.
 */
export const economicScenarioDraftSchema = z.strictObject({
  name: nameOf(200),
  effectiveFrom: statedInstantSchema,
  currency: currencySchema,
  /** Whose assumptions these are: a scenario without a source cannot be argued with. */
  source: z.string().trim().min(1).max(500),
  note: z.string().max(2000).default(""),
  /** Paid in year 0. */
  investment: priceSchema,
  /** A year, 0.08 is 8 %. */
  discountRate: z.number().min(0).max(1),
  horizonYears: z.number().int().min(1).max(50),
  /** null: what the period of the report billed, scaled to a year. */
  revenuePerYear: priceSchema.nullable().default(null),
  /** null: what the energy of the report's period cost, demand charge included, scaled to a year. */
  energyPerYear: priceSchema.nullable().default(null),
  /** Everything else that is paid each year. */
  costs: z
    .array(z.strictObject({ id: localIdSchema, name: nameOf(200), perYear: priceSchema }))
    .max(20)
    .default([]),
  /** How far the city uses what is computed, where somebody published it; absent: nobody recorded it. */
  cityApplicationLevel: z
    .strictObject({
      /** 0.8 is 80 %. */
      level: z.number().min(0).max(1),
      source: z.string().trim().min(1).max(500),
      /** The day of which it is told. */
      asOf: z.iso.date(),
    })
    .optional(),
});
export type EconomicScenarioDraft = z.infer<typeof economicScenarioDraftSchema>;

/** Published once, never changed; in force until the next version begins. */
export const economicScenarioSchema = z.object({
  ...economicScenarioDraftSchema.shape,
  effectiveFrom: instantSchema,
  ...publishedSchema.shape,
});
export type EconomicScenario = z.infer<typeof economicScenarioSchema>;
