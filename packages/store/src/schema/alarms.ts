import type { AlarmRule, Severity } from "@aidc/contract";
import type { AlarmEvent, AlarmLife, ConditionState } from "@aidc/domain";
import {
  bigint,
  boolean,
  doublePrecision,
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

/** What makes an alarm. Insert only: a change is a new version, and the newest is in force. */
export const alarmRule = pgTable(
  "alarm_rule",
  {
    centerId: ofCenter(),
    id: text("id").notNull(),
    version: integer("version").notNull(),
    definition: jsonb("definition").$type<AlarmRule>().notNull(),
    enabled: boolean("enabled").notNull(),
    since: instant("since").notNull().defaultNow(),
    setBy: text("set_by").notNull(),
  },
  (t) => [primaryKey({ columns: [t.centerId, t.id, t.version] })],
);

/** Where each alarm that was ever raised or silenced stands: flags, from which its letter follows. */
export const alarm = pgTable(
  "alarm",
  {
    centerId: ofCenter(),
    /** `<rule>/<subject kind>/<subject id>` */
    id: text("id").notNull(),
    rule: text("rule_id").notNull(),
    subjectKind: text("subject_kind").notNull(),
    subjectId: text("subject_id").notNull(),
    life: jsonb("life").$type<AlarmLife>().notNull(),
    condition: jsonb("condition").$type<ConditionState>().notNull(),
    value: doublePrecision("value"),
  },
  (t) => [primaryKey({ columns: [t.centerId, t.id] })],
);

/** The journal. Insert only. `id` is given by who writes, so that a line is written once however often it is tried. */
export const alarmEvent = pgTable(
  "alarm_event",
  {
    centerId: ofCenter(),
    seq: bigint("seq", { mode: "number" }).notNull().generatedAlwaysAsIdentity({ name: "alarm_event_seq" }),
    id: uuid("id").notNull(),
    at: instant("at").notNull(),
    alarm: text("alarm_id").notNull(),
    rule: text("rule_id").notNull(),
    ruleVersion: integer("rule_version").notNull(),
    severity: text("severity").$type<Severity>().notNull(),
    occurrence: integer("occurrence").notNull(),
    event: text("event").$type<AlarmEvent>().notNull(),
    by: text("by_whom"),
    note: text("note").notNull(),
    value: doublePrecision("value"),
  },
  (t) => [
    primaryKey({ columns: [t.centerId, t.seq] }),
    unique("alarm_event_once").on(t.centerId, t.id),
    index().on(t.centerId, t.event, t.at),
    index().on(t.centerId, t.alarm, t.occurrence),
  ],
);
