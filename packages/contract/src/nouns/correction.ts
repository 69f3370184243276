import { z } from "zod";
import { localIdSchema } from "./center-document.ts";
import { instantSchema, statedInstantSchema } from "./time.ts";

/** An amount of energy or a reading of a register, as decimal text in kWh: exact in the integers inside. */
export const kwhSchema = z
  .string()
  .regex(/^(0|[1-9]\d{0,11})(\.\d{1,6})?$/, "is not an amount in kWh, for example 1250.5");

/** Whose energy is put right: a meter, or the rack or server that stands for IT energy where there is none. */
export const energySubjectSchema = z.strictObject({
  kind: z.enum(["meter", "rack", "server"]),
  id: localIdSchema,
});
export type EnergySubject = z.infer<typeof energySubjectSchema>;

const reason = z.string().trim().min(3).max(500);

/**
 * What somebody knows better than the samples. Samples are never edited: a correction is an input of its own, with
 * the time at which it became known.
 */
export const correctionDraftSchema = draftAt(statedInstantSchema);
export type CorrectionDraft = z.infer<typeof correctionDraftSchema>;
export type CorrectionKind = CorrectionDraft["kind"];

/** When it became known, and until when it held: a record is withdrawn by a later one and never changed. */
const recorded = {
  id: z.uuid(),
  recordedAt: instantSchema,
  recordedBy: z.string(),
  withdrawal: z.object({ at: instantSchema, by: z.string(), reason: z.string() }).nullable(),
};
export const correctionSchema = z.object({ ...recorded, draft: draftAt(instantSchema) });
export type Correction = z.infer<typeof correctionSchema>;

/** Water, as decimal text in m³: exact in the millilitres inside. */
export const cubicMetresSchema = z
  .string()
  .regex(/^(0|[1-9]\d{0,11})(\.\d{1,6})?$/, "is not an amount in m³, for example 125.5");

const localDaySchema = z.iso.date("is not a day, for example 2024-05-31");

/**
 * Energy or water of whole local days as a document states it, for what sends no samples: a utility's bill, or a
 * register read by hand. How it spreads over its days is not known.
 */
export const meterReadingDraftSchema = z.strictObject({
  kind: z.enum(["bill", "reading"]),
  /** A meter of the center, `facility` or `it` for a whole side of the balance, or `water` for all that is brought in. */
  target: localIdSchema,
  firstDay: localDaySchema,
  lastDay: localDaySchema,
  /** null: it states water. */
  energyKwh: kwhSchema.nullable().default(null),
  /** null: it states energy. */
  volumeM3: cubicMetresSchema.nullable().default(null),
  /** In the currency of the center; null: not stated. */
  cost: z
    .string()
    .regex(/^(0|[1-9]\d{0,11})(\.\d{1,4})?$/, "is not an amount, for example 800.50")
    .nullable()
    .default(null),
  /** Number of the bill, or where the reading was written down: what cannot be found again cannot be checked. */
  document: z.string().trim().min(1).max(200),
});
export type MeterReadingDraft = z.infer<typeof meterReadingDraftSchema>;
export const meterReadingSchema = z.object({ ...recorded, draft: meterReadingDraftSchema });
export type MeterReading = z.infer<typeof meterReadingSchema>;

function draftAt(instant: typeof instantSchema) {
  return z.discriminatedUnion("kind", [
    /** A register was replaced: without this record its first reading cannot be told from a fault. */
    z.strictObject({
      kind: z.literal("meter_exchange"),
      subject: energySubjectSchema,
      at: instant,
      lastReadingKwh: kwhSchema,
      firstReadingKwh: kwhSchema,
      /** What one unit of the new register counts of the old one's, where transformers changed. */
      factor: z
        .string()
        .regex(/^(0|[1-9]\d{0,5})(\.\d{1,6})?$/, "is not a factor, for example 1.5")
        .refine((text) => Number(text) > 0, "is not above 0")
        .default("1"),
      reason,
    }),
    /** Only for time that the subject's own samples leave open: from another meter of the same energy, or as stated. */
    z.strictObject({
      kind: z.literal("gap_fill"),
      subject: energySubjectSchema,
      from: instant,
      to: instant,
      fromMeter: localIdSchema.nullable().default(null),
      energyKwh: kwhSchema.nullable().default(null),
      reason,
    }),
    /** Instead of what was measured; null: what was measured is left out and nothing takes its place. */
    z.strictObject({
      kind: z.literal("value"),
      subject: energySubjectSchema,
      from: instant,
      to: instant,
      energyKwh: kwhSchema.nullable(),
      reason,
    }),
  ]);
}
