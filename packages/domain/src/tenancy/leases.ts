/**
 * Accelerator-hours from leases: amount x the time a lease shares with the window, half-open intervals.
 * Source: standards 1.1 (leases are steps), 2.2 "Occupancy rate (leased)".
 */
import type { Figure, Lease, WindowMs } from "@aidc/contract";
import { makeFigure, worstGrade } from "../figure/figure.ts";
import type { OpenInterval } from "../time/intervals.ts";
import { holdsAt, overlapMs } from "../time/intervals.ts";

type Term = { readonly from: string; readonly to: string | null };

/** Parsed once: a report asks every lease of every day. */
const intervals = new WeakMap<Term, OpenInterval>();

export function intervalOf(term: Term): OpenInterval {
  const known = intervals.get(term);
  if (known) return known;
  const interval = { fromMs: Date.parse(term.from), toMs: term.to === null ? null : Date.parse(term.to) };
  intervals.set(term, interval);
  return interval;
}

/** Leases of accelerators, of one tenant or of all. */
export function acceleratorLeases(leases: readonly Lease[], tenant?: string): Lease[] {
  return leases.filter(
    (lease) => lease.resource === "accelerators" && (tenant === undefined || lease.tenant === tenant),
  );
}

/** Leased accelerators x ms over the window; exact while amounts are whole. */
export function leasedAcceleratorMs(leases: readonly Lease[], window: WindowMs, tenant?: string): number {
  return acceleratorLeases(leases, tenant).reduce(
    (sum, lease) => sum + lease.amount * overlapMs(intervalOf(lease), window),
    0,
  );
}

/** Accelerators under contract at an instant. */
export function leasedAt(leases: readonly Lease[], atMs: number, tenant?: string): number {
  return acceleratorLeases(leases, tenant)
    .filter((lease) => holdsAt(intervalOf(lease), atMs))
    .reduce((sum, lease) => sum + lease.amount, 0);
}

/** `accelerator_hours_leased`: 0 when leases exist but none falls into the window; `no_lease` when none is kept at all. */
export function leasedHoursFigure(leases: readonly Lease[], window: WindowMs, tenant?: string): Figure {
  const counted = acceleratorLeases(leases, tenant);
  const known = counted.length > 0;
  return makeFigure({
    name: "accelerator_hours_leased",
    value: known ? leasedAcceleratorMs(leases, window, tenant) / 3_600_000 : null,
    reason: known ? undefined : "no_lease",
    unit: "h",
    window,
    coverage: known ? 1 : 0,
    grade: worstGrade(counted.map((lease) => lease.grade)),
    method: "lease_hours",
    inputs: [
      {
        kind: "lease",
        label: "leases of accelerators",
        count: counted.length,
        grade: worstGrade(counted.map((lease) => lease.grade)),
        coverage: known ? 1 : 0,
      },
    ],
  });
}
