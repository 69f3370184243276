import { z } from "zod";
import { centerIdSchema } from "./center-document.ts";
import { figureSchema, gradeSchema, reasonSchema } from "./figure.ts";
import { limitSideSchema } from "./limit.ts";
import { quantitySchema, subjectSchema } from "./quantity.ts";
import { instantSchema, timeZoneSchema } from "./time.ts";

/** A local calendar period of the center: a month `2024-05`, a quarter `2024-Q2` or a year `2024`. */
export const reportPeriodNameSchema = z
  .string()
  .regex(/^\d{4}(-(0[1-9]|1[0-2])|-Q[1-4])?$/, "is not a period, for example 2024-05, 2024-Q2 or 2024");

/** Worded once, where the report is made, so that screen, PDF, XLSX and CSV say the same in each language. */
export const wordedSchema = z.object({ en: z.string(), zh: z.string() });
export type Worded = z.infer<typeof wordedSchema>;

/** A limit or target in force in the period, with the text it comes from. */
export const reportLimitSchema = z.object({
  side: limitSideSchema,
  value: z.number(),
  source: z.string(),
  /** Judged on the unrounded value; null where there is no value to judge. */
  kept: z.boolean().nullable(),
});

/** What was planned for exactly this period, in the unit of the figure, and the version that says so. */
const reportPlanSchema = z.object({
  value: z.number(),
  version: z.number().int().positive(),
  source: z.string(),
});

/** A figure with a permanent id (`energy.pue`, `racks.occupancy_count`) and what it is compared with. */
export const reportFigureSchema = z.object({
  id: z.string().regex(/^[a-z0-9_]+(\.[a-z0-9_@-]+)+$/),
  title: wordedSchema,
  figure: figureSchema,
  /** The same figure over the period before, and over the same period a year before; null: not compared. */
  previous: figureSchema.nullable(),
  lastYear: figureSchema.nullable(),
  limit: reportLimitSchema.nullable(),
  /** Absent where nothing was planned, and in reports from before plans were told. */
  plan: reportPlanSchema.optional(),
  /** Over columns of the raw tables, as text that a small program can compute: `sum(raw.energy_day.it_kwh)`. */
  formula: z.string(),
  /** Digits after the point wherever it is printed: every format rounds alike, once. */
  digits: z.number().int().min(0).max(9),
});
export type ReportFigure = z.infer<typeof reportFigureSchema>;

const columnSchema = z.object({
  id: z.string(),
  title: wordedSchema,
  /** Empty for text. */
  unit: z.string(),
  digits: z.number().int().min(0).max(9),
});
/** null with a reason is unknown; text is for labels, and for how a value is printed that has a unit of its own. */
const cellSchema = z.object({
  text: z.string().nullable(),
  /** Of the value, where each row of the column has another. */
  unit: z.string().optional(),
  /** Instead of `text`, where it is worded in each language. */
  words: wordedSchema.optional(),
  value: z.number().nullable(),
  reason: reasonSchema.optional(),
});
export const reportTableSchema = z.object({
  kind: z.literal("table"),
  id: z.string(),
  title: wordedSchema,
  columns: z.array(columnSchema),
  rows: z.array(z.object({ id: z.string(), label: wordedSchema, cells: z.array(cellSchema) })),
  notes: z.array(wordedSchema),
});
export type ReportTable = z.infer<typeof reportTableSchema>;

/**
 * Bands in the order in which they are read, and what passes from one to the next; a table beside the chart has the same
 * numbers. What nobody accounts for is a band of its own.
 */
const reportFlowSchema = z.object({
  bands: z.array(
    z.object({
      id: z.string(),
      title: wordedSchema,
      value: z.number().nonnegative(),
      /** Not measured: what is left over, or a time in which nobody knows. */
      isUnknown: z.boolean(),
    }),
  ),
  links: z.array(z.object({ from: z.string(), to: z.string(), value: z.number().nonnegative() })),
});

