import { ScenarioView } from "../features/ops/scenarios/scenario-view.tsx";
import { TariffView } from "../features/ops/tariffs/tariff-view.tsx";
import { BasisPage } from "../features/reports/basis/basis-page.tsx";

/** Planners read tariff and scenario as operators do who publish them: two features meet here that know nothing of each other. */
export function BasisOfReports() {
  return <BasisPage tariff={TariffView} scenario={ScenarioView} />;
}
