import type { Report } from "@aidc/contract";
import {
  bigint,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { instant } from "./columns.ts";
import { ofCenter } from "./places.ts";

/**
 * Reports of a center. Content is kept as the text that was hashed. A trigger refuses every change but the steps of
 * its life: who reviewed it, who issued it with which number, and that a later version superseded it.
 */
export const report = pgTable(
  "report",
  {
    centerId: ofCenter(),
    id: uuid("id").notNull(),
    period: text("period").notNull(),
    version: integer("version").notNull(),
    status: text("status").$type<Report["status"]>().notNull(),
    number: text("number"),
    supersedes: text("supersedes"),
    draftedAt: instant("drafted_at").notNull(),
    draftedBy: text("drafted_by").notNull(),
    /** Person ids, so that two people of one name are two; null: named on the command line. */
    drafterId: text("drafter_id"),
    /** The program that reckoned it; null: from before it was told. */
    software: text("software"),
    reviewedAt: instant("reviewed_at"),
    reviewer: text("reviewer"),
    reviewerId: text("reviewer_id"),
    issuedAt: instant("issued_at"),
    issuer: text("issuer"),
    issuerId: text("issuer_id"),
    content: text("content").notNull(),
    contentSha256: text("content_sha256").notNull(),
    parts: jsonb("parts").$type<Report["parts"]>().notNull(),
    restatement: jsonb("restatement").$type<Report["restatement"]>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.centerId, t.id] }),
    unique("report_number").on(t.centerId, t.number),
    index().on(t.centerId, t.period, t.version),
  ],
);

/** The chain of the center's issued reports. Insert only; it goes with its center. */
export const reportSeal = pgTable(
  "report_seal",
  {
    centerId: ofCenter(),
    seq: bigint("seq", { mode: "number" }).notNull(),
    reportId: uuid("report_id").notNull(),
    previousHash: text("previous_hash").notNull(),
    hash: text("hash").notNull(),
    signature: text("signature").notNull(),
    publicKey: text("public_key").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.centerId, t.seq] }),
    unique("report_sealed_once").on(t.centerId, t.reportId),
    foreignKey({ columns: [t.centerId, t.reportId], foreignColumns: [report.centerId, report.id] }),
  ],
);
