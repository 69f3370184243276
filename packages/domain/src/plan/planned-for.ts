/** Which plan value counts for a report, and what is wrong with a plan before it is published. */
import type { Issue, Plan, PlanDraft, Planned } from "@aidc/contract";

/**
 * Of each figure the newest version that names it for exactly this period, by figure. The plan of a year is never
 * divided into months, nor are months added up to a year.
 */
export function plannedFor(versions: readonly Plan[], period: string): Planned[] {
  const found = new Map<string, Planned>();
  for (const { version, source, publishedAt, values } of [...versions].sort((a, b) => a.version - b.version))
    for (const { figure, value, unit, period: of } of values)
      if (of === period) found.set(figure, { figure, value, unit, version, source, publishedAt });
  return [...found.values()].sort((a, b) => (a.figure < b.figure ? -1 : 1));
}

/** @param known the unit of each figure that the center's reports tell, by its id */
export function checkPlan({ values }: PlanDraft, known: ReadonlyMap<string, string>): Issue[] {
  const issues: Issue[] = [];
  const named = new Set<string>();
  for (const [index, { figure, period, unit }] of values.entries()) {
    const key = `${figure} ${period}`;
    const own = known.get(figure);
    if (own === undefined)
      issues.push({
        path: `values.${index}.figure`,
        message: `${figure} is no figure of this center's reports; known are ${[...known.keys()].join(", ")}`,
      });
    else if (own !== unit)
      issues.push({
        path: `values.${index}.unit`,
        message: `is "${unit}"; reports tell ${figure} in "${own}"`,
      });
    if (named.has(key))
      issues.push({ path: `values.${index}`, message: `names ${figure} of ${period} a second time` });
    named.add(key);
  }
  return issues;
}
