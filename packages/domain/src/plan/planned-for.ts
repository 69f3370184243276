/** Which plan value counts for a report, and what is wrong with a plan before it is published. */
import type { Figure, Issue, Plan, PlanDraft, Planned } from "@aidc/contract";
import { isShare } from "../report/words.ts";

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

type Told = Pick<Figure, "name" | "unit">;

/** @param known what the center's reports tell, by the id of each figure */
export function checkPlan({ values }: PlanDraft, known: ReadonlyMap<string, Told>): Issue[] {
  const issues: Issue[] = [];
  const named = new Set<string>();
  for (const [index, { figure, period, unit, value }] of values.entries()) {
    const key = `${figure} ${period}`;
    const own = known.get(figure);
    if (own === undefined)
      issues.push({
        path: `values.${index}.figure`,
        message: `${figure} is no figure of this center's reports; known are ${[...known.keys()].join(", ")}`,
      });
    else if (own.unit !== unit)
      issues.push({
        path: `values.${index}.unit`,
        message: `is "${unit}"; reports tell ${figure} in "${own.unit}"`,
      });
    const impossible = own && neverTrue(own, value);
    if (impossible) issues.push({ path: `values.${index}.value`, message: `is ${value}; ${impossible}` });
    if (named.has(key))
      issues.push({ path: `values.${index}`, message: `names ${figure} of ${period} a second time` });
    named.add(key);
  }
  return issues;
}

/** A published plan cannot be changed, so what no report could ever tell is not taken. */
function neverTrue(own: Told, value: number): string | null {
  if (own.name.startsWith("pue") && value < 1)
    return "a PUE is never below 1, because what IT draws is part of what the facility draws";
  if (isShare(own) && (value < 0 || value > 1)) return "a share is a ratio from 0 to 1: write 0.8 for 80 %";
  return null;
}
