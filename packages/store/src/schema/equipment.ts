import type { AcceleratorModel, CoolingLoop, Feed, Meter } from "@aidc/contract";
import {
  date,
  doublePrecision,
  foreignKey,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
} from "drizzle-orm/pg-core";
import { ofCenter } from "./places.ts";

/** The catalogue as a center's document states it: dense peaks only, with their evidence. */
export const acceleratorModel = pgTable(
  "accelerator_model",
  {
    centerId: ofCenter(),
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
    centerId: ofCenter(),
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

export const feed = pgTable(
  "feed",
  {
    centerId: ofCenter(),
    id: text("id").notNull(),
    name: text("name").notNull(),
    parent: text("parent_id"),
    path: text("path").$type<Feed["path"]>(),
    meter: text("meter_id"),
    ratedA: doublePrecision("rated_a"),
    volts: doublePrecision("volts"),
    phases: integer("phases").$type<NonNullable<Feed["phases"]>>(),
    limitW: doublePrecision("limit_w"),
    continuousShare: doublePrecision("continuous_share").notNull(),
    racks: jsonb("racks").$type<Feed["racks"]>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.centerId, t.id] }),
    foreignKey({ columns: [t.centerId, t.parent], foreignColumns: [t.centerId, t.id] }),
    foreignKey({ columns: [t.centerId, t.meter], foreignColumns: [meter.centerId, meter.id] }),
  ],
);

export const coolingLoop = pgTable(
  "cooling_loop",
  {
    centerId: ofCenter(),
    id: text("id").notNull(),
    name: text("name").notNull(),
    parent: text("parent_id"),
    kind: text("kind").$type<CoolingLoop["kind"]>().notNull(),
    racks: jsonb("racks").$type<CoolingLoop["racks"]>().notNull(),
    designFlowLpm: doublePrecision("design_flow_lpm"),
    designHeatW: doublePrecision("design_heat_w"),
    fluid: jsonb("fluid").$type<NonNullable<CoolingLoop["fluid"]>>(),
  },
  (t) => [
    primaryKey({ columns: [t.centerId, t.id] }),
    foreignKey({ columns: [t.centerId, t.parent], foreignColumns: [t.centerId, t.id] }),
  ],
);
