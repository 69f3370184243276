/**
 * The utilisation ladder: installed > racked > powered > healthy > leased > allocated > active > effective, five
 * different "utilisations" kept apart, each step with its own denominator. A counter that nobody sends reads
 * `not_collected`, never 0. Source: standards 2.2.
 */
import type { Reason } from "@aidc/contract";
import { ladderSteps } from "@aidc/contract";

export type LadderStep = (typeof ladderSteps)[number];

/** Cards on a step, or why they are not known. */
export type StepCount = { readonly cards: number } | { readonly cards: null; readonly reason: Reason };

export interface LadderRung {
  readonly step: LadderStep;
  readonly cards: number | null;
  readonly reason?: Reason;
  /** What the share relates to: the nearest step above whose count is known. */
  readonly denominator: LadderStep | null;
  /** Not clamped: a tenant may run more than it leases, and that must show. */
  readonly share: number | null;
  /** Share of what is installed. */
  readonly ofInstalled: number | null;
}

export function ladderOf(counts: Readonly<Record<LadderStep, StepCount>>): LadderRung[] {
  const installed = counts.installed.cards;
  let above: { step: LadderStep; cards: number } | null = null;
  return ladderSteps.map((step) => {
    const count = counts[step];
    const denominator = above;
    if (count.cards !== null) above = { step, cards: count.cards };
    return {
      step,
      cards: count.cards,
      ...(count.cards === null ? { reason: count.reason } : {}),
      denominator: denominator?.step ?? null,
      share: ratio(count.cards, denominator?.cards ?? null),
      ofInstalled: ratio(count.cards, installed),
    };
  });
}

function ratio(part: number | null, whole: number | null): number | null {
  return part === null || whole === null || whole === 0 ? null : part / whole;
}
