import type { EconomicScenarioDraft } from "@aidc/contract";
import { integer, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { centerId, instant } from "./columns.ts";
import { center } from "./places.ts";

/** What is assumed of an investment. Insert only, like every document that reports are made from. */
export const economicScenario = pgTable(
  "economic_scenario",
  {
    centerId: centerId().references(() => center.id, { onDelete: "cascade" }),
    version: integer("version").notNull(),
    effectiveFrom: instant("effective_from").notNull(),
    document: jsonb("document").$type<EconomicScenarioDraft>().notNull(),
    publishedAt: instant("published_at").notNull().defaultNow(),
    publishedBy: text("published_by").notNull(),
    contentSha256: text("content_sha256").notNull(),
  },
  (t) => [primaryKey({ columns: [t.centerId, t.version] })],
);
