/**
 * Energy and carbon of what a tenant held. Overhead is shared in proportion to IT energy: x PUE of the center over
 * the same window; without a PUE there is no such figure. Carbon is that of what the grid delivered for it. Source:
 * ISO/IEC 30134-2, 30134-8; GHG Protocol Scope 2, location-based.
 */
import type { Center, Figure, Grade, WindowMs } from "@aidc/contract";
import { kwhOf } from "../energy/integral.ts";
import { makeFigure, statusOfSum, windowOf, worstGrade, worstStatus } from "../figure/figure.ts";

export interface HeldEnergy {
  readonly window: WindowMs;
  readonly millijoules: bigint;
  readonly coveredMs: number;
  /** Meters x the time they were held; 0 when nothing was, or only what nothing measures and nothing stands in. */
  readonly expectedMs: number;
  readonly isHeld: boolean;
  /** Most meters at any time. */
  readonly meters: number;
  readonly grades: Iterable<Grade>;
}

/** A sum: shown with its coverage, never withheld. */
export function heldEnergyFigure(held: HeldEnergy): Figure {
  const known = held.coveredMs > 0;
  const coverage = held.expectedMs > 0 ? held.coveredMs / held.expectedMs : 0;
  const grade = worstGrade(held.grades);
  return makeFigure({
    name: "it_energy",
    value: known ? kwhOf(held.millijoules) : null,
    reason: known ? undefined : held.expectedMs > 0 ? "no_data" : held.isHeld ? "no_meter" : "no_lease",
    unit: "kWh",
    window: held.window,
    coverage,
    status: statusOfSum(coverage),
    grade,
    method: "held_energy",
    inputs: [{ kind: "point", label: "power of what is assigned", count: held.meters, grade, coverage }],
  });
}

export function withOverhead(it: Figure, pue: Figure): Figure {
  const unknown = it.value === null ? it : pue.value === null ? pue : null;
  return makeFigure({
    name: "energy_with_overhead",
    value: it.value === null || pue.value === null ? null : it.value * pue.value,
    reason: unknown ? (unknown.reason ?? "no_data") : undefined,
    unit: "kWh",
    window: windowOf(it),
    coverage: Math.min(it.coverage, pue.coverage),
    status: worstStatus([it.status, pue.status]),
    grade: worstGrade([it.grade, pue.grade, "derived"]),
    method: "energy_with_overhead",
    inputs: [it, pue].map(asInput),
  });
}

/**
 * By the rule of the center's CUE, so that tenants and center add up.
 * @param gridPerIt of the center: kWh of the grid per kWh of IT energy, which is PUE where the grid supplies all
 * @param factor null: no published factor is set for the center, and none is assumed
 */
export function carbonFigure(it: Figure, gridPerIt: Figure, factor: Center["gridCarbon"] | null): Figure {
  const unknown = it.value === null ? it : gridPerIt.value === null ? gridPerIt : null;
  const gridKwh = it.value === null || gridPerIt.value === null ? null : it.value * gridPerIt.value;
  return makeFigure({
    name: "carbon",
    value: gridKwh === null || !factor ? null : gridKwh * factor.kgPerKwh,
    reason: factor ? unknown?.reason : "no_factor",
    unit: "kg CO2e",
    window: windowOf(it),
    coverage: Math.min(it.coverage, gridPerIt.coverage),
    status: worstStatus([it.status, gridPerIt.status]),
    grade: worstGrade([it.grade, gridPerIt.grade, "derived"]),
    method: "carbon",
    category: factor ? `${factor.kgPerKwh} kg/kWh, ${factor.source} (${factor.year})` : undefined,
    inputs: [it, gridPerIt].map(asInput),
  });
}

function asInput(figure: Figure) {
  const { name, grade, coverage } = figure;
  return { kind: "figure" as const, label: name, count: 1, grade, coverage };
}
