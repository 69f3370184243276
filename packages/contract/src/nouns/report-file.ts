import { z } from "zod";
import { reportSchema } from "./report.ts";
import { instantSchema } from "./time.ts";

/** Files that an issued report is given out as; the CSV has its notes beside it, the JSON its schema. */
export const reportFormats = ["json", "csv", "xlsx", "pdf", "notes", "schema"] as const;
export type ReportFormat = (typeof reportFormats)[number];
/** Of what is drawn for people; JSON and CSV carry both. */
export const reportLanguages = ["zh", "en"] as const;
export type ReportLanguage = (typeof reportLanguages)[number];

interface ReportFormatFacts {
  readonly ending: string;
  readonly type: string;
  /** Drawn for people, in one language. */
  readonly isDrawn: boolean;
}
export const reportFormatFacts: Readonly<Record<ReportFormat, ReportFormatFacts>> = {
  json: { ending: "json", type: "application/json", isDrawn: false },
  csv: { ending: "csv", type: "text/csv", isDrawn: false },
  xlsx: {
    ending: "xlsx",
    type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    isDrawn: true,
  },
  pdf: { ending: "pdf", type: "application/pdf", isDrawn: true },
  notes: { ending: "notes.csv", type: "text/csv", isDrawn: false },
  schema: { ending: "schema.json", type: "application/schema+json", isDrawn: false },
};

/** All files of an issued report; what is not drawn for people holds both languages and is one file. */
export const reportFileKinds: readonly {
  readonly format: ReportFormat;
  readonly language: ReportLanguage;
}[] = reportFormats.flatMap((format) =>
  (reportFormatFacts[format].isDrawn ? reportLanguages : reportLanguages.slice(0, 1)).map((language) => ({
    format,
    language,
  })),
);

/** `c1-2024-05-1.zh.pdf`, `c1-2024-05-1.json`. */
export function reportFileName(number: string, format: ReportFormat, language: ReportLanguage): string {
  const { ending, isDrawn } = reportFormatFacts[format];
  return isDrawn ? `${number}.${language}.${ending}` : `${number}.${ending}`;
}

/** What is done one after the other, each seen as a step on the way. */
export const reportFileSteps = ["read", "draw", "keep"] as const;

/** waiting: others are before it, or it is tried again. */
export const reportFileStates = ["waiting", "running", "ready", "failed"] as const;

/** A file that is made without anybody waiting for it, and kept as long as its report when it is ready. */
export const reportFileSchema = z.object({
  id: z.uuid(),
  report: z.uuid(),
  number: z.string(),
  format: z.enum(reportFormats),
  language: z.enum(reportLanguages),
  state: z.enum(reportFileStates),
  askedAt: instantSchema,
  askedBy: z.string(),
  /** What is being done; null: nothing. Its place in the list of steps tells how far it is. */
  step: z.enum(reportFileSteps).nullable(),
  /** Of the center, that are waiting before it or being made. */
  before: z.number().int(),
  /** Why the last try failed; null: it did not. */
  error: z.string().nullable(),
  endedAt: instantSchema.nullable(),
  /** Of what is ready. */
  bytes: z.number().int().nullable(),
  sha256: z.string().nullable(),
});
export type ReportFile = z.infer<typeof reportFileSchema>;

/** What the JSON of a report may hold, as JSON Schema 2020-12: for readers that are no program of ours. */
export const reportJsonSchema = (): object => z.toJSONSchema(reportSchema, { target: "draft-2020-12" });
