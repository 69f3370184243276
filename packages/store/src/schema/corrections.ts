import type { CorrectionDraft, MeterReadingDraft } from "@aidc/contract";
import { foreignKey, index, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { centerId, instant } from "./columns.ts";
import { ofCenter } from "./places.ts";

/**
 * What somebody knows better than the samples: corrections, and readings and bills from documents. Insert only: the
 * roles that serve requests may neither update nor delete.
 */
export const correction = pgTable(
  "correction",
  {
    centerId: ofCenter(),
    id: uuid("id").notNull(),
    document: jsonb("document").$type<CorrectionDraft | MeterReadingDraft>().notNull(),
    recordedAt: instant("recorded_at").notNull(),
    recordedBy: text("recorded_by").notNull(),
  },
  (t) => [primaryKey({ columns: [t.centerId, t.id] }), index().on(t.centerId, t.recordedAt)],
);

/** A record that takes another back; that one stays, and held until now. */
export const correctionWithdrawal = pgTable(
  "correction_withdrawal",
  {
    centerId: centerId(),
    correctionId: uuid("correction_id").notNull(),
    withdrawnAt: instant("withdrawn_at").notNull(),
    withdrawnBy: text("withdrawn_by").notNull(),
    reason: text("reason").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.centerId, t.correctionId] }),
    foreignKey({
      name: "correction_withdrawal_of_correction",
      columns: [t.centerId, t.correctionId],
      foreignColumns: [correction.centerId, correction.id],
    }).onDelete("cascade"),
  ],
);
