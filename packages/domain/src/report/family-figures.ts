/** Figures beside PUE that follow from the same days. Source: standards 1.3. */
import type { Figure, WindowMs } from "@aidc/contract";
import { gridPerItFigure } from "../energy/grid-per-it.ts";
import { coverageOf } from "../energy/integral.ts";
import { coverageGates, statusOfSum, worstGrade } from "../figure/figure.ts";
import { daysIn, jointIn, reportPue } from "./energy-figures.ts";
import { flowDays } from "./energy-flow.ts";
import type { Compared, PairedMeters, ReportInputs, Sources } from "./inputs.ts";
import { gradeOfBoth, pairedJoint } from "./paired-figures.ts";
import { ownFigure, unmeasured } from "./report-methods.ts";

/**
 * Carbon of what the grid delivered, per IT energy of the same time. Where the grid is all that supplies the facility
 * that is factor x PUE; else its own meters tell it, and what is generated on site has no share in it.
 */
export function cueOf(inputs: ReportInputs, compared: Compared): Figure {
  const { window } = inputs.periods[compared];
  const { gridCarbon } = inputs.document.center;
  if (!gridCarbon) return unmeasured("cue", "cue", "kg/kWh", window, "no_factor");
  const { grid } = inputs;
  const perIt =
    grid === null ? reportPue(inputs.document, inputs.energy, window) : gridPerIt(inputs, grid, window);
  const of = grid === null ? "location-based" : "location-based, grid import only";
  return ownFigure({
    name: "cue",
    method: "cue",
    value: perIt.value === null ? null : gridCarbon.kgPerKwh * perIt.value,
    reason: perIt.value === null ? (perIt.reason ?? "no_data") : undefined,
    unit: "kg/kWh",
    window,
    coverage: perIt.coverage,
    status: perIt.status,
    grade: worstGrade([perIt.grade, "derived"]),
    category: `${of}, ${gridCarbon.source} ${gridCarbon.year}`,
    inputs: perIt.inputs,
  });
}

function gridPerIt({ document, energy }: ReportInputs, grid: PairedMeters, window: WindowMs): Figure {
  const { own, base, coveredMs } = pairedJoint(grid, window);
  const coverage = Math.min(1, coverageOf(coveredMs, window));
  const input = (label: string, { count, grade }: Sources) => ({
    kind: "meter" as const,
    label,
    count,
    grade,
    coverage,
  });
  return gridPerItFigure({
    window,
    suppliedMj: grid.count > 0 ? own : null,
    itMj: energy.it.count > 0 ? base : null,
    jointCoveredMs: coveredMs,
    ratedItPowerW: document.center.ratedItPowerW ?? null,
    grade: gradeOfBoth(grid, energy.it),
    inputs: [input("grid", grid), input("IT", energy.it)],
  });
}

/** Greatest 15-minute mean of the facility; a month with gaps may have had a greater one that nobody saw. */
export function peakDemand({ demand, period }: ReportInputs): Figure {
  const known = demand.flatMap(({ watts }) => watts ?? []);
  const coverage = demand.reduce((sum, month) => sum + month.coverage, 0) / Math.max(1, demand.length);
  return ownFigure({
    name: "peak_demand",
    method: "demand",
    value: known.length > 0 ? Math.max(...known) / 1000 : null,
    reason: known.length > 0 ? undefined : (demand[0]?.reason ?? "no_meter"),
    unit: "kW",
    window: period.window,
    coverage,
    status: statusOfSum(coverage),
    grade: worstGrade(demand.map(({ grade }) => grade)),
  });
}

export function jointCoverage(inputs: ReportInputs, compared: Compared): Figure {
  const { window } = inputs.periods[compared];
  const { facility, it } = inputs.energy;
  const metered = facility.count > 0 && it.count > 0;
  const coverage = coverageOf(jointIn(inputs.energy, window).coveredMs, window);
  return ownFigure({
    name: "joint_coverage",
    method: "coverage",
    value: metered ? coverage : null,
    reason: metered ? undefined : "no_meter",
    unit: "ratio",
    window,
    coverage: metered ? 1 : 0,
    grade: "derived",
  });
}

interface RenewableDay {
  readonly window: WindowMs;
  readonly renewableMj: bigint;
  readonly facilityMj: bigint;
}

/** Days that the meters of both sides cover wholly: numerator and denominator are of the same time. */
export function renewableJoint({ renewable, energy }: ReportInputs, window: WindowMs): RenewableDay[] {
  if (renewable.count === 0 || energy.facility.count === 0) return [];
  const own = new Map(daysIn(renewable.days, window).map((day) => [day.window.fromMs, day.sum]));
  return daysIn(energy.days, window).flatMap(({ window: day, facility }) => {
    const sum = own.get(day.fromMs);
    const lengthMs = day.toMs - day.fromMs;
    const isWhole =
      sum !== undefined &&
      sum.coveredMs >= renewable.count * lengthMs &&
      facility.coveredMs >= energy.facility.count * lengthMs;
    return isWhole ? [{ window: day, renewableMj: sum.integral, facilityMj: facility.integral }] : [];
  });
}

/**
 * What was generated on site only: contracts and certificates are not on record, so it is a lower bound. A site that
 * exports more than it takes generated more than it needed: the factor ends at 1, and says so.
 */
export function refOf(inputs: ReportInputs, compared: Compared): Figure {
  const { window } = inputs.periods[compared];
  const { renewable, energy } = inputs;
  if (renewable.count === 0 || energy.facility.count === 0)
    return unmeasured("ref", "ref", "ratio", window, "no_meter");
  const days = renewableJoint(inputs, window);
  const coveredMs = days.reduce((sum, day) => sum + day.window.toMs - day.window.fromMs, 0);
  const coverage = coverageOf(coveredMs, window);
  const facility = days.reduce((sum, { facilityMj }) => sum + facilityMj, 0n);
  const own = days.reduce((sum, { renewableMj }) => sum + renewableMj, 0n);
  const isKnown = coverage >= coverageGates.provisional && facility > 0n;
  return ownFigure({
    name: "ref",
    method: "ref",
    value: isKnown ? Math.min(1, Number(own) / Number(facility)) : null,
    reason: isKnown ? undefined : coverage > 0 ? "coverage_low" : "no_data",
    unit: "ratio",
    window,
    coverage,
    grade: worstGrade([renewable.grade, energy.facility.grade]),
    category: isKnown && own > facility ? "on-site generation only, capped at 1" : "on-site generation only",
  });
}

/** How much of what came in is told by no meter behind the boundary; negative where more was measured behind it. */
export function unexplained({ flow, period }: ReportInputs): Figure {
  const days = flowDays(flow);
  const supplied = days.reduce((sum, day) => sum + day.supplied, 0n);
  const told = days.reduce((sum, day) => sum + day.told, 0n);
  if (supplied <= 0n)
    return unmeasured(
      "unexplained",
      "unexplained",
      "ratio",
      period.window,
      flow.known.length > 0 && flow.silent.length === 0 && flow.days.length === 0
        ? "coverage_low"
        : "no_meter",
    );
  return ownFigure({
    name: "unexplained",
    method: "unexplained",
    unit: "ratio",
    window: period.window,
    value: Number(supplied - told) / Number(supplied),
    coverage: days.length / flow.daysOfPeriod,
    status: days.length === flow.daysOfPeriod ? "valid" : "provisional",
    grade: worstGrade([flow.grade, "derived"]),
  });
}
