import type { EconomicScenarioDraft } from "@aidc/contract";
import { dayMs } from "./calendar.ts";

/** Assumptions of the demo center: invented amounts; what it bills and what its energy costs are its own. */
export function demoScenario(anchorMs: number): EconomicScenarioDraft {
  return {
    name: "Demo base case",
    effectiveFrom: new Date(anchorMs - 800 * dayMs).toISOString(),
    currency: "CNY",
    source: "Simulated scenario of a simulated center; nobody invests by it.",
    note: "",
    investment: "900000000",
    discountRate: 0.08,
    horizonYears: 8,
    revenuePerYear: null,
    energyPerYear: null,
    costs: [
      { id: "staff", name: "Staff", perYear: "18000000" },
      { id: "maintenance", name: "Maintenance and spare parts", perYear: "36000000" },
      { id: "network", name: "Network", perYear: "9000000" },
    ],
  };
}
