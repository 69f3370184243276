/**
 * Investment arithmetic of a scenario: flows are yearly, the one of year 0 is not discounted. What is never
 * recovered has no payback: null, not the horizon. Source: standards 3.4.
 */

/** Sum of flow / (1 + rate) ^ year, year 0 undiscounted. */
export function netPresentValue(flows: readonly number[], rate: number): number {
  return flows.reduce((sum, flow, year) => sum + flow / (1 + rate) ** year, 0);
}

/** Years until the flows have added up to 0, interpolated in the year in which they do; null when they never do. */
export function paybackYears(flows: readonly number[]): number | null {
  let sum = 0;
  for (const [year, flow] of flows.entries()) {
    const before = sum;
    sum += flow;
    if (sum >= 0) return year === 0 || flow <= 0 ? year : year - 1 + -before / flow;
  }
  return null;
}

/** The same over discounted flows. */
export function discountedPaybackYears(flows: readonly number[], rate: number): number | null {
  return paybackYears(flows.map((flow, year) => flow / (1 + rate) ** year));
}
