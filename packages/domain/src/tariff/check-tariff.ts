/**
 * What is wrong with a tariff before it is published; afterwards nothing can be changed. Source: standards 3.3.
 */
import type { Issue, TariffDraft, TariffVersion } from "@aidc/contract";
import { checkBands } from "../billing/check-bands.ts";
import { checkBeginning, checkCurrency, checkIds } from "../billing/versions.ts";

export function checkTariff(
  draft: TariffDraft,
  context: { readonly earlier: readonly TariffVersion[]; readonly currency: string },
): Issue[] {
  const issues = [
    ...checkBands(draft.bands, "bands"),
    ...checkBeginning(draft, context.earlier),
    ...checkCurrency(draft, context.currency),
    ...checkIds(draft.components, "components"),
  ];
  if (draft.bands.length > 0 && draft.components.every(({ banded }) => !banded))
    issues.push({ path: "components", message: "none is banded, so the bands would never count" });
  return issues;
}
