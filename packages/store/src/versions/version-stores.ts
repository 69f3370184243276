import type { EconomicScenarioDraft, PlanDraft, TariffDraft } from "@aidc/contract";
import type { Database } from "../database/open-database.ts";
import { economicScenario, planVersion, tariffVersion } from "../schema/versions.ts";
import type { VersionStore } from "./version-store.ts";
import { openVersionStore } from "./version-store.ts";

export interface VersionStores {
  readonly tariffs: VersionStore<TariffDraft>;
  readonly scenarios: VersionStore<EconomicScenarioDraft>;
  readonly plans: VersionStore<PlanDraft>;
}

export function openVersionStores(database: Pick<Database, "db">): VersionStores {
  return {
    tariffs: openVersionStore(database, {
      table: tariffVersion,
      action: "tariff.publish",
      subject: "tariffs",
      told: ({ effectiveFrom, currency }) => ({ effectiveFrom, currency }),
    }),
    scenarios: openVersionStore(database, {
      table: economicScenario,
      action: "economics.publish",
      subject: "economic-scenarios",
      told: ({ effectiveFrom, name }) => ({ effectiveFrom, name }),
    }),
    plans: openVersionStore(database, {
      table: planVersion,
      action: "plan.publish",
      subject: "plans",
      told: ({ source, values }) => ({ source, values: values.length }),
    }),
  };
}
