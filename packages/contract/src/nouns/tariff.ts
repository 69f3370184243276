import { z } from "zod";
import { localIdSchema } from "./center-document.ts";
import { currencySchema, priceSchema } from "./money.ts";
import { nameOf } from "./name.ts";
import { bandSchema } from "./price-book.ts";
import { publishedSchema } from "./published.ts";
import { instantSchema, statedInstantSchema } from "./time.ts";

/**
 * What a kWh from the grid costs. Time-of-use factors belong to some parts of the price (energy) and not to others
 * (transmission, levies), so each part says so. `demand` is paid on the greatest 15-minute
 * mean of a month, or on the apparent power that was contracted.
 */
export const tariffDraftSchema = z.strictObject({
  effectiveFrom: statedInstantSchema,
  currency: currencySchema,
  /** Who published it and where it can be read: a price without a source cannot be checked. */
  source: z.string().trim().min(1).max(500),
  note: z.string().max(2000).default(""),
  components: z
    .array(
      z.strictObject({
        id: localIdSchema,
        name: nameOf(200),
        perKwh: priceSchema,
        /** The factor of the band in force multiplies this part. */
        banded: z.boolean().default(false),
      }),
    )
    .min(1)
    .max(20),
  bands: z.array(bandSchema).max(24).default([]),
  demand: z
    .union([
      z.strictObject({ perKwMonth: priceSchema }),
      /** Paid on what was contracted of the transformers, whatever was drawn. */
      z.strictObject({ perKvaMonth: priceSchema, contractedKva: z.number().positive() }),
    ])
    .nullable()
    .default(null),
});
export type TariffDraft = z.infer<typeof tariffDraftSchema>;

/** Published once, never changed; in force until the next version begins. */
export const tariffVersionSchema = z.object({
  ...tariffDraftSchema.shape,
  effectiveFrom: instantSchema,
  ...publishedSchema.shape,
});
export type TariffVersion = z.infer<typeof tariffVersionSchema>;
