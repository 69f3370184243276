import type { Center, Rack, ThermalClass } from "@aidc/contract";
import { doublePrecision, foreignKey, integer, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { centerId, instant } from "./columns.ts";

export const region = pgTable("region", { id: text("id").primaryKey(), name: text("name").notNull() });

export const center = pgTable("center", {
  id: text("id").primaryKey(),
  name: text("name").notNull(),
  nameZh: text("name_zh"),
  region: text("region_id")
    .notNull()
    .references(() => region.id),
  timeZone: text("time_zone").notNull(),
  currency: text("currency").notNull(),
  itBoundary: text("it_boundary").$type<Center["itBoundary"]>().notNull(),
  computeClass: text("compute_class").$type<Center["computeClass"]>().notNull(),
  ratedItPowerW: doublePrecision("rated_it_power_w"),
  gridCarbon: jsonb("grid_carbon").$type<NonNullable<Center["gridCarbon"]>>(),
  jurisdiction: text("jurisdiction"),
  /** `2026-01-01`, a local day. */
  incidentsSince: text("incidents_since"),
  limits: jsonb("limits").$type<NonNullable<Center["limits"]>>(),
  /** Raw samples older than this are dropped, roll-ups stay; null keeps everything. A document without it means 400. */
  retentionDays: integer("retention_days"),
  origin: text("origin").$type<Center["origin"]>().notNull(),
  note: text("note"),
  defaultIntervalS: doublePrecision("default_interval_s").notNull(),
  createdAt: instant("created_at").notNull().defaultNow(),
});

/** A row that is the center's and goes with it. */
export const ofCenter = () => centerId().references(() => center.id, { onDelete: "cascade" });

export const hall = pgTable(
  "hall",
  { centerId: ofCenter(), id: text("id").notNull(), name: text("name").notNull() },
  (t) => [primaryKey({ columns: [t.centerId, t.id] })],
);

export const row = pgTable(
  "row",
  {
    centerId: ofCenter(),
    id: text("id").notNull(),
    hall: text("hall_id").notNull(),
    name: text("name").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.centerId, t.id] }),
    foreignKey({ columns: [t.centerId, t.hall], foreignColumns: [hall.centerId, hall.id] }).onDelete(
      "cascade",
    ),
  ],
);

export const rack = pgTable(
  "rack",
  {
    centerId: ofCenter(),
    id: text("id").notNull(),
    row: text("row_id").notNull(),
    name: text("name").notNull(),
    position: integer("position").notNull(),
    heightU: integer("height_u"),
    usableU: integer("usable_u"),
    powerLimitW: doublePrecision("power_limit_w"),
    limitGrade: text("limit_grade").$type<Rack["limitGrade"]>().notNull(),
    placementGrade: text("placement_grade").$type<Rack["placementGrade"]>().notNull(),
    thermalClass: text("thermal_class").$type<ThermalClass>(),
    coolingLimitW: doublePrecision("cooling_limit_w"),
  },
  (t) => [
    primaryKey({ columns: [t.centerId, t.id] }),
    foreignKey({ columns: [t.centerId, t.row], foreignColumns: [row.centerId, row.id] }).onDelete("cascade"),
  ],
);

export const server = pgTable(
  "server",
  {
    centerId: ofCenter(),
    id: text("id").notNull(),
    rack: text("rack_id").notNull(),
    name: text("name").notNull(),
    hostname: text("hostname"),
    positionU: integer("position_u"),
    heightU: integer("height_u"),
    ratedPowerW: doublePrecision("rated_power_w"),
    /** As the document says it; the rows of `accelerator` follow from it. */
    accelerators: jsonb("accelerators").$type<{
      model: string;
      count: number;
      uuids?: string[] | undefined;
    }>(),
  },
  (t) => [
    primaryKey({ columns: [t.centerId, t.id] }),
    foreignKey({ columns: [t.centerId, t.rack], foreignColumns: [rack.centerId, rack.id] }).onDelete(
      "cascade",
    ),
  ],
);

export const accelerator = pgTable(
  "accelerator",
  {
    centerId: ofCenter(),
    /** `<server>:<slot>`, slots from 0 */
    id: text("id").notNull(),
    server: text("server_id").notNull(),
    slot: integer("slot").notNull(),
    model: text("model_id").notNull(),
    uuid: text("uuid"),
  },
  (t) => [
    primaryKey({ columns: [t.centerId, t.id] }),
    foreignKey({ columns: [t.centerId, t.server], foreignColumns: [server.centerId, server.id] }).onDelete(
      "cascade",
    ),
  ],
);
