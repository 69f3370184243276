import { z } from "zod";

/** Precisions are never added together and never converted into each other. */
export const precisions = ["fp64", "fp32", "fp16", "fp8", "int8"] as const;
export const precisionSchema = z.enum(precisions);
export type Precision = z.infer<typeof precisionSchema>;

/** A datasheet relayed, B press table, C open catalogue, D other third party, F measured, M from memory. */
export const evidenceTierSchema = z.enum(["A", "B", "C", "D", "F", "M"]);

export const computeClassSchema = z.enum(["general", "intelligent", "super"]);
export type ComputeClass = z.infer<typeof computeClassSchema>;

/** One accelerator model. Dense peaks only, TFLOPS (INT8 in TOPS); null is "not published or not supported". */
export const acceleratorModelSchema = z.object({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/, "is not a model id, for example h100-sxm"),
  name: z.string(),
  maker: z.string(),
  densePeakTflops: z.partialRecord(precisionSchema, z.number().positive().nullable()),
  memoryGb: z.number().positive().nullable(),
  powerW: z.number().positive().nullable(),
  evidence: evidenceTierSchema,
  source: z.string(),
  effectiveFrom: z.iso.date(),
  /** Other figures that are quoted in public, so that a page can show the range. */
  note: z.string().optional(),
});
export type AcceleratorModel = z.infer<typeof acceleratorModelSchema>;
