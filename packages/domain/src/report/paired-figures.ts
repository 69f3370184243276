/**
 * Figures of what stands beside the energy balance: water brought in and heat used again, each against one side of it
 * over the time that both are known. Source: standards 1.3 (WUE, ERF, ERE), 1.1 "Coverage", 1.2 (floor and gates).
 */
import type { Figure, ItBoundary, Reason, WindowMs } from "@aidc/contract";
import { coverageOf, kwhOf } from "../energy/integral.ts";
import { isNoItLoad } from "../energy/pue.ts";
import { coverageGates, statusOfSum, worstGrade } from "../figure/figure.ts";
import { addLocalMonths } from "../time/days.ts";
import { daysIn, reportPue, sumOfDays } from "./energy-figures.ts";
import type { Compared, PairedMeters, ReportInputs, SideMeters, Sources } from "./inputs.ts";
import type { OwnMethodId } from "./report-methods.ts";
import { ownFigure, unmeasured } from "./report-methods.ts";
import { boundaryWords } from "./words.ts";

/** @param millilitres what the register counted */
export const cubicMetresOf = (millilitres: bigint): number => Number(millilitres) / 1e6;
export const litresOf = (millilitres: bigint): number => Number(millilitres) / 1e3;

interface Joint {
  readonly own: bigint;
  readonly base: bigint;
  readonly coveredMs: number;
}

/** Of the days of the window. */
export function pairedJoint({ days }: PairedMeters, window: WindowMs): Joint {
  return daysIn(days, window).reduce<Joint>(
    (sum, { joint }) => ({
      own: sum.own + joint.own,
      base: sum.base + joint.base,
      coveredMs: sum.coveredMs + joint.coveredMs,
    }),
    { own: 0n, base: 0n, coveredMs: 0 },
  );
}

/** Why a ratio of two sides is not told; undefined: it is. */
function whyNot(sides: readonly Sources[], { base, coveredMs }: Joint, coverage: number): Reason | undefined {
  if (sides.some(({ count }) => count === 0)) return "no_meter";
  if (coveredMs <= 0) return "no_data";
  if (coverage < coverageGates.provisional) return "coverage_low";
  return base <= 0n ? "no_it_load" : undefined;
}

/** Litres of water per kWh of IT energy: of IT alone, not of the facility, and of the same time. */
export function wueOf(inputs: ReportInputs, compared: Compared): Figure {
  const { water, energy, document } = inputs;
  return wueAt(
    inputs,
    { water, it: energy.it, boundary: document.center.itBoundary },
    inputs.periods[compared].window,
  );
}

/** The same against IT energy at the UPS output; null: no meter is there beside one of water. */
export function wueAtUps(inputs: ReportInputs): Figure | null {
  const { ups, period } = inputs;
  if (ups === null || ups.water.count === 0) return null;
  return wueAt(inputs, { water: ups.water, it: ups.it, boundary: "ups_output" }, period.window);
}

interface WueSides {
  readonly water: PairedMeters;
  readonly it: Sources;
  readonly boundary: ItBoundary;
}

function wueAt({ document }: ReportInputs, { water, it, boundary }: WueSides, window: WindowMs): Figure {
  const { timeZone, ratedItPowerW = null } = document.center;
  const joint = pairedJoint(water, window);
  const coverage = coverageOf(joint.coveredMs, window);
  const isIdle = joint.coveredMs > 0 && isNoItLoad(Number(joint.base) / joint.coveredMs, ratedItPowerW);
  const reason = whyNot([water, it], joint, coverage) ?? (isIdle ? "no_it_load" : undefined);
  const interim = window.toMs < addLocalMonths(window.fromMs, 12, timeZone) ? ", interim" : "";
  return ownFigure({
    name: "wue",
    method: "wue",
    value: reason ? null : litresOf(joint.own) / kwhOf(joint.base),
    reason,
    unit: "L/kWh",
    window,
    coverage,
    grade: gradeOfBoth(water, it),
    category: `site water, IT energy at ${boundaryWords[boundary].en}${interim}`,
  });
}

/** Of all energy that crosses the boundary; what is used again inside is not metered by this role. */
export function erfOf(inputs: ReportInputs, compared: Compared): Figure {
  const { window } = inputs.periods[compared];
  const { reuse, energy } = inputs;
  const joint = pairedJoint(reuse, window);
  const coverage = coverageOf(joint.coveredMs, window);
  const reason = whyNot([reuse, energy.facility], joint, coverage);
  const why = reason === "no_it_load" ? ("no_data" as const) : reason;
  return ownFigure({
    name: "erf",
    method: "erf",
    unit: "ratio",
    window,
    coverage,
    value: why ? null : Number(joint.own) / Number(joint.base),
    reason: why,
    grade: gradeOfBoth(reuse, energy.facility),
    category: "heat metered where it leaves the boundary",
  });
}

/** PUE x (1 - ERF). It may be below 1, which PUE may not: reuse never lowers PUE itself. */
export function ereOf(inputs: ReportInputs, compared: Compared): Figure {
  const { window } = inputs.periods[compared];
  const pue = reportPue(inputs.document, inputs.energy, window);
  const erf = erfOf(inputs, compared);
  const missing = [erf, pue].find(({ value }) => value === null);
  const isKnown = pue.value !== null && erf.value !== null;
  return ownFigure({
    name: "ere",
    method: "ere",
    unit: "ratio",
    window,
    value: isKnown ? (pue.value ?? Number.NaN) * (1 - (erf.value ?? Number.NaN)) : null,
    reason: missing?.reason,
    coverage: Math.min(pue.coverage, erf.coverage),
    grade: worstGrade([pue.grade, erf.grade]),
  });
}

export function gradeOfBoth(own: Sources, base: Sources): Figure["grade"] {
  return worstGrade([own, base].filter(({ count }) => count > 0).map(({ grade }) => grade));
}

export interface Side {
  readonly name: string;
  readonly unit: "kWh" | "m3";
  readonly of: Pick<SideMeters, "count" | "grade"> & {
    readonly days: readonly {
      readonly window: WindowMs;
      readonly sum: ReturnType<typeof sumOfDays>;
    }[];
  };
}

/** What meters of a role counted: a sum, shown with its coverage and never withheld. */
export function sideSum({ name, unit, of }: Side, window: WindowMs): Figure {
  const method: OwnMethodId = "side_sum";
  if (of.count === 0) return unmeasured(name, method, unit, window, "no_meter");
  const sum = sumOfDays(daysIn(of.days, window).map((day) => day.sum));
  const coverage = Math.min(1, coverageOf(sum.coveredMs / of.count, window));
  const isKnown = sum.coveredMs > 0;
  return ownFigure({
    name,
    method,
    unit,
    window,
    coverage,
    grade: of.grade,
    value: isKnown ? (unit === "kWh" ? kwhOf(sum.integral) : cubicMetresOf(sum.integral)) : null,
    reason: isKnown ? undefined : "no_data",
    status: isKnown ? statusOfSum(coverage) : undefined,
  });
}

export function ownSide({ days, count, grade }: PairedMeters): Side["of"] {
  return { count, grade, days: days.map(({ window, own }) => ({ window, sum: own })) };
}
