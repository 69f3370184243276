import type { TariffDraft } from "@aidc/contract";
import { integer, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { centerId, instant } from "./columns.ts";
import { center } from "./places.ts";

/** What a kWh from the grid costs. Insert only: the roles that serve requests may neither update nor delete. */
export const tariffVersion = pgTable(
  "tariff_version",
  {
    centerId: centerId().references(() => center.id, { onDelete: "cascade" }),
    version: integer("version").notNull(),
    effectiveFrom: instant("effective_from").notNull(),
    document: jsonb("document").$type<TariffDraft>().notNull(),
    publishedAt: instant("published_at").notNull().defaultNow(),
    publishedBy: text("published_by").notNull(),
    contentSha256: text("content_sha256").notNull(),
  },
  (t) => [primaryKey({ columns: [t.centerId, t.version] })],
);
