/**
 * A period that still runs: what is added up over it so far is no number to hold against a whole one, whatever that is.
 * Ratios, means and what is installed may be. Source: decision 27.
 */
import type { Figure } from "@aidc/contract";

/** Methods that add up over the time of the period; a share of such a sum is a ratio. */
const sums: ReadonlySet<string> = new Set([
  ...["accelerators_installed", "schedulable_hours", "lease_hours", "allocated_hours", "active_hours"],
  ...["powered_hours", "healthy_hours", "effective_hours"],
  ...["facility_energy", "energy", "side_sum", "band_energy", "energy_no_band"],
  ...["energy_cost_of_months", "demand_charge", "electricity_bill", "band_cost", "billed_cost"],
  ...["bill_difference", "revenue", "cost_split", "incidents", "queue_jobs"],
]);

export function isSumOverTime({ unit, method }: Pick<Figure, "unit" | "method">): boolean {
  return unit !== "ratio" && sums.has(method.id);
}

/** Of a whole period or a plan of one, beside a period that still runs: a sum is withheld there. */
export function besideRunning<F extends Figure | null>(figure: F): F | Figure {
  if (figure === null || !isSumOverTime(figure)) return figure;
  return { ...figure, value: null, reason: "window_mismatch", status: "invalid" };
}
