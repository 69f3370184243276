/**
 * What is paid by contract although no job held it: the unused part of the commitments, at what they cost. Time without
 * counts is neither used nor unused: how much of the cost was measured is told beside, and without any measurement
 * nothing is known. Source: FOCUS commitment status; features 7 "unused commitment".
 */
import type { StatementLine } from "@aidc/contract";
import { formatMinor, parseMinor, sumOf } from "./money.ts";

export interface UnusedCost {
  /** Major units; null: see the reason. */
  readonly amount: string | null;
  /** Of the cost of the commitments, the share whose use was measured, 0..1. */
  readonly coverage: number;
  readonly reason: "no_lease" | "not_collected" | null;
}

type Line = Pick<StatementLine, "commitment" | "coverage" | "effective">;

/** @param lines of one month that is known as far as it goes */
export function unusedCost(lines: readonly Line[], currency: string): UnusedCost {
  const cost = (status: Line["commitment"], isMeasured: boolean) =>
    sumOf(
      lines
        .filter((line) => line.commitment === status && line.coverage > 0 === isMeasured)
        .map(({ effective }) => parseMinor(effective, currency)),
    );
  const [used, unused, unmeasured] = [cost("Used", true), cost("Unused", true), cost("Unused", false)];
  const whole = used + unused + unmeasured;
  if (!lines.some(({ commitment }) => commitment !== null))
    return { amount: null, coverage: 0, reason: "no_lease" };
  if (used + unused === 0n && unmeasured > 0n) return { amount: null, coverage: 0, reason: "not_collected" };
  const coverage = whole === 0n ? 1 : Number(((used + unused) * 10_000n) / whole) / 10_000;
  return { amount: formatMinor(unused, currency), coverage, reason: null };
}
