/**
 * What corrections and documents do to a figure beside its value: they are among its inputs, its grade is no better
 * than theirs, and energy that is known for a longer time only says so. Source: standards "Global conventions".
 */
import type { Figure, Grade, WindowMs } from "@aidc/contract";
import { coverageGates, worstGrade } from "../figure/figure.ts";
import type { SummedPart } from "../figure/integral-figures.ts";
import { clipIntervals, totalMs, unionIntervals } from "../time/intervals.ts";
import type { BalanceSide } from "./readings.ts";
import { gradeOfReading } from "./readings.ts";

/** A correction or document that counts on one side of the balance, with the time it changes. */
export interface UsedStatement {
  readonly kind: "correction" | "document";
  readonly side: BalanceSide;
  readonly window: WindowMs;
  readonly grade: Grade;
  /** Of a document: which, and of what. */
  readonly name?: string;
}

/**
 * Energy that is known for a time and not for each day of it: what documents state, and what registers counted while they
 * were silent over a midnight. With what both sides are over all of that time.
 */
export interface EnergySpan {
  /** `left_out`: samples of the time of a statement that counts instead, below zero, so that all together add up. */
  readonly kind: "stated" | "left_out" | "silence";
  readonly window: WindowMs;
  /** Of the registers that were silent. */
  readonly grade?: Grade;
  readonly facility: SpanSum;
  readonly it: SpanSum;
  /** Nothing covered where a side is not wholly known: an amount cannot be cut to fit the other side. */
  readonly joint: { readonly facilityMj: bigint; readonly itMj: bigint; readonly coveredMs: number };
}

interface SpanSum {
  readonly integral: bigint;
  readonly coveredMs: number;
  readonly resets: number;
}

export function touches(a: WindowMs, b: WindowMs): boolean {
  return a.fromMs < b.toMs && b.fromMs < a.toMs;
}

/** Documents count where they lie wholly in the window, corrections where they touch it. */
export function tellUsed(
  figure: Figure,
  used: readonly UsedStatement[],
  { sides, window }: { readonly sides: readonly BalanceSide[]; readonly window: WindowMs },
): Figure {
  const counted = used.filter(
    (one) =>
      sides.includes(one.side) &&
      (one.kind === "correction" ? touches(one.window, window) : liesIn(one.window, window)),
  );
  if (counted.length === 0) return figure;
  const inputs = (["correction", "document"] as const).flatMap((kind) => {
    const ofKind = counted.filter((one) => one.kind === kind);
    if (ofKind.length === 0) return [];
    const label = kind === "correction" ? "corrections" : documentsLabel(ofKind);
    const grade = worstGrade(ofKind.map((one) => one.grade));
    return [{ kind, label, count: ofKind.length, grade, coverage: null }];
  });
  const grade = worstGrade([figure.grade, ...counted.map((one) => one.grade)]);
  return { ...figure, grade, inputs: [...figure.inputs, ...inputs] };
}

const namedDocuments = 3;

function documentsLabel(used: readonly UsedStatement[]): string {
  const names = used.flatMap(({ name }) => name ?? []);
  const more = names.length > namedDocuments ? [`${names.length - namedDocuments} more`] : [];
  const told = [...names.slice(0, namedDocuments), ...more].join("; ");
  return `bills and readings from documents${told === "" ? "" : `: ${told}`}`;
}

export function liesIn(inner: WindowMs, outer: WindowMs): boolean {
  return outer.fromMs <= inner.fromMs && inner.toMs <= outer.toMs;
}

export function spansIn(spans: readonly EnergySpan[], window: WindowMs): EnergySpan[] {
  return spans.filter((span) => liesIn(span.window, window));
}

/** Parts of the energy of a side; samples that are all left out have no part in its grade. */
export function withStated(
  sampled: readonly SummedPart[],
  spans: readonly EnergySpan[],
  side: BalanceSide,
): SummedPart[] {
  const ofKind = (kind: EnergySpan["kind"]) =>
    spans
      .filter((span) => span.kind === kind && span[side].coveredMs !== 0)
      .map(({ grade = "metered", ...span }) => ({ ...span[side], grade }));
  const measured = [...sampled, ...ofKind("silence")];
  const stated = ofKind("stated").map((sum) => ({ ...sum, grade: gradeOfReading }));
  if (stated.length === 0) return measured;
  const leftOut = ofKind("left_out");
  const remaining = [...measured, ...leftOut].reduce((sum, { coveredMs }) => sum + coveredMs, 0);
  return remaining > 0
    ? [...measured.filter(({ coveredMs }) => coveredMs > 0), ...leftOut, ...stated]
    : stated;
}

/**
 * Where a figure has no value for want of data although a document states energy of that time: it states it for
 * another time than is asked, or than the other side is known for.
 */
export function orMismatch(
  figure: Figure,
  spans: readonly EnergySpan[],
  { window, side }: { readonly window: WindowMs; readonly side: BalanceSide | "joint" },
): Figure {
  const isMissing = figure.reason === "no_data" || figure.reason === "coverage_low";
  if (figure.value !== null || !isMissing) return figure;
  const unfit = spans.filter(
    (span) =>
      span.kind === "stated" &&
      touches(span.window, window) &&
      (side === "joint"
        ? span.joint.coveredMs === 0 || !liesIn(span.window, window)
        : span[side].coveredMs > 0),
  );
  if (unfit.length === 0) return figure;
  const stated = totalMs(
    unionIntervals(
      clipIntervals(
        unfit.map((span) => span.window),
        window,
      ),
    ),
  );
  // A bill of one month of twelve of which ten are silent is not why they are not told.
  const isWhy =
    figure.reason === "no_data" ||
    figure.coverage + stated / (window.toMs - window.fromMs) >= coverageGates.provisional;
  return isWhy ? { ...figure, reason: "window_mismatch" } : figure;
}
