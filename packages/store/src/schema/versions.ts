import type { EconomicScenarioDraft, PlanDraft, TariffDraft } from "@aidc/contract";
import { integer, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant } from "./columns.ts";
import { ofCenter } from "./places.ts";

/**
 * Documents that reports are made from. Insert only: the roles that serve requests may neither update nor delete.
 */
function versionTable<Draft extends object>(name: string) {
  return pgTable(
    name,
    {
      centerId: ofCenter(),
      version: integer("version").notNull(),
      document: jsonb("document").$type<Draft>().notNull(),
      publishedAt: instant("published_at").notNull().defaultNow(),
      publishedBy: text("published_by").notNull(),
      contentSha256: text("content_sha256").notNull(),
    },
    (t) => [primaryKey({ columns: [t.centerId, t.version] })],
  );
}
export type VersionTable<Draft extends object> = ReturnType<typeof versionTable<Draft>>;

/** What a kWh from the grid costs. */
export const tariffVersion = versionTable<TariffDraft>("tariff_version");

/** What is assumed of an investment. */
export const economicScenario = versionTable<EconomicScenarioDraft>("economic_scenario");

/** What figures of the report are planned to be. */
export const planVersion = versionTable<PlanDraft>("plan_version");
