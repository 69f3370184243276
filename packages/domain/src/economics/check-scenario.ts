/** What is wrong with an economic scenario before it is published; afterwards nothing can be changed. */
import type { EconomicScenario, EconomicScenarioDraft, Issue } from "@aidc/contract";
import { checkBeginning, checkCurrency, checkIds } from "../billing/versions.ts";

export function checkScenario(
  draft: EconomicScenarioDraft,
  context: { readonly earlier: readonly EconomicScenario[]; readonly currency: string },
): Issue[] {
  return [
    ...checkBeginning(draft, context.earlier),
    ...checkCurrency(draft, context.currency),
    ...checkIds(draft.costs, "costs"),
  ];
}
