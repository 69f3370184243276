/**
 * Energy figures of a report over one window, from its days. Ratios are ratios of sums over the time that every
 * meter covers; days are whole local days, so a year with clock changes has 23 and 25 hour days in it.
 * Source: standards 1.1, 1.2, 1.3.
 */
import type { CenterDocument, Figure, WindowMs } from "@aidc/contract";
import { orMismatch, spansIn, tellUsed, withStated } from "../corrections/used.ts";
import { pueFigure } from "../energy/pue.ts";
import { worstGrade } from "../figure/figure.ts";
import { energyFigure } from "../figure/integral-figures.ts";
import type { DaySum, EnergyDay, EnergyInputs, Sources } from "./inputs.ts";

export function daysIn<D extends { readonly window: WindowMs }>(days: readonly D[], window: WindowMs): D[] {
  return days.filter((day) => day.window.fromMs >= window.fromMs && day.window.toMs <= window.toMs);
}

export function sumOfDays(sums: readonly DaySum[]): DaySum {
  return {
    integral: sums.reduce((total, { integral }) => total + integral, 0n),
    coveredMs: sums.reduce((total, { coveredMs }) => total + coveredMs, 0),
    resets: sums.reduce((total, { resets }) => total + resets, 0),
  };
}

export function sideEnergy(inputs: EnergyInputs, side: "facility" | "it", window: WindowMs): Figure {
  const sources = inputs[side];
  const sum = sumOfDays(daysIn(inputs.days, window).map((day) => day[side]));
  const measured = sum.coveredMs > 0 ? [{ ...sum, grade: sources.grade }] : [];
  const figure = energyFigure({
    name: `${side}_energy`,
    method: side === "it" ? "energy" : "facility_energy",
    window,
    parts: withStated(measured, spansIn(inputs.spans, window), side),
    expected: sources.count,
    input: { kind: "meter", label: side === "it" ? "IT energy" : "meters at the facility boundary" },
  });
  return orMismatch(tellUsed(figure, inputs.used, { sides: [side], window }), inputs.spans, { window, side });
}

export interface JointSum {
  readonly facilityMj: bigint;
  readonly itMj: bigint;
  readonly coveredMs: number;
}

/** Of the days of the window, and of what documents state of longer times in it. */
export function jointIn(inputs: EnergyInputs, window: WindowMs): JointSum {
  return jointOf([...daysIn(inputs.days, window), ...spansIn(inputs.spans, window)]);
}

export function jointOf(days: readonly Pick<EnergyDay, "joint">[]): JointSum {
  return {
    facilityMj: days.reduce((sum, { joint }) => sum + joint.facilityMj, 0n),
    itMj: days.reduce((sum, { joint }) => sum + joint.itMj, 0n),
    coveredMs: days.reduce((sum, { joint }) => sum + joint.coveredMs, 0),
  };
}

export function reportPue(
  { center }: Pick<CenterDocument, "center">,
  inputs: EnergyInputs,
  window: WindowMs,
): Figure {
  const joint = jointIn(inputs, window);
  const input = (label: string, sources: Sources) => ({
    kind: "meter" as const,
    label,
    count: sources.count,
    grade: sources.grade,
    coverage: Math.min(1, joint.coveredMs / (window.toMs - window.fromMs)),
  });
  const figure = pueFigure({
    window,
    timeZone: center.timeZone,
    itBoundary: center.itBoundary,
    facilityMj: inputs.facility.count > 0 ? joint.facilityMj : null,
    itMj: inputs.it.count > 0 ? joint.itMj : null,
    jointCoveredMs: joint.coveredMs,
    ratedItPowerW: center.ratedItPowerW ?? null,
    grade: worstGrade(
      [inputs.facility, inputs.it].filter(({ count }) => count > 0).map(({ grade }) => grade),
    ),
    inputs: [input("facility", inputs.facility), input("IT", inputs.it)],
  });
  const told = tellUsed(figure, inputs.used, { sides: ["facility", "it"], window });
  return orMismatch(told, inputs.spans, { window, side: "joint" });
}
