import type { AcceleratorModel, Meter } from "@aidc/contract";
import { date, doublePrecision, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { centerId } from "./columns.ts";
import { center } from "./places.ts";

/** The catalogue as a center's document states it: dense peaks only, with their evidence. */
export const acceleratorModel = pgTable(
  "accelerator_model",
  {
    centerId: centerId().references(() => center.id, { onDelete: "cascade" }),
    id: text("id").notNull(),
    name: text("name").notNull(),
    maker: text("maker").notNull(),
    densePeakTflops: jsonb("dense_peak_tflops").$type<AcceleratorModel["densePeakTflops"]>().notNull(),
    memoryGb: doublePrecision("memory_gb"),
    powerW: doublePrecision("power_w"),
    evidence: text("evidence").$type<AcceleratorModel["evidence"]>().notNull(),
    source: text("source").notNull(),
    effectiveFrom: date("effective_from", { mode: "string" }).notNull(),
    note: text("note"),
  },
  (t) => [primaryKey({ columns: [t.centerId, t.id] })],
);

export const meter = pgTable(
  "meter",
  {
    centerId: centerId().references(() => center.id, { onDelete: "cascade" }),
    id: text("id").notNull(),
    name: text("name").notNull(),
    role: text("role").$type<Meter["role"]>().notNull(),
    modulusWh: doublePrecision("modulus_wh"),
    resolutionWh: doublePrecision("resolution_wh"),
    ratedPowerW: doublePrecision("rated_power_w"),
    grade: text("grade").$type<Meter["grade"]>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.centerId, t.id] })],
);
