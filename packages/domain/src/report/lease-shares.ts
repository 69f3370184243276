/** Shares of leased accelerator-hours that a report tells beside their total: of the largest tenants. */
import type { Figure } from "@aidc/contract";
import { suppressGroups } from "../billing/neighbour-privacy.ts";
import { heldIn } from "../tenancy/lease-holding.ts";
import { hourMs } from "./cells.ts";
import { leasedHoursOf } from "./holding-figures.ts";
import type { ReportInputs } from "./inputs.ts";
import { ownFigure } from "./report-methods.ts";
import { worded } from "./words.ts";

interface Sizes {
  readonly top: ReadonlyMap<string, number>;
  readonly rest: ReadonlyMap<string, number>;
}

/** Leased accelerator-hours of the three largest tenants, and of all others. */
export function sizesOf({ document, period }: ReportInputs): Sizes {
  const hoursOf = (tenant: string) =>
    heldIn(document, "accelerators", period.window, { tenant }).amountMs / hourMs;
  const sizes = document.tenants
    .map(({ id }): [string, number] => [id, hoursOf(id)])
    .filter(([, hours]) => hours > 0)
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  return { top: new Map(sizes.slice(0, 3)), rest: new Map(sizes.slice(3)) };
}

export const totalOf = (sizes: ReadonlyMap<string, number>): number =>
  [...sizes.values()].reduce((sum, hours) => sum + hours, 0);

/** The rest is the difference of two published figures: it is withheld with them unless it passes as well. */
export function concentration(inputs: ReportInputs): Figure {
  const { top, rest } = sizesOf(inputs);
  const total = leasedHoursOf(inputs.holdings, inputs.period.window);
  const figure = ownFigure({
    name: "top3_share",
    method: "concentration",
    value: total.value === null ? null : totalOf(top) / (totalOf(top) + totalOf(rest)),
    reason: total.reason,
    unit: "ratio",
    window: inputs.period.window,
    coverage: total.coverage,
    grade: total.grade,
  });
  if (figure.value === null) return figure;
  const [told, others] = suppressGroups([
    { figure, contributions: top },
    ...(rest.size > 0 ? [{ figure, contributions: rest }] : []),
  ]);
  if (told && (rest.size === 0 || others?.reason === undefined)) return told;
  return { ...figure, value: null, reason: "suppressed", status: "invalid", coverage: 0 };
}

export const leaseTerms = [
  { id: "commitment", title: worded("Committed", "承诺租用") },
  { id: "on_demand", title: worded("On demand", "按需使用") },
] as const;
