/**
 * The years of a scenario: what comes in, what goes out, and how much of each year passes before the investment is
 * back. Source: standards 3.4; the arithmetic of `investment.ts`, year by year.
 */
import type { EconomicScenario } from "@aidc/contract";

export interface ScenarioYear {
  readonly year: number;
  readonly revenue: number;
  readonly energy: number;
  readonly other: number;
  readonly flow: number;
  readonly discounted: number;
  /** Part of the year that passes before the flows have added up to 0; their sum is the payback. */
  readonly open: number;
  readonly discountedOpen: number;
}

/** @param measured what the scenario leaves to be measured, per year, in major units */
export function scenarioYears(
  scenario: Pick<EconomicScenario, "investment" | "discountRate" | "horizonYears" | "costs">,
  measured: { readonly revenue: number; readonly energy: number },
): ScenarioYear[] {
  const other = scenario.costs.reduce((sum, { perYear }) => sum + Number(perYear), 0);
  const open = openPart();
  const discountedOpen = openPart();
  return Array.from({ length: scenario.horizonYears + 1 }, (_, year) => {
    const running = year === 0 ? { revenue: 0, energy: 0, other: 0 } : { ...measured, other };
    const flow = year === 0 ? -Number(scenario.investment) : running.revenue - running.energy - running.other;
    const discounted = flow / (1 + scenario.discountRate) ** year;
    return {
      year,
      ...running,
      flow,
      discounted,
      open: open(flow),
      discountedOpen: discountedOpen(discounted),
    };
  });
}

/** Of each year in turn: the part of it that passes until the sum of the flows reaches 0 for the first time. */
function openPart(): (flow: number) => number {
  let sum = 0;
  let year = -1;
  let isBack = false;
  return (flow) => {
    year += 1;
    const before = sum;
    sum += flow;
    if (isBack) return 0;
    if (sum < 0) return year === 0 ? 0 : 1;
    isBack = true;
    return year === 0 || flow <= 0 ? 0 : -before / flow;
  };
}
