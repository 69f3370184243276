/**
 * Figures straight from integrals: energy in kWh and accelerator-hours. A sum over incomplete data is shown with
 * its coverage and never withheld. Source: standards 1.1, architecture "Arithmetic".
 */
import type { Figure, FigureInput, Grade, Reason, WindowMs } from "@aidc/contract";
import { coverageOf, kwhOf } from "../energy/integral.ts";
import { makeFigure, statusOfCoverage, worstGrade } from "./figure.ts";
import type { MethodId } from "./methods.ts";

/** One point's share of a sum. */
export interface SummedPart {
  readonly integral: bigint;
  readonly coveredMs: number;
  readonly resets: number;
  readonly grade: Grade;
  /** -1 for what leaves the boundary (grid export); default +1. */
  readonly sign?: 1 | -1 | undefined;
}

export interface SumFigure {
  readonly name: string;
  readonly method: MethodId;
  readonly window: WindowMs;
  /** What is known of each expected point; a point without any data may be left out. */
  readonly parts: readonly SummedPart[];
  /** How many points ought to report. */
  readonly expected: number;
  readonly input: Pick<FigureInput, "kind" | "label">;
  /** Why there is no value when nothing ought to report. */
  readonly noneExpected?: Reason | undefined;
}

/** Sum of integrals in mJ, as kWh. */
export function energyFigure(sum: SumFigure): Figure {
  return sumAs(sum, "kWh", kwhOf, "no_meter");
}

/** Sum of integrals in accelerators x ms, as hours. */
export function acceleratorHoursFigure(sum: SumFigure): Figure {
  return sumAs(sum, "h", (acceleratorMs) => Number(acceleratorMs) / 3_600_000, "not_collected");
}

function sumAs(
  sum: SumFigure,
  unit: string,
  convert: (total: bigint) => number,
  noneExpected: Reason,
): Figure {
  let total = 0n;
  let coveredMs = 0;
  let resets = 0;
  for (const part of sum.parts) {
    total += part.sign === -1 ? -part.integral : part.integral;
    coveredMs += part.coveredMs;
    resets += part.resets;
  }
  const coverage = sum.expected > 0 ? coverageOf(coveredMs / sum.expected, sum.window) : 0;
  const grade = worstGrade(sum.parts.map((part) => part.grade));
  const known = coveredMs > 0;
  return makeFigure({
    name: sum.name,
    value: known ? convert(total) : null,
    reason: known ? undefined : sum.expected > 0 ? "no_data" : (sum.noneExpected ?? noneExpected),
    unit,
    window: sum.window,
    coverage,
    // A reset inside makes a lower bound, which is not a valid total.
    status: resets === 0 && statusOfCoverage(coverage) === "valid" ? "valid" : "provisional",
    grade,
    method: sum.method,
    inputs: [{ ...sum.input, count: sum.expected, grade, coverage }],
  });
}
