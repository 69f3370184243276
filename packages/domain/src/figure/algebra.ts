/**
 * Sums and ratios of figures. An unknown input makes the result unknown with the same reason; the worst grade
 * and status survive; unlike units or windows are refused. Source: standards "Global conventions", 1.1 coverage.
 */
import type { Figure, FigureInput, Reason } from "@aidc/contract";
import { makeFigure, windowOf, worstGrade, worstStatus } from "./figure.ts";
import type { MethodId } from "./methods.ts";

/** Same unit, same window. Coverage is covered time over all time, thus the mean. An empty list has no value. */
export function sumFigures(name: string, figures: readonly Figure[], method: MethodId): Figure | null {
  const [first] = figures;
  if (!first) return null;
  const reason = mismatchOf(figures) ?? unknownIn(figures);
  return makeFigure({
    name,
    value: reason ? null : figures.reduce((sum, figure) => sum + (figure.value ?? Number.NaN), 0),
    reason,
    unit: first.unit,
    window: windowOf(first),
    coverage: figures.reduce((sum, figure) => sum + figure.coverage, 0) / figures.length,
    status: worstStatus(figures.map((figure) => figure.status)),
    grade: worstGrade(figures.map((figure) => figure.grade)),
    method,
    inputs: figures.map(inputOf),
  });
}

/**
 * part / whole of one unit over one window. Never clamped: a ratio above 1 is shown as it is.
 * @param zeroWhole why there is no value when the whole is 0
 */
export function ratioOf(
  name: string,
  part: Figure,
  whole: Figure,
  method: MethodId,
  zeroWhole: Reason,
): Figure {
  const both = [part, whole];
  const reason = mismatchOf(both) ?? unknownIn(both) ?? (whole.value === 0 ? zeroWhole : undefined);
  return makeFigure({
    name,
    value: reason || part.value === null || whole.value === null ? null : part.value / whole.value,
    reason,
    unit: "ratio",
    window: windowOf(whole),
    coverage: Math.min(part.coverage, whole.coverage),
    status: worstStatus(both.map((figure) => figure.status)),
    grade: worstGrade(both.map((figure) => figure.grade)),
    method,
    inputs: both.map(inputOf),
  });
}

function mismatchOf(figures: readonly Figure[]): Reason | undefined {
  const [first] = figures;
  if (figures.some((figure) => figure.unit !== first?.unit)) return "mixed_units";
  if (figures.some((figure) => figure.from !== first?.from || figure.to !== first.to))
    return "window_mismatch";
  return undefined;
}

function unknownIn(figures: readonly Figure[]): Reason | undefined {
  const unknown = figures.find((figure) => figure.value === null);
  return unknown && (unknown.reason ?? "no_data");
}

function inputOf(figure: Figure): FigureInput {
  return { kind: "figure", label: figure.name, count: 1, grade: figure.grade, coverage: figure.coverage };
}
