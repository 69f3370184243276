/**
 * What is wrong with a tariff before it is published; afterwards nothing can be changed. Source: standards 3.3.
 */
import type { Issue, TariffDraft, TariffVersion } from "@aidc/contract";
import { checkBands } from "../billing/check-bands.ts";

export function checkTariff(
  draft: TariffDraft,
  context: { readonly earlier: readonly TariffVersion[]; readonly currency: string },
): Issue[] {
  const issues = [...checkBands(draft.bands, "bands")];
  const last = [...context.earlier].sort((a, b) => b.version - a.version)[0];
  if (last && Date.parse(draft.effectiveFrom) <= Date.parse(last.effectiveFrom))
    issues.push({
      path: "effectiveFrom",
      message: `must be after version ${last.version}, which begins ${last.effectiveFrom}`,
    });
  if (draft.currency !== context.currency)
    issues.push({
      path: "currency",
      message: `is ${draft.currency}; this center counts in ${context.currency}`,
    });
  const seen = new Set<string>();
  for (const [index, { id }] of draft.components.entries()) {
    if (seen.has(id))
      issues.push({ path: `components.${index}.id`, message: `uses the id ${id} a second time` });
    seen.add(id);
  }
  if (draft.bands.length > 0 && draft.components.every(({ banded }) => !banded))
    issues.push({ path: "components", message: "none is banded, so the bands would never count" });
  return issues;
}
