/**
 * How a commitment burns: expected = amount x elapsed time (= total x elapsed / term), ratio = used / expected over
 * the measured time and null while nothing is expected, run-out at the mean of the last measured days. Source: standards 3.2 "Commitment
 * burn-down".
 */
import { coverageGates, isoOf } from "../figure/figure.ts";
import type { OpenInterval } from "../time/intervals.ts";

/** `h`: card-hours. */
export type BurnUnit = "h" | "PFLOPS·h";

export interface BurnInput {
  readonly lease: string;
  /** In which it is counted: cards, or PFLOPS. */
  readonly unit: BurnUnit;
  readonly amount: number;
  readonly term: OpenInterval;
  readonly nowMs: number;
  /** Use of the commitment since it began, in 10^-9 of the amount x ms, and the time that was measured. */
  readonly used: { readonly heldMs: bigint; readonly coveredMs: number };
  /** The same over the last days. */
  readonly recent: { readonly heldMs: bigint; readonly coveredMs: number };
}

/**
 * Hours are card-hours or PFLOPS-hours. What is used is null where nothing was measured. `total` is null for a lease without end; what is left is null too, and wherever less than
 * 95 % of the time was measured: what was used unseen would read as left.
 */
export interface Burn {
  readonly lease: string;
  readonly unit: BurnUnit;
  readonly total: number | null;
  readonly usedSoFar: number | null;
  readonly expectedSoFar: number | null;
  readonly burnRatio: number | null;
  readonly remaining: number | null;
  readonly meanPerDay: number | null;
  /** Null: not before the term ends, or not known. */
  readonly exhaustedAt: string | null;
  readonly coverage: number;
}

const dayMs = 86_400_000;
const hourMs = 3_600_000;

export function burnDown(input: BurnInput): Burn {
  const { term, nowMs, amount } = input;
  const elapsedMs = Math.max(0, Math.min(nowMs, term.toMs ?? nowMs) - term.fromMs);
  const total = term.toMs === null ? null : (amount * (term.toMs - term.fromMs)) / hourMs;
  const used = amountHours(input.used.heldMs);
  const expectedSoFar = (amount * elapsedMs) / hourMs;
  const { recent } = input;
  const meanPerDay = recent.coveredMs > 0 ? (amountHours(recent.heldMs) * dayMs) / recent.coveredMs : null;
  const coverage = elapsedMs > 0 ? Math.min(1, input.used.coveredMs / elapsedMs) : 0;
  const measured = elapsedMs === 0 || coverage >= coverageGates.provisional;
  const remaining = total === null || !measured ? null : total - used;
  // Over the time that was measured: what was not seen is not unused.
  const expectedSeen = (amount * Math.min(elapsedMs, input.used.coveredMs)) / hourMs;
  return {
    lease: input.lease,
    unit: input.unit,
    total,
    usedSoFar: elapsedMs > 0 && coverage === 0 ? null : used,
    expectedSoFar,
    burnRatio: expectedSeen > 0 ? used / expectedSeen : null,
    remaining,
    meanPerDay,
    exhaustedAt: runsOut(remaining, meanPerDay, input),
    coverage,
  };
}

function runsOut(remaining: number | null, meanPerDay: number | null, input: BurnInput): string | null {
  if (remaining === null) return null;
  if (remaining <= 0) return isoOf(input.nowMs);
  if (meanPerDay === null || meanPerDay <= 0) return null;
  const atMs = input.nowMs + (remaining / meanPerDay) * dayMs;
  // At a slower pace the term ends first, and what is left lapses.
  return atMs < (input.term.toMs ?? 0) ? isoOf(Math.ceil(atMs)) : null;
}

function amountHours(heldMs: bigint): number {
  const unit = 3_600_000n * 1_000_000_000n;
  return Number(heldMs / unit) + Number(heldMs % unit) / 3.6e15;
}
