import type { ReportDelivery, ReportRun, ReportScheduleDraft, ScheduleTarget } from "@aidc/contract";
import {
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
import { attemptColumns } from "./attempts.ts";
import { instant } from "./columns.ts";
import { ofCenter } from "./places.ts";

/** Where a report is delivered; what is secret of it is sealed with a key that is not in the database. */
export interface SealedTarget extends ScheduleTarget {
  readonly sealed: string;
}

/** When reports are drafted without anybody asking, and who gets them. */
export const reportSchedule = pgTable(
  "report_schedule",
  {
    centerId: ofCenter(),
    id: uuid("id").notNull(),
    name: text("name").notNull(),
    every: text("every").$type<ReportScheduleDraft["every"]>().notNull(),
    day: integer("day").notNull(),
    time: text("time").notNull(),
    language: text("language").$type<ReportScheduleDraft["language"]>().notNull(),
    targets: jsonb("targets").$type<readonly SealedTarget[]>().notNull(),
    /** Runs that were due before it, and reports that were issued before it, are not its business. */
    createdAt: instant("created_at").notNull(),
    createdBy: text("created_by").notNull(),
  },
  (t) => [primaryKey({ columns: [t.centerId, t.id] })],
);

const ofSchedule = {
  centerId: ofCenter(),
  id: uuid("id").notNull(),
  scheduleId: uuid("schedule_id").notNull(),
  /** In the queue; a new one when a person has it tried again. */
  jobId: uuid("job_id").notNull(),
};

/** The run of one period: there is one, however many servers look and however often. */
export const reportRun = pgTable(
  "report_run",
  {
    ...ofSchedule,
    period: text("period").notNull(),
    dueAt: instant("due_at").notNull(),
    state: text("state").$type<ReportRun["state"]>().notNull().default("waiting"),
    tries: integer("tries").notNull().default(0),
    error: text("error"),
    endedAt: instant("ended_at"),
    /** Chosen with the run, so that a try after a crash finds the draft of the one before. */
    reportId: uuid("report_id").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.centerId, t.id] }),
    unique("report_run_once").on(t.centerId, t.scheduleId, t.period),
    index().on(t.centerId, t.state),
    foreignKey({
      columns: [t.centerId, t.scheduleId],
      foreignColumns: [reportSchedule.centerId, reportSchedule.id],
    }).onDelete("cascade"),
  ],
);

/** What is to be handed to one target; the receiver sees its id, which is the same over all tries. */
export const reportDelivery = pgTable(
  "report_delivery",
  {
    ...ofSchedule,
    targetId: uuid("target_id").notNull(),
    reportId: uuid("report_id").notNull(),
    event: text("event").$type<ReportDelivery["event"]>().notNull(),
    madeAt: instant("made_at").notNull(),
    state: text("state").$type<ReportDelivery["state"]>().notNull().default("waiting"),
  },
  (t) => [
    primaryKey({ columns: [t.centerId, t.id] }),
    unique("report_delivered_once").on(t.centerId, t.scheduleId, t.targetId, t.reportId, t.event),
    index().on(t.centerId, t.state),
    foreignKey({
      columns: [t.centerId, t.scheduleId],
      foreignColumns: [reportSchedule.centerId, reportSchedule.id],
    }).onDelete("cascade"),
  ],
);

/** Every try to deliver, with what the other side said. */
export const reportDeliveryAttempt = pgTable(
  "report_delivery_attempt",
  { ...attemptColumns("report_delivery_attempt_seq"), deliveryId: uuid("delivery_id").notNull() },
  (t) => [
    primaryKey({ columns: [t.centerId, t.seq] }),
    index().on(t.centerId, t.deliveryId, t.seq),
    foreignKey({
      columns: [t.centerId, t.deliveryId],
      foreignColumns: [reportDelivery.centerId, reportDelivery.id],
    }).onDelete("cascade"),
  ],
);
