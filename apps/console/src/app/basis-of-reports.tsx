import { TariffView } from "../features/ops/tariffs/tariff-view.tsx";
import { BasisPage } from "../features/reports/basis/basis-page.tsx";

/** Planners read a tariff as operators do who publish it: two features meet here, for they do not know each other. */
export function BasisOfReports() {
  return <BasisPage tariff={TariffView} />;
}
