/** What is wrong with an economic scenario before it is published; afterwards nothing can be changed. */
import type { EconomicScenario, EconomicScenarioDraft, Issue } from "@aidc/contract";

export function checkScenario(
  draft: EconomicScenarioDraft,
  context: { readonly earlier: readonly EconomicScenario[]; readonly currency: string },
): Issue[] {
  const issues: Issue[] = [];
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
  for (const [index, { id }] of draft.costs.entries()) {
    if (draft.costs.findIndex((one) => one.id === id) < index)
      issues.push({ path: `costs.${index}.id`, message: `uses the id ${id} a second time` });
  }
  return issues;
}

/** The last version whose beginning has come; null before the first. */
export function scenarioAt(versions: readonly EconomicScenario[], atMs: number): EconomicScenario | null {
  const begun = versions.filter(({ effectiveFrom }) => Date.parse(effectiveFrom) <= atMs);
  return begun.sort((a, b) => Date.parse(b.effectiveFrom) - Date.parse(a.effectiveFrom))[0] ?? null;
}