/** One chart is one sentence: its title says what is to be seen. A null value is a gap and is drawn as one. */
export const reportChartSchema = z.object({
  kind: z.literal("chart"),
  id: z.string(),
  form: z.enum(["line", "bar", "waterfall", "heat", "flow"]),
  title: wordedSchema,
  unit: z.string(),
  digits: z.number().int().min(0).max(9),
  limit: reportLimitSchema.nullable(),
  series: z.array(
    z.object({
      id: z.string(),
      title: wordedSchema,
      points: z.array(
        z.object({
          label: z.string(),
          from: instantSchema.nullable(),
          value: z.number().nullable(),
          reason: reasonSchema.optional(),
          coverage: z.number().min(0).max(1).nullable(),
        }),
      ),
    }),
  ),
  /** Of the form `flow`, which has no series. */
  flow: reportFlowSchema.optional(),
});
export type ReportChart = z.infer<typeof reportChartSchema>;

/** Figures by id, in the order they are read. */
export const reportFigureListSchema = z.object({
  kind: z.literal("figures"),
  id: z.string(),
  title: wordedSchema,
  figures: z.array(z.string()),
});
export const reportTextSchema = z.object({ kind: z.literal("text"), id: z.string(), text: wordedSchema });
export const reportBlockSchema = z.discriminatedUnion("kind", [
  reportFigureListSchema,
  reportTableSchema,
  reportChartSchema,
  reportTextSchema,
]);
export type ReportBlock = z.infer<typeof reportBlockSchema>;

export const chapterIds = [
  "findings",
  "capacity",
  "utilisation",
  "racks",
  "leases",
  "energy",
  "service",
  "economics",
  "city_effect",
  "compliance",
  "data_quality",
  "definitions",
  "raw",
] as const;
export const reportChapterSchema = z.object({
  id: z.enum(chapterIds),
  title: wordedSchema,
  blocks: z.array(reportBlockSchema),
});

/** What a figure means, printed with the report; each figure carries its own formula over the raw tables. */
export const reportMethodSchema = z.object({
  id: z.string(),
  version: z.number().int(),
  definition: wordedSchema,
  /** In words, as the console explains the same number. */
  formula: z.string(),
  source: z.string(),
});

/**
 * The frozen content. Its canonical JSON is hashed; number, people and time of issue are not in it, so the same
 * inputs give the same hash whoever issues it and whenever.
 */
export const reportContentSchema = z.object({
  format: z.literal("aidc-report"),
  formatVersion: z.literal(1),
  center: z.object({
    id: centerIdSchema,
    name: z.string(),
    nameZh: z.string().optional(),
    timeZone: timeZoneSchema,
    currency: z.string(),
    origin: z.enum(["live", "demo", "replay"]),
    itBoundary: z.string(),
  }),
  period: z.object({
    name: reportPeriodNameSchema,
    kind: z.enum(["month", "quarter", "year"]),
    from: instantSchema,
    to: instantSchema,
    /** Of a period that still runs: its own end. `to` is how far it is told, a local midnight. */
    runsTo: instantSchema.optional(),
  }),
  /** The finding first: sentences for somebody who reads nothing else. */
  headline: wordedSchema,
  findings: z.array(wordedSchema),
  figures: z.array(reportFigureSchema),
  chapters: z.array(reportChapterSchema),
  methods: z.array(reportMethodSchema),
  gaps: z.array(z.object({ what: wordedSchema, from: instantSchema, to: instantSchema })),
  /** SHA-256 of each kind of input as it was known: inventory, leases, ledger, roll-ups, tariffs, limits, corrections. */
  inputs: z.array(
    z.object({ kind: z.string(), count: z.number().int(), grade: gradeSchema, sha256: z.string() }),
  ),
});
export type ReportContent = z.infer<typeof reportContentSchema>;

