import type { ShiftSummary } from "@aidc/contract";
import { foreignKey, index, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant } from "./columns.ts";
import { ofCenter } from "./places.ts";

/** What operators wrote down. Insert only: a correction is an entry that names the one before. */
export const shiftEntry = pgTable(
  "shift_entry",
  {
    centerId: ofCenter(),
    id: uuid("id").notNull(),
    at: instant("at").notNull().defaultNow(),
    by: text("by_whom").notNull(),
    text: text("text").notNull(),
    alarm: text("alarm_id"),
    rack: text("rack_id"),
    corrects: uuid("corrects"),
  },
  (t) => [
    primaryKey({ columns: [t.centerId, t.id] }),
    foreignKey({ columns: [t.centerId, t.corrects], foreignColumns: [t.centerId, t.id] }),
    index().on(t.centerId, t.at),
  ],
);

/** A hand-over note as it was signed, with what the server knew of the shift. Insert only. */
export const shiftHandover = pgTable(
  "shift_handover",
  {
    centerId: ofCenter(),
    id: uuid("id").notNull(),
    at: instant("at").notNull().defaultNow(),
    by: text("by_whom").notNull(),
    /** `<kind>/<id>` of the actor, so that nobody takes over from himself. */
    actor: text("actor").notNull(),
    note: text("note").notNull(),
    summary: jsonb("summary").$type<ShiftSummary>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.centerId, t.id] }), index().on(t.centerId, t.at)],
);

/** The second signature. One per note, insert only. */
export const shiftTakeover = pgTable(
  "shift_takeover",
  {
    centerId: ofCenter(),
    handover: uuid("handover_id").notNull(),
    at: instant("at").notNull().defaultNow(),
    by: text("by_whom").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.centerId, t.handover] }),
    foreignKey({
      columns: [t.centerId, t.handover],
      foreignColumns: [shiftHandover.centerId, shiftHandover.id],
    }).onDelete("cascade"),
  ],
);
