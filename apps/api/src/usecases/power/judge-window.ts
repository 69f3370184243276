import type { Disagreement, Figure, WindowMs } from "@aidc/contract";
import type { MeasuredPair, Side } from "@aidc/domain";
import {
  disagreesSince,
  excessRatio,
  kwhOf,
  limitsOf,
  makeFigure,
  statusOfSum,
  worstGrade,
} from "@aidc/domain";
import type { BoundPoint } from "@aidc/store";
import { chooseSources } from "../figures/energy-sources.ts";
import type { FigureContext } from "../figures/figure-context.ts";
import { lengthMs } from "../figures/figure-context.ts";
import { jointEnergiesByPiece } from "../figures/joint-energy.ts";

export interface JudgedWindow {
  readonly figures: Disagreement["window"];
  readonly isBreak: boolean;
  readonly since: string | null;
  readonly sinceBefore: boolean;
}
const notEnergies: JudgedWindow = { figures: null, isBreak: false, since: null, sinceBefore: false };
const hourMs = 3_600_000;

/** Both energies over the time that all inputs of both cover, and since when they have disagreed. */
export async function judgeOverWindow(
  context: FigureContext,
  pair: MeasuredPair<BoundPoint>,
): Promise<JudgedWindow> {
  const { first, second, band } = pair;
  if (first.kind !== "power" || second.kind !== "power") return notEnergies;
  const left = await chooseSources(context, first.inputs);
  const right = await chooseSources(context, second.inputs);
  const pieces = piecesOf(context.window);
  const joint = await jointEnergiesByPiece(context, [...left, ...right], pieces);
  const sides = joint.map(({ millijoules, coveredMs }) => ({
    coveredMs,
    first: signedSum(left, millijoules),
    second: signedSum(right, millijoules.slice(left.length)),
  }));
  const coveredMs = sides.reduce((sum, side) => sum + side.coveredMs, 0);
  const whole = {
    first: sides.reduce((sum, side) => sum + side.first, 0n),
    second: sides.reduce((sum, side) => sum + side.second, 0n),
  };
  const means = sides.map((side, index) => ({
    ...(pieces[index] ?? context.window),
    coveredMs: side.coveredMs,
    first: meanW(side.first, side.coveredMs),
    second: meanW(side.second, side.coveredMs),
  }));
  const [firstW, secondW] = [meanW(whole.first, coveredMs), meanW(whole.second, coveredMs)];
  const sinceMs = disagreesSince(means, band);
  const { low, high } = limitsOf(band, firstW);
  const kwhOfMean = (meanWatts: number | null) =>
    meanWatts === null ? null : (meanWatts * coveredMs) / hourMs / 1000;
  const coverage = Math.min(1, coveredMs / lengthMs(context.window));
  return {
    figures: {
      first: sideFigure(context, first, coverage, coveredMs > 0 ? whole.first : null),
      second: sideFigure(context, second, coverage, coveredMs > 0 ? whole.second : null),
      low: kwhOfMean(low),
      high: kwhOfMean(high),
    },
    isBreak: coveredMs > 0 && excessRatio(band, firstW, secondW) > 0,
    since: sinceMs === null ? null : new Date(sinceMs).toISOString(),
    sinceBefore: sinceMs !== null && sinceMs <= firstKnownMs(means, context.window),
  };
}

/** Five minutes in an hour, hours in a week, quarters of a day beyond. */
function piecesOf({ fromMs, toMs }: WindowMs): WindowMs[] {
  const length = toMs - fromMs;
  const pieceMs = length <= 6 * hourMs ? hourMs / 12 : length <= 8 * 24 * hourMs ? hourMs : 6 * hourMs;
  const starts = [fromMs];
  for (let at = (Math.floor(fromMs / pieceMs) + 1) * pieceMs; at < toMs; at += pieceMs) starts.push(at);
  return starts.map((start, index) => ({ fromMs: start, toMs: starts[index + 1] ?? toMs }));
}

/** A break in everything that is known may be older than what is known. */
function firstKnownMs(pieces: readonly { fromMs: number; coveredMs: number }[], window: WindowMs): number {
  return pieces.find(({ coveredMs }) => coveredMs > 0)?.fromMs ?? window.fromMs;
}

function signedSum(sources: readonly { readonly sign: 1 | -1 }[], millijoules: readonly bigint[]): bigint {
  return sources.reduce((sum, { sign }, index) => sum + BigInt(sign) * (millijoules[index] ?? 0n), 0n);
}

function meanW(millijoules: bigint, coveredMs: number): number {
  return coveredMs === 0 ? 0 : Number(millijoules) / coveredMs;
}

function sideFigure(
  context: FigureContext,
  side: Extract<Side<BoundPoint>, { kind: "power" }>,
  coverage: number,
  millijoules: bigint | null,
): Figure {
  const grade = worstGrade(side.inputs.flatMap(({ counter, gauges }) => (counter ?? gauges[0])?.grade ?? []));
  return makeFigure({
    name: side.teller,
    value: millijoules === null ? null : kwhOf(millijoules),
    unit: "kWh",
    window: context.window,
    coverage,
    grade,
    method: "energy",
    status: statusOfSum(coverage),
    inputs: [{ kind: "point", label: side.teller, count: side.inputs.length, grade, coverage }],
  });
}
