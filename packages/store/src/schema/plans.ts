import type { PlanDraft } from "@aidc/contract";
import { integer, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { centerId, instant } from "./columns.ts";
import { center } from "./places.ts";

/** What figures of the report are planned to be. Insert only, like every document that reports stand beside. */
export const planVersion = pgTable(
  "plan_version",
  {
    centerId: centerId().references(() => center.id, { onDelete: "cascade" }),
    version: integer("version").notNull(),
    document: jsonb("document").$type<PlanDraft>().notNull(),
    publishedAt: instant("published_at").notNull().defaultNow(),
    publishedBy: text("published_by").notNull(),
    contentSha256: text("content_sha256").notNull(),
  },
  (t) => [primaryKey({ columns: [t.centerId, t.version] })],
);
