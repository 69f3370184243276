/**
 * Payback and net present value of the published scenario: assumptions, kept apart from what is measured and graded
 * as such. What the scenario leaves open is taken from the report's own period and scaled to a year.
 */
import type { EconomicScenario, Figure, Reason } from "@aidc/contract";
import type { ScenarioYear } from "../economics/scenario-years.ts";
import { scenarioYears } from "../economics/scenario-years.ts";
import { localMonthsOver } from "../time/days.ts";
import { intersectIntervals } from "../time/intervals.ts";
import { billFigure } from "./chapters/energy-cost.ts";
import type { ReportInputs } from "./inputs.ts";
import { revenueOf } from "./money-figures.ts";
import { ownFigure } from "./report-methods.ts";

export interface Assumed {
  readonly scenario: EconomicScenario;
  readonly revenue: number;
  readonly energy: number;
  readonly years: readonly ScenarioYear[];
}

/** @returns the reason where there is no scenario, or what it leaves to be measured is not known */
export function assumedOf(inputs: ReportInputs): Assumed | Reason {
  const { scenario } = inputs;
  if (!scenario) return "no_scenario";
  const [revenue, energy] = [yearOf(inputs, scenario, "revenue"), yearOf(inputs, scenario, "energy")];
  if (typeof revenue === "string") return revenue;
  if (typeof energy === "string") return energy;
  return { scenario, revenue, energy, years: scenarioYears(scenario, { revenue, energy }) };
}

/** What the scenario assumes of a year, or else the period scaled to one; each stands without the other. */
export function yearOf(
  inputs: ReportInputs,
  scenario: EconomicScenario,
  what: "revenue" | "energy",
): number | Reason {
  const fixed = what === "revenue" ? scenario.revenuePerYear : scenario.energyPerYear;
  if (fixed !== null) return Number(fixed);
  return what === "revenue"
    ? yearly(inputs, revenueOf(inputs), "no_statement")
    : yearly(inputs, billFigure(inputs), "coverage_low");
}

/** Whole ones, and of one that still runs the share that is over. */
export function monthsOf({ period: { window }, document }: ReportInputs): number {
  const months = localMonthsOver(window, document.center.timeZone);
  return months.reduce((sum, month) => {
    const [over] = intersectIntervals([month], [window]);
    return sum + (over ? (over.toMs - over.fromMs) / (month.toMs - month.fromMs) : 0);
  }, 0);
}

/** An incomplete sum is not scaled to a year: its months without a value would be years without one. */
function yearly(
  inputs: ReportInputs,
  { value, status, reason }: Figure,
  incomplete: Reason,
): number | Reason {
  if (value === null) return reason ?? incomplete;
  return status === "valid" ? (value / monthsOf(inputs)) * 12 : incomplete;
}

export function paybackFigure(inputs: ReportInputs, isDiscounted: boolean): Figure {
  const found = assumedOf(inputs);
  const value = typeof found === "string" ? null : paybackOf(found, isDiscounted);
  return assumedFigure(inputs, {
    name: isDiscounted ? "discounted_payback" : "payback",
    method: "payback",
    value,
    unit: "a",
    reason: typeof found === "string" ? found : value === null ? "never_recovered" : undefined,
  });
}

/** null: the flows never add up to the investment within the horizon. */
function paybackOf({ years }: Assumed, isDiscounted: boolean): number | null {
  let sum = 0;
  const isBack = years.some(({ flow, discounted }) => {
    sum += isDiscounted ? discounted : flow;
    return sum >= 0;
  });
  const open = years.reduce((total, year) => total + (isDiscounted ? year.discountedOpen : year.open), 0);
  return isBack ? open : null;
}

export function presentValueFigure(inputs: ReportInputs): Figure {
  const found = assumedOf(inputs);
  const isKnown = typeof found !== "string";
  return assumedFigure(inputs, {
    name: "net_present_value",
    method: "net_present_value",
    unit: inputs.document.center.currency,
    value: isKnown ? found.years.reduce((sum, { discounted }) => sum + discounted, 0) : null,
    reason: isKnown ? undefined : found,
  });
}

interface Facts {
  readonly name: string;
  readonly method: "payback" | "net_present_value";
  readonly value: number | null;
  readonly unit: string;
  readonly reason: Reason | undefined;
}

function assumedFigure(inputs: ReportInputs, facts: Facts): Figure {
  const { scenario } = inputs;
  return ownFigure({
    ...facts,
    window: inputs.period.window,
    coverage: facts.value === null ? 0 : 1,
    grade: "assumed",
    category: scenario ? `${scenario.name}, version ${scenario.version}` : undefined,
  });
}
