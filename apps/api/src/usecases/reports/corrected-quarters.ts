/**
 * The greatest quarter of an hour where somebody put the energy of a meter right: what corrections touch is told by them,
 * all the rest as it was measured. Source: standards 3.3, decision 58.
 */
import type { WindowMs } from "@aidc/contract";
import type { GreatestQuarter } from "@aidc/domain";
import { clipIntervals, gapsIn, greaterQuarter, quarterMs, touches, unionIntervals } from "@aidc/domain";
import type { SignedPoint } from "@aidc/store";
import type { SignedSource } from "../figures/energy-sources.ts";
import { correctionOf } from "../figures/energy-sources.ts";
import type { FigureContext } from "../figures/figure-context.ts";
import { jointEnergiesByPiece } from "../figures/joint-energy.ts";

/** Of each window, in order, as measured. */
type Measured = (windows: readonly WindowMs[]) => Promise<readonly (GreatestQuarter | null)[]>;

/** @param months in order. @returns one per month */
export async function greatestKnown(
  context: FigureContext,
  points: readonly SignedPoint[],
  months: readonly WindowMs[],
  measured: Measured,
): Promise<(GreatestQuarter | null)[]> {
  const sources = points.map((point) => sourceOf(context, point));
  const touched = months.map((month) => touchedIn(sources, month));
  const parts = months.map((month, at) => gapsIn(month, touched[at] ?? []));
  const rest = await measured(parts.flat());
  const found: (GreatestQuarter | null)[] = [];
  let read = 0;
  for (const [at, own] of parts.entries()) {
    const untouched = rest.slice(read, read + own.length).reduce(greaterQuarter, null);
    read += own.length;
    found.push(greaterQuarter(untouched, await greatestCorrected(context, sources, touched[at] ?? [])));
  }
  return found;
}

function sourceOf(context: FigureContext, { point, sign }: SignedPoint): SignedSource {
  const isRegister = point.quantity === "energy";
  return {
    subject: point.subject,
    sign,
    counter: isRegister ? point : null,
    gauge: isRegister ? null : point,
    correction: correctionOf(context, point.subject),
  };
}

const patchesOf = (sources: readonly SignedSource[]) =>
  sources.flatMap(({ correction }) => [...(correction?.patches ?? [])]);

/** Whole quarters of the clock. */
function touchedIn(sources: readonly SignedSource[], month: WindowMs): WindowMs[] {
  const quarters = patchesOf(sources).map(({ window }) => ({
    fromMs: Math.floor(window.fromMs / quarterMs) * quarterMs,
    toMs: Math.ceil(window.toMs / quarterMs) * quarterMs,
  }));
  return clipIntervals(unionIntervals(quarters), month);
}

/** How a stated amount spreads over its time is not known: its mean is a lower bound, and its quarters are not covered. */
async function greatestCorrected(
  context: FigureContext,
  sources: readonly SignedSource[],
  windows: readonly WindowMs[],
): Promise<GreatestQuarter | null> {
  const stated = patchesOf(sources).filter(({ kind }) => kind === "stated");
  let best: GreatestQuarter | null = null;
  for (const quarters of windows.map(quartersOf)) {
    const sums = await jointEnergiesByPiece(context, sources, quarters);
    for (const [at, quarter] of quarters.entries()) {
      const { millijoules, coveredMs } = sums[at] ?? { millijoules: [], coveredMs: 0 };
      if (coveredMs < quarterMs) continue;
      const sum = sources.reduce((all, { sign }, i) => all + BigInt(sign) * (millijoules[i] ?? 0n), 0n);
      const isCovered = !stated.some(({ window }) => touches(window, quarter));
      const own = { millijoules: sum, atMs: quarter.fromMs, quarters: isCovered ? 1 : 0 };
      best = greaterQuarter(best, own);
    }
  }
  return best;
}

function quartersOf({ fromMs, toMs }: WindowMs): WindowMs[] {
  const count = Math.floor((toMs - fromMs) / quarterMs);
  return Array.from({ length: count }, (_, at) => ({
    fromMs: fromMs + at * quarterMs,
    toMs: fromMs + (at + 1) * quarterMs,
  }));
}
