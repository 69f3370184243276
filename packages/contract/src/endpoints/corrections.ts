import { z } from "zod";
import { centerIdSchema } from "../nouns/center-document.ts";
import {
  correctionDraftSchema,
  correctionSchema,
  meterReadingDraftSchema,
  meterReadingSchema,
} from "../nouns/correction.ts";
import { reasonSchema } from "../nouns/figure.ts";
import { endpoint } from "./endpoint.ts";

const center = centerIdSchema;

/** Records of one kind that a list shows at most; `total` says how many there are. */
export const shownCorrections = 500;
export const correctionListSchema = z.object({
  corrections: z.array(correctionSchema),
  readings: z.array(meterReadingSchema),
  total: z.number().int().nonnegative(),
});

const sideSchema = z.object({
  energyKwh: z.number().nullable(),
  reason: reasonSchema.optional(),
  coverage: z.number().min(0).max(1),
});
export const correctionPreviewSchema = z.object({
  /** The subject's energy over the window that the correction touches, as known before and after it. */
  from: z.string(),
  to: z.string(),
  old: sideSchema,
  new: sideSchema,
});
export type CorrectionPreview = z.infer<typeof correctionPreviewSchema>;

const issueSchema = z.object({ path: z.string(), message: z.string() });
/** What becomes of one row of a file. `known`: the same statement is there already. */
export const readingVerdictSchema = z.object({
  /** As an editor counts lines; the header is line 1. */
  line: z.number().int().positive(),
  verdict: z.enum(["new", "known", "refused"]),
  issues: z.array(issueSchema),
  draft: meterReadingDraftSchema.nullable(),
});
export type ReadingVerdict = z.infer<typeof readingVerdictSchema>;
export const readingImportSchema = z.object({
  rows: z.array(readingVerdictSchema),
  /** Rows that were kept; 0 in a dry run, and when any row was refused. */
  stored: z.number().int().nonnegative(),
});
export type ReadingImport = z.infer<typeof readingImportSchema>;

const list = endpoint({
  access: "planner",
  method: "GET",
  path: "/centers/{center}/corrections",
  summary: "Corrections, and readings and bills from documents, withdrawn ones included, newest first",
  tags: ["corrections"],
})
  .input(z.object({ center }))
  .output(correctionListSchema);
const preview = endpoint({
  access: "planner",
  method: "POST",
  path: "/centers/{center}/correction-preview",
  summary: "What a correction would change; nothing is kept",
  tags: ["corrections"],
})
  .input(z.object({ center, draft: correctionDraftSchema }))
  .output(correctionPreviewSchema);
const record = endpoint({
  access: "planner",
  method: "POST",
  path: "/centers/{center}/corrections",
  summary: "Record a correction: known from now on, never edited, withdrawn only by a later record",
  tags: ["corrections"],
  successStatus: 201,
})
  .input(z.object({ center, draft: correctionDraftSchema }))
  .output(correctionSchema);
const withdraw = endpoint({
  access: "planner",
  method: "POST",
  path: "/centers/{center}/corrections/{correction}/withdrawal",
  summary: "Withdraw a correction, a reading or a bill: from now on it does not count",
  tags: ["corrections"],
})
  .input(z.object({ center, correction: z.uuid(), reason: z.string().trim().min(3).max(500) }))
  .output(z.object({ withdrawn: z.uuid() }));
/** A file is taken whole or not at all; `dryRun` tells what each row would become. */
export const longestReadingFile = 50_000;
const importReadings = endpoint({
  access: "planner",
  method: "POST",
  path: "/centers/{center}/meter-readings",
  summary: "Take utility bills and monthly readings from a CSV file, whole or not at all",
  tags: ["corrections"],
})
  .input(
    z.object({ center, csv: z.string().min(1).max(longestReadingFile), dryRun: z.boolean().default(false) }),
  )
  .output(readingImportSchema);

export const corrections = { list, preview, record, withdraw, importReadings };
