import type { Grade, SeriesUnit } from "@aidc/contract";
import {
  bigint,
  boolean,
  doublePrecision,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
} from "drizzle-orm/pg-core";
import { bytes, centerId, instant, quantity, subjectId, subjectKind } from "./columns.ts";
import { ofCenter } from "./places.ts";

/** One set of labels. The id is unique in the installation and small, because live tables are indexed by it. */
export const series = pgTable(
  "series",
  {
    centerId: ofCenter(),
    id: integer("id").notNull().generatedAlwaysAsIdentity({ name: "series_id_seq" }),
    labels: jsonb("labels").$type<Record<string, string>>().notNull(),
    /** SHA-256 of the labels in order; two senders of the same labels feed the same series. */
    labelsSha256: bytes("labels_sha256").notNull(),
    /** The ingest key that sends it: the first one, until that was silent about it for cadences or was revoked. */
    sourceId: text("source_id").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
    /** Newest packed sample, so that a start need not read chunks to know what is live. */
    lastSampleAt: instant("last_sample_at"),
    lastValue: doublePrecision("last_value"),
  },
  (t) => [primaryKey({ columns: [t.centerId, t.id] }), unique().on(t.centerId, t.labelsSha256)],
);

/** Labels that a sender has by now, and the series it had before: samples of these labels are samples of that series. */
export const seriesContinuation = pgTable(
  "series_continuation",
  {
    centerId: centerId(),
    seriesId: integer("series_id").notNull(),
    formerId: integer("former_id").notNull(),
    since: instant("since").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.centerId, t.seriesId] }),
    foreignKey({
      name: "series_continuation_fk",
      columns: [t.centerId, t.seriesId],
      foreignColumns: [series.centerId, series.id],
    }).onDelete("cascade"),
  ],
);

/** Declared by the document, or made by the first binding. Null columns follow the center's defaults. */
export const point = pgTable(
  "point",
  {
    centerId: centerId(),
    subjectKind: subjectKind(),
    subjectId: subjectId(),
    quantity: quantity(),
    intervalS: doublePrecision("interval_s"),
    maxGapS: doublePrecision("max_gap_s"),
    grade: text("grade").$type<Grade>(),
    declared: boolean("declared").notNull(),
  },
  (t) => [primaryKey({ name: "point_pk", columns: [t.centerId, t.subjectKind, t.subjectId, t.quantity] })],
);

/** Point value = sample value x scale + offset. A point is fed by one series, a series feeds one point. */
export const binding = pgTable(
  "binding",
  {
    centerId: centerId(),
    seriesId: integer("series_id").notNull(),
    subjectKind: subjectKind(),
    subjectId: subjectId(),
    quantity: quantity(),
    scale: doublePrecision("scale").notNull(),
    offset: doublePrecision("offset_by").notNull(),
    boundAt: instant("bound_at").notNull().defaultNow(),
    /** A person said so; no profile would find it again. */
    byHand: boolean("by_hand").notNull().default(false),
    /** The rule that made it; null: a profile, or a person for this series alone. */
    ruleId: integer("rule_id"),
    /** Roll-ups of what was packed before the binding are still to be made. */
    rebuild: boolean("rebuild").notNull().default(false),
  },
  (t) => [
    primaryKey({ columns: [t.centerId, t.seriesId] }),
    unique("binding_point_unique").on(t.centerId, t.subjectKind, t.subjectId, t.quantity),
    foreignKey({
      name: "binding_point_fk",
      columns: [t.centerId, t.subjectKind, t.subjectId, t.quantity],
      foreignColumns: [point.centerId, point.subjectKind, point.subjectId, point.quantity],
    }).onDelete("cascade"),
  ],
);

/** What a person said of every series of a metric that a source sends, those to come included. */
export const bindingRule = pgTable(
  "binding_rule",
  {
    centerId: ofCenter(),
    id: integer("id").notNull().generatedAlwaysAsIdentity({ name: "binding_rule_id_seq" }),
    metric: text("metric").notNull(),
    /** The ingest key that sends it. */
    sourceId: text("source_id").notNull(),
    subjectKind: subjectKind(),
    /** The label that names the subject, and the second one that an accelerator may need. */
    label: text("label").notNull(),
    slot: text("slot"),
    quantity: quantity(),
    unit: text("unit").$type<SeriesUnit>().notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.centerId, t.id] }),
    unique("binding_rule_unique").on(t.centerId, t.metric, t.sourceId),
  ],
);

/** What a person took back: no rule and no profile binds such a series again, and as what it was rolled up last. */
export const unboundSeries = pgTable(
  "unbound_series",
  {
    centerId: centerId(),
    seriesId: integer("series_id").notNull(),
    quantity: quantity(),
    scale: doublePrecision("scale").notNull(),
    offset: doublePrecision("offset_by").notNull(),
    unboundAt: instant("unbound_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.centerId, t.seriesId] }),
    foreignKey({
      name: "unbound_series_fk",
      columns: [t.centerId, t.seriesId],
      foreignColumns: [series.centerId, series.id],
    }).onDelete("cascade"),
  ],
);

/**
 * The durable acknowledgement: one row per accepted request. Range-partitioned by `received_at` (the server's
 * clock), so that what has been compacted is dropped a partition at a time and never deleted row by row.
 */
export const sampleJournal = pgTable(
  "sample_journal",
  {
    centerId: centerId(),
    /** Given by the one writer in the order of its commits; the watermark counts on that. */
    id: bigint("id", { mode: "number" }).notNull(),
    receivedAt: instant("received_at").notNull(),
    sourceId: text("source_id").notNull(),
    samples: integer("samples").notNull(),
    newestSampleAt: instant("newest_sample_at").notNull(),
    payload: bytes("payload").notNull(),
  },
  (t) => [primaryKey({ columns: [t.centerId, t.id, t.receivedAt] })],
);

/** Journal rows of a center up to and including this id are in chunks and roll-ups. */
export const watermark = pgTable("watermark", {
  centerId: text("center_id").primaryKey(),
  journalId: bigint("journal_id", { mode: "number" }).notNull(),
});

/** One series over one window, packed. Range-partitioned by `window_start`, a month a partition. */
export const sampleChunk = pgTable(
  "sample_chunk",
  {
    centerId: centerId(),
    seriesId: integer("series_id").notNull(),
    windowStart: instant("window_start").notNull(),
    /** Grows by one each time late data rewrites the chunk. */
    generation: integer("generation").notNull(),
    samples: integer("samples").notNull(),
    packed: bytes("packed").notNull(),
  },
  (t) => [primaryKey({ columns: [t.centerId, t.seriesId, t.windowStart] })],
);

/** What was kept out, by reason, with the newest example. */
export const quarantine = pgTable(
  "quarantine",
  {
    centerId: centerId(),
    sourceId: text("source_id").notNull(),
    reason: text("reason").notNull(),
    count: bigint("count", { mode: "number" }).notNull(),
    example: text("example").notNull(),
    lastAt: instant("last_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.centerId, t.sourceId, t.reason] }), index().on(t.centerId, t.lastAt)],
);
