/**
 * PUE = facility energy / IT energy over the same period; by definition never below 1, and never clamped to it.
 * Source: ISO/IEC 30134-2, EN 50600-4-2; gates and floor are policy (standards 1.2).
 */
import type { Figure, FigureInput, Grade, ItBoundary, Reason, WindowMs } from "@aidc/contract";
import { coverageGates, makeFigure, worstGrade } from "../figure/figure.ts";
import { addLocalMonths } from "../time/days.ts";
import { coverageOf } from "./integral.ts";

/** Category by where IT energy is measured: UPS output, PDU output, input of the IT equipment. */
export const pueCategories = { ups_output: 1, pdu_output: 2, it_input: 3 } as const satisfies Record<
  ItBoundary,
  number
>;

/** Below this share of the rated IT power there is no IT load to relate to. */
export const itLoadFloor = 0.01;

/**
 * Above it one of the two energies is wrong: at the floor of the IT load a facility would have to draw as much beside
 * its IT as all of its IT is rated for. It holds where no rating is known, too.
 */
export const pueCeiling = 1 / itLoadFloor;

/** Energies in mJ over the joint covered time of all inputs of both sides; null where no such meter exists. */
export interface PueInput {
  readonly window: WindowMs;
  readonly timeZone: string;
  readonly itBoundary: ItBoundary;
  readonly facilityMj: bigint | null;
  readonly itMj: bigint | null;
  readonly jointCoveredMs: number;
  readonly ratedItPowerW: number | null;
  readonly grade: Grade;
  readonly inputs: readonly FigureInput[];
}

export function pueFigure(input: PueInput): Figure {
  const { facilityMj, itMj, window } = input;
  const coverage = coverageOf(input.jointCoveredMs, window);
  const reason = whyNoPue(input, coverage);
  return makeFigure({
    name: "pue",
    value: reason || facilityMj === null || itMj === null ? null : Number(facilityMj) / Number(itMj),
    reason,
    unit: "ratio",
    window,
    coverage,
    grade: input.grade,
    method: "pue",
    category: pueCategory(input.itBoundary, window, input.timeZone),
    inputs: input.inputs,
  });
}

function whyNoPue({ facilityMj, ...rest }: PueInput, coverage: number): Reason | undefined {
  const why = whyNotPerIt({ ...rest, suppliedMj: facilityMj }, coverage);
  if (why || facilityMj === null || rest.itMj === null) return why;
  return outOfDomain(Number(facilityMj) / Number(rest.itMj));
}

/** Why a ratio of facility to IT is no PUE; undefined: it is one. Never clamped. */
export function outOfDomain(ratio: number): Reason | undefined {
  if (ratio < 1) return "below_one";
  return ratio > pueCeiling ? "contradicted" : undefined;
}

/** Energy that is supplied beside IT energy, over the time that both are known. */
export interface BesideIt extends Pick<PueInput, "itMj" | "jointCoveredMs" | "ratedItPowerW"> {
  readonly suppliedMj: bigint | null;
}

/** Why nothing is told per kWh of IT energy; undefined: it is. */
export function whyNotPerIt(input: BesideIt, coverage: number): Reason | undefined {
  const { suppliedMj, itMj, jointCoveredMs } = input;
  if (suppliedMj === null || itMj === null) return "no_meter";
  if (jointCoveredMs <= 0) return "no_data";
  if (coverage < coverageGates.provisional) return "coverage_low";
  return isNoItLoad(Number(itMj) / jointCoveredMs, input.ratedItPowerW) ? "no_it_load" : undefined;
}

/** @param itPowerW mean or present IT power */
export function isNoItLoad(itPowerW: number, ratedItPowerW: number | null): boolean {
  return itPowerW <= 0 || (ratedItPowerW !== null && itPowerW < itLoadFloor * ratedItPowerW);
}

/** `PUE3` over 12 consecutive months or more, `iPUE3` (interim) over anything shorter. */
export function pueCategory(itBoundary: ItBoundary, window: WindowMs, timeZone: string): string {
  const interim = window.toMs < addLocalMonths(window.fromMs, 12, timeZone);
  return `${interim ? "iPUE" : "PUE"}${pueCategories[itBoundary]}`;
}

/**
 * Roll-up over halls or sites: the ratio of the sums, never the mean of the ratios. Sites of different category
 * are not comparable, so their sum has no PUE: null.
 */
export function rollUpPue(sites: readonly PueInput[]): Figure | null {
  const [first] = sites;
  if (!first || sites.some((site) => site.itBoundary !== first.itBoundary)) return null;
  const sum = (side: "facilityMj" | "itMj") =>
    sites.reduce<bigint | null>((total, site) => addKnown(total, site[side]), 0n);
  const rated = sites.map((site) => site.ratedItPowerW);
  return pueFigure({
    ...first,
    facilityMj: sum("facilityMj"),
    itMj: sum("itMj"),
    // Every site must be covered: the worst one decides.
    jointCoveredMs: Math.min(...sites.map((site) => site.jointCoveredMs)),
    ratedItPowerW: rated.reduce<number | null>(
      (total, one) => (total === null || one === null ? null : total + one),
      0,
    ),
    grade: worstGrade(sites.map((site) => site.grade)),
    inputs: sites.flatMap((site) => site.inputs),
  });
}

function addKnown(a: bigint | null, b: bigint | null): bigint | null {
  return a === null || b === null ? null : a + b;
}
