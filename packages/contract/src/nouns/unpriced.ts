import { z } from "zod";
import { precisionSchema } from "./accelerator.ts";
import { leaseResources, localIdSchema } from "./center-document.ts";
import { ledgerBases } from "./ledger.ts";

const what = { resource: z.enum(leaseResources), basis: z.enum(ledgerBases) };
const model = z.string().nullable();

/** Why something has no price, with what a sentence in any language needs to say it. */
export const unpricedSchema = z.discriminatedUnion("why", [
  z.object({ why: z.literal("no_version"), ...what }),
  z.object({ why: z.literal("no_rule"), ...what, model, version: z.number().int() }),
  z.object({ why: z.literal("part_of_instance"), cards: z.number(), model, rule: localIdSchema }),
  z.object({ why: z.literal("unknown_model"), basis: what.basis }),
  z.object({ why: z.literal("no_peak"), model, precision: precisionSchema }),
  /** Of a quote: use on demand is not known before it happens. */
  z.object({ why: z.literal("as_it_happens") }),
  /** Of a quote: nothing is reckoned beyond. */
  z.object({ why: z.literal("too_far"), months: z.number().int() }),
]);
export type Unpriced = z.infer<typeof unpricedSchema>;
