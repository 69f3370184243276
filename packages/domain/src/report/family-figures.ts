/** Figures beside PUE that follow from the same days. Source: standards 1.3. */
import type { Figure } from "@aidc/contract";
import { coverageOf } from "../energy/integral.ts";
import { worstGrade } from "../figure/figure.ts";
import { jointIn, reportPue } from "./energy-figures.ts";
import type { Compared, ReportInputs } from "./inputs.ts";
import { ownFigure, unmeasured } from "./report-methods.ts";

/** Grid factor x PUE: right only because one factor holds for all energy; a second one would need its own sum. */
export function cueOf(inputs: ReportInputs, compared: Compared): Figure {
  const { window } = inputs.periods[compared];
  const { gridCarbon } = inputs.document.center;
  const pue = reportPue(inputs.document, inputs.energy, window);
  if (!gridCarbon) return unmeasured("cue", "cue", "kg/kWh", window, "no_factor");
  return ownFigure({
    name: "cue",
    method: "cue",
    value: pue.value === null ? null : gridCarbon.kgPerKwh * pue.value,
    reason: pue.value === null ? (pue.reason ?? "no_data") : undefined,
    unit: "kg/kWh",
    window,
    coverage: pue.coverage,
    status: pue.status,
    grade: worstGrade([pue.grade, "derived"]),
    category: `location-based, ${gridCarbon.source} ${gridCarbon.year}`,
    inputs: pue.inputs,
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
    status: coverage >= 0.99 ? "valid" : "provisional",
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
