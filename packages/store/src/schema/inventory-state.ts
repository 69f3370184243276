import type { CenterDocument } from "@aidc/contract";
import { doublePrecision, index, integer, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant } from "./columns.ts";
import { ofCenter } from "./places.ts";

/** How much a center held from an instant on, written when an import changes it. Insert only. */
export const inventoryState = pgTable(
  "inventory_state",
  {
    centerId: ofCenter(),
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

/** Parts of a document of which it is kept how they were. Calendar, points and names of tenants stand as they are now. */
export const keptParts = [
  "catalogue",
  "halls",
  "rows",
  "racks",
  "servers",
  "meters",
  "feeds",
  "loops",
  "leases",
  "assignments",
] as const satisfies (keyof CenterDocument)[];
export type KeptPart = (typeof keptParts)[number];

/**
 * Of a document what it said of one thing from an instant on, a line each time that it says something else. Leases of
 * tenants are in it: only the scope of a whole center reads it. Insert only.
 */
export const documentLine = pgTable(
  "document_line",
  {
    centerId: ofCenter(),
    part: text("part").$type<KeptPart>().notNull(),
    id: text("id").notNull(),
    /** Of one change: the same in all of its lines, and later than that of any change before. */
    recordedAt: instant("recorded_at").notNull(),
    /** As the contract writes it; null: it is no longer in the document. */
    line: jsonb("line").$type<object>(),
  },
  (t) => [
    primaryKey({ columns: [t.centerId, t.part, t.id, t.recordedAt] }),
    index().on(t.centerId, t.recordedAt),
  ],
);