export const reportStatuses = ["draft", "reviewed", "issued", "superseded"] as const;
export const restatementSchema = z.object({
  figure: z.string(),
  old: z.number().nullable(),
  new: z.number().nullable(),
  cause: z.string(),
  /** Of the records that changed it; else who issued the version. */
  author: z.string(),
  /** As it is read, values rounded and unknown ones with their reason; absent in reports from before it was worded. */
  told: z
    .object({
      title: wordedSchema,
      old: wordedSchema,
      new: wordedSchema,
      cause: wordedSchema,
      /** What the author did: recorded the change, or only told it. */
      by: wordedSchema.optional(),
    })
    .optional(),
});
/** A link of the chain of issued reports: `hash` covers the envelope and the hash before it; signed with Ed25519. */
export const reportSealSchema = z.object({
  seq: z.number().int().positive(),
  previousHash: z.string(),
  hash: z.string(),
  /** Base64 of the signature over `hash`, and of the raw public key it is checked with. */
  signature: z.string(),
  publicKey: z.string(),
});
export const reportSchema = z.object({
  id: z.uuid(),
  /** Given when it is issued: `<CENTER>-2024-05-1`; a correction is a new version of the same period. */
  number: z.string().nullable(),
  version: z.number().int().positive(),
  status: z.enum(reportStatuses),
  supersedes: z.string().nullable(),
  /** What was known at this instant went in; null: everything known when it was drafted. */
  asKnownAt: instantSchema.nullable(),
  draftedAt: instantSchema,
  draftedBy: z.string(),
  /** The program that reckoned it: `0.1.0+33f487d`; absent in reports from before it was told. */
  software: z.string().optional(),
  reviewedAt: instantSchema.nullable(),
  reviewer: z.string().nullable(),
  issuedAt: instantSchema.nullable(),
  issuer: z.string().nullable(),
  contentSha256: z.string(),
  /** SHA-256 of each part of the content by its name (`figure energy.pue`), so that a change can be named. */
  parts: z.record(z.string(), z.string()),
  restatement: z.array(restatementSchema),
  seal: reportSealSchema.nullable(),
  content: reportContentSchema,
});
export type Report = z.infer<typeof reportSchema>;

/**
 * Of one kind of input: as it was known at an instant; as it was recorded first, where its history begins later; or as
 * it is now, where its time of knowing is not kept.
 */
export const knownPartSchema = z.object({
  kind: z.string(),
  basis: z.enum(["then", "first", "now"]),
  /** Records that came later; null: none is left out. */
  leftOut: z.number().int().nullable(),
  note: wordedSchema,
  /** Of samples: what of them is as it is now, because it was written again; at most 50, those with most days. */
  later: z
    .array(
      z.object({
        subject: subjectSchema,
        quantity: quantitySchema,
        days: z.number().int().positive(),
        /** Local days of the center. */
        firstDay: z.iso.date(),
        lastDay: z.iso.date(),
      }),
    )
    .optional(),
});
export type KnownPart = z.infer<typeof knownPartSchema>;
export const asKnownReportSchema = z.object({
  /** Built anew; its `asKnownAt` is the instant. */
  report: reportSchema,
  /** The issued version that was in force then; null: none was. */
  inForce: z
    .object({
      number: z.string(),
      contentSha256: z.string(),
      /** Figures that the report built anew reads otherwise than that version: what changed in between. */
      differing: z.array(z.object({ figure: z.string(), title: wordedSchema })),
    })
    .nullable(),
  parts: z.array(knownPartSchema),
});
export type AsKnownReport = z.infer<typeof asKnownReportSchema>;

/** A report in a list. */
export const reportSummarySchema = reportSchema
  .omit({ content: true, parts: true, restatement: true })
  .extend({
    center: centerIdSchema,
    period: reportPeriodNameSchema,
    headline: wordedSchema,
    /** Drafted while the period ran: its own end. */
    runsTo: instantSchema.optional(),
  });
export type ReportSummary = z.infer<typeof reportSummarySchema>;

/** A link of the chain and what it seals, as `report export` writes them; one a line, oldest first. */
export const reportChainHeadSchema = z.object({ reports: z.number().int(), head: z.string() });
