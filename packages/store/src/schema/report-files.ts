import type { ReportFile } from "@aidc/contract";
import { foreignKey, index, integer, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { bytes, instant } from "./columns.ts";
import { ofCenter } from "./places.ts";
import { report } from "./reports.ts";

/**
 * Files of issued reports, ordered with the issue: how far each is, and its bytes, which a trigger keeps as long as the
 * report: another version of the program would draw other pages. Sources: decisions 72, 76.
 */
export const reportFile = pgTable(
  "report_file",
  {
    centerId: ofCenter(),
    id: uuid("id").notNull(),
    reportId: uuid("report_id").notNull(),
    number: text("number").notNull(),
    format: text("format").$type<ReportFile["format"]>().notNull(),
    language: text("language").$type<ReportFile["language"]>().notNull(),
    /** In the queue; a new one when it is asked for again. */
    jobId: uuid("job_id").notNull(),
    askedAt: instant("asked_at").notNull(),
    askedBy: text("asked_by").notNull(),
    state: text("state").$type<ReportFile["state"]>().notNull(),
    step: text("step").$type<NonNullable<ReportFile["step"]>>(),
    error: text("error"),
    endedAt: instant("ended_at"),
    /** Of what is ready. */
    content: bytes("content"),
    size: integer("size"),
    sha256: text("sha256"),
  },
  (t) => [
    primaryKey({ columns: [t.centerId, t.id] }),
    unique("report_file_once").on(t.centerId, t.reportId, t.format, t.language),
    index().on(t.state, t.askedAt),
    foreignKey({ columns: [t.centerId, t.reportId], foreignColumns: [report.centerId, report.id] }).onDelete(
      "cascade",
    ),
  ],
);
