import type { PlanDraft } from "@aidc/contract";
import { hourMs } from "./calendar.ts";

const shares = [
  ["energy.pue", 1.28],
  ["leases.occupancy", 0.8],
  ["racks.occupancy_count", 0.9],
] as const;

/** Plan of the demo center for the year of the anchor and each of its months, which are planned alike. */
export function demoPlan(anchorMs: number): PlanDraft {
  const year = String(new Date(anchorMs + 8 * hourMs).getUTCFullYear());
  const months = Array.from({ length: 12 }, (_, at) => `${year}-${String(at + 1).padStart(2, "0")}`);
  return {
    source: "Simulated plan of a simulated center.",
    note: "",
    values: [year, ...months].flatMap((period) =>
      shares.map(([figure, value]) => ({ figure, period, value, unit: "ratio" })),
    ),
  };
}
