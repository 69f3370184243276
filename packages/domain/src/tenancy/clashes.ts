/**
 * Assignments that hold the same rack or accelerator at the same time. A rack that is assigned holds every
 * accelerator in it. Half-open: one may start when the other ends. Source: product glossary "assignment".
 */
import type { OpenInterval } from "../time/intervals.ts";

export interface Holding extends OpenInterval {
  /** Whatever names the holding to a person, for example the lease. */
  readonly holder: string;
  /** Place in the list it came from. */
  readonly index: number;
}

export interface Clash {
  readonly resource: string;
  readonly first: Holding;
  readonly second: Holding;
  readonly fromMs: number;
  readonly toMs: number | null;
}

/** Each holding that starts while an earlier one of the same resource still holds, with the one it runs into. */
export function findClashes(holdings: ReadonlyMap<string, readonly Holding[]>): Clash[] {
  const clashes: Clash[] = [];
  for (const [resource, held] of holdings) {
    let longest: Holding | null = null;
    for (const holding of [...held].sort((a, b) => a.fromMs - b.fromMs || a.index - b.index)) {
      if (longest && holding.fromMs < endOf(longest)) {
        const end = Math.min(endOf(longest), endOf(holding));
        const toMs = Number.isFinite(end) ? end : null;
        if (end > holding.fromMs)
          clashes.push({ resource, first: longest, second: holding, fromMs: holding.fromMs, toMs });
      }
      if (longest === null || endOf(holding) > endOf(longest)) longest = holding;
    }
  }
  return clashes;
}

function endOf(interval: OpenInterval): number {
  return interval.toMs ?? Number.POSITIVE_INFINITY;
}
