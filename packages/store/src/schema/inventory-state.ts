import { doublePrecision, integer, jsonb, pgTable, primaryKey } from "drizzle-orm/pg-core";
import { centerId, instant } from "./columns.ts";
import { center } from "./places.ts";

/** How much a center held from an instant on, written when an import changes it. Insert only. */
export const inventoryState = pgTable(
  "inventory_state",
  {
    centerId: centerId().references(() => center.id, { onDelete: "cascade" }),
    at: instant("at").notNull(),
    racks: integer("racks").notNull(),
    /** null: of some rack it is not known. */
    usableU: integer("usable_u"),
    limitW: doublePrecision("limit_w").notNull(),
    /** Accelerators by model id. */
    models: jsonb("models").$type<Record<string, number>>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.centerId, t.at] })],
);
