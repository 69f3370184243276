/**
 * Accelerator-hours of leases: of leases of accelerators amount x time, of others the cards of the places given for
 * them x time. Source: standards 1.1 (leases are steps), 2.2 "Occupancy rate (leased)"; decision 39.
 */
import type { Figure, Grade, WindowMs } from "@aidc/contract";
import { makeFigure, statusOfSum, worstGrade } from "../figure/figure.ts";
import type { HeldAmount, HoldingDocument } from "./lease-holding.ts";
import { heldIn, toldShare } from "./lease-holding.ts";

export function leasedHoursFigure(document: HoldingDocument, window: WindowMs, tenant?: string): Figure {
  const leases = document.leases.filter((lease) => tenant === undefined || lease.tenant === tenant);
  const sources = { count: leases.length, grade: worstGrade(leases.map(({ grade }) => grade)) };
  return hoursOfHeld(heldIn(document, "accelerators", window, { tenant }), sources, window);
}

/**
 * `accelerator_hours_leased`: 0 when leases exist but none falls into the window; `no_lease` when none is kept at all,
 * `not_stated` where no lease of the window tells its cards; coverage is the share of lease-time that is told.
 */
export function hoursOfHeld(
  held: HeldAmount,
  { count, grade }: { readonly count: number; readonly grade: Grade },
  window: WindowMs,
): Figure {
  const isTold = held.toldMs > 0 || held.termMs === 0;
  const isKnown = count > 0 && isTold;
  const coverage = isKnown ? toldShare(held) : 0;
  return makeFigure({
    name: "accelerator_hours_leased",
    value: isKnown ? held.amountMs / 3_600_000 : null,
    reason: isKnown ? undefined : count === 0 ? "no_lease" : "not_stated",
    unit: "h",
    window,
    coverage,
    status: isKnown ? statusOfSum(coverage) : undefined,
    grade,
    method: "lease_hours",
    inputs: [{ kind: "lease", label: "leases", count, grade, coverage }],
  });
}
