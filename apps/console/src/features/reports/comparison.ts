/**
 * What every number of the page stands beside. Differences are told in the unit of the figure, a share in percentage
 * points; what is unknown on either side, or measured in another category, is not compared and says why.
 */
import type { Figure, Planned, Reason, Report, ReportChart, ReportFigure } from "@aidc/contract";
import { besideRunning, coverageGates, isShare, isSumOverTime } from "@aidc/domain";
import { stepPeriod } from "./period-names.ts";

/** Beside other centers; the first is what is chosen where nobody chose. */
export const fixedComparisons = ["previous", "lastYear", "plan", "limit"] as const;

export type Comparison =
  | { readonly kind: (typeof fixedComparisons)[number] }
  | { readonly kind: "center"; readonly center: string };

export function comparisonOf(text: string | undefined): Comparison {
  if (text?.startsWith("center:")) return { kind: "center", center: text.slice("center:".length) };
  if (text === "lastYear" || text === "plan" || text === "limit") return { kind: text };
  return { kind: "previous" };
}

/** Whose report is read beside this one; null where the report itself knows what it is compared with. */
export function otherReport(
  comparison: Comparison,
  own: { readonly center: string; readonly period: string },
): { readonly center: string; readonly period: string } | null {
  switch (comparison.kind) {
    case "plan":
    case "limit":
      return null;
    case "center":
      return { center: comparison.center, period: own.period };
    case "previous":
      return { center: own.center, period: stepPeriod(own.period, -1) };
    case "lastYear":
      return { center: own.center, period: lastYearOf(own.period) };
  }
}

const lastYearOf = (period: string): string =>
  `${String(Number(period.slice(0, 4)) - 1).padStart(4, "0")}${period.slice(4)}`;

export type Difference =
  /** In percentage points for a share, else in the unit of the figure. */
  | {
      readonly kind: "known";
      readonly by: number;
      readonly unit: string;
      readonly isShare: boolean;
      readonly than: Figure;
    }
  | { readonly kind: "unknown"; readonly reason: Reason | "other_category" | "not_compared" | "no_plan" };

/** @param other the same figure where it is compared with; null: there is none */
export function differenceOf(figure: Figure, other: Figure | null): Difference {
  if (other === null) return { kind: "unknown", reason: "not_compared" };
  if (categoryOf(figure) !== categoryOf(other)) return { kind: "unknown", reason: "other_category" };
  if (figure.unit !== other.unit) return { kind: "unknown", reason: "mixed_units" };
  const lacking = [figure, other].find(({ value }) => value === null);
  if (figure.value === null || other.value === null)
    return { kind: "unknown", reason: lacking?.reason ?? "no_data" };
  if ([figure, other].some(isPartOfSum)) return { kind: "unknown", reason: "coverage_low" };
  const share = isShare(figure);
  const by = (figure.value - other.value) * (share ? 100 : 1);
  return { kind: "known", by, unit: share ? "pp" : figure.unit, isShare: share, than: other };
}

/** Two hours of a month beside a whole one: a sum that is known in part differs by what is not known. */
const isPartOfSum = (figure: Figure): boolean =>
  isSumOverTime(figure) && figure.coverage < coverageGates.provisional;

const categoryOf = ({ method }: Figure): string => method.category ?? "";

/** Read beside the report, as far as it has come. */
interface Beside {
  readonly other: Report | undefined;
  /** What counts as planned for the period of the report. */
  readonly planned: readonly Planned[] | undefined;
  /** The period of the report still runs: its sums are held against no plan of the whole. */
  readonly isRunning: boolean;
}

export function comparedRow(
  row: ReportFigure,
  comparison: Comparison,
  beside: Beside,
): { readonly than: Figure | null; readonly difference: Difference } {
  const than = comparedFigure(row, comparison, beside);
  if (comparison.kind === "plan" && beside.planned !== undefined && than === null)
    return { than, difference: { kind: "unknown", reason: "no_plan" } };
  return { than, difference: differenceOf(row.figure, than) };
}

/** What a figure is compared with; null: there is none, or it has not come. */
function comparedFigure(
  row: ReportFigure,
  comparison: Comparison,
  { other, planned, isRunning }: Beside,
): Figure | null {
  switch (comparison.kind) {
    case "previous":
      return row.previous;
    case "lastYear":
      return row.lastYear;
    case "plan": {
      const plan = planned?.find(({ figure }) => figure === row.id);
      const than = plan && { ...row.figure, value: plan.value, unit: plan.unit, reason: undefined };
      return than ? (isRunning ? besideRunning(than) : than) : null;
    }
    case "limit":
      return row.limit ? { ...row.figure, value: row.limit.value, reason: undefined } : null;
    case "center":
      return other?.content.figures.find(({ id }) => id === row.id)?.figure ?? null;
  }
}

/**
 * The same chart of the other report with its points in the places of this one: the twelfth month beside the twelfth.
 * null where both may not share an axis: another form, unit or category, or other places.
 */
export function chartBeside(own: ReportChart, report: Report, other: Report | undefined): ReportChart | null {
  const found = other?.content.chapters
    .flatMap(({ blocks }) => blocks)
    .find((block) => block.kind === "chart" && block.id === own.id);
  if (!other || found?.kind !== "chart") return null;
  if (found.form !== own.form || found.unit !== own.unit) return null;
  if (own.id.startsWith("pue") && pueCategory(report) !== pueCategory(other)) return null;
  const isOverTime = own.series.every(({ points }) => points.every(({ from }) => from !== null));
  return isOverTime ? found : null;
}

function pueCategory({ content }: Report): string {
  const row = content.figures.find(({ id }) => id === "energy.pue");
  return row ? categoryOf(row.figure) : "";
}
