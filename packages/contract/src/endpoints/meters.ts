import { z } from "zod";
import { centerIdSchema, localIdSchema } from "../nouns/center-document.ts";
import { quantitySchema } from "../nouns/quantity.ts";
import { instantSchema, windowSchema } from "../nouns/time.ts";
import { endpoint } from "./endpoint.ts";

/** Samples of an hour that are told at most; `sampleCount` says how many there are. */
export const shownSamples = 1000;

const sampleSchema = z.object({ at: instantSchema, value: z.number() });

/** What a meter said in a window: days of a longer one, hours of a day, the samples of an hour. */
export const meterReadingsSchema = z.object({
  /** Of the parts of the window. */
  unit: z.enum(["kWh", "L"]),
  /** Of the samples. */
  sampleUnit: z.enum(["W", "Wh", "L"]),
  /** The last sample at or before each edge, else the first after it; null: none is near enough to be joined to it. */
  edges: z.object({ from: sampleSchema.nullable(), to: sampleSchema.nullable() }),
  /** As measured, without corrections. null: nothing was measured, never 0. */
  parts: z.array(
    z.object({
      from: instantSchema,
      to: instantSchema,
      value: z.number().nullable(),
      coverage: z.number().min(0).max(1),
    }),
  ),
  /** Of an hour or less. */
  samples: z.array(sampleSchema),
  sampleCount: z.number().int().nonnegative(),
});
export type MeterReadings = z.infer<typeof meterReadingsSchema>;

const readings = endpoint({
  access: "planner",
  method: "GET",
  path: "/centers/{center}/meter-samples/{meter}",
  summary: "What a meter said in a window, by day, by hour or sample by sample",
  tags: ["figures"],
})
  .input(
    z.object({
      center: centerIdSchema,
      meter: localIdSchema,
      quantity: quantitySchema.extract(["energy", "power", "dc_power", "volume"]),
      ...windowSchema.shape,
    }),
  )
  .output(meterReadingsSchema);

export const meters = { readings };
