/**
 * What was installed over time, from the lines that imports left: the one whole of every share of accelerator-hours,
 * of rack limits and of PFLOPS-hours. What was installed later is no part of an earlier day. Source: standards 1.1.
 */
import type { Figure, WindowMs } from "@aidc/contract";
import { headlinePrecision, installedCapacity } from "../capacity/installed.ts";
import { inventoryGrade } from "../capacity/inventory-grade.ts";
import { makeFigure, worstGrade } from "../figure/figure.ts";
import { overlapMs } from "../time/intervals.ts";
import type { Held, KeptInventory } from "./held.ts";
import { asDrafted, cardsOf, modelCounts } from "./held.ts";
import type { ReportInputs } from "./inputs.ts";
import type { Base } from "./money-months.ts";

export interface HeldPiece extends WindowMs {
  readonly held: Held;
}

/** Time before the first line takes that line, and without any line the inventory as it was drafted. */
export function heldOver(inputs: KeptInventory, { fromMs, toMs }: WindowMs): HeldPiece[] {
  const { states } = inputs;
  if (states.length === 0) return [{ fromMs, toMs, held: asDrafted(inputs) }];
  return states.flatMap((state, at) => {
    const from = at === 0 ? fromMs : Math.max(fromMs, state.atMs);
    const to = Math.min(toMs, states[at + 1]?.atMs ?? toMs);
    return to > from ? [{ fromMs: from, toMs: to, held: { ...state, sinceMs: state.atMs } }] : [];
  });
}

function sumOver(pieces: readonly HeldPiece[], window: WindowMs, of: (held: Held) => number): number {
  return pieces.reduce((sum, piece) => sum + of(piece.held) * overlapMs(piece, window), 0);
}

/** Accelerators x ms. */
export const cardMsIn = (pieces: readonly HeldPiece[], window: WindowMs): number =>
  sumOver(pieces, window, cardsOf);

/** W x ms of the rack limits. */
export const limitMsIn = (pieces: readonly HeldPiece[], window: WindowMs): number =>
  sumOver(pieces, window, ({ limitW }) => limitW);

/** Of the time that a count covers, which may be a part of the day: the day's mean over it. */
export function cardMsOfCovered(
  pieces: readonly HeldPiece[],
  { window, coveredMs }: { readonly window: WindowMs; readonly coveredMs: number },
): number {
  return (cardMsIn(pieces, window) * coveredMs) / (window.toMs - window.fromMs);
}

/** Installed accelerator-hours: the whole of occupancy. */
export function installedHours(inputs: KeptInventory, window: WindowMs): Figure {
  const cardMs = cardMsIn(heldOver(inputs, window), window);
  const known = cardMs > 0;
  const isOnRecord = (inputs.states[0]?.atMs ?? Number.POSITIVE_INFINITY) <= window.fromMs;
  const count = Math.round(cardMs / (window.toMs - window.fromMs));
  const grade = worstGrade([inventoryGrade(inputs.document), isOnRecord ? "metered" : "derived"]);
  const coverage = known ? 1 : 0;
  return makeFigure({
    name: "accelerator_hours_installed",
    method: "accelerators_installed",
    unit: "h",
    window,
    value: known ? cardMs / 3_600_000 : null,
    reason: known ? undefined : "no_inventory",
    coverage,
    grade,
    inputs: [{ kind: "inventory", label: "accelerators", count, grade, coverage }],
  });
}

/** Rated PFLOPS x hours; its coverage is the share of accelerators of which a peak is published. */
export function pflopsHours(inputs: ReportInputs, window: WindowMs): Base {
  const { catalogue, center } = inputs.document;
  const pieces = heldOver(inputs, window);
  const capacityAt = (held: Held) =>
    installedCapacity(modelCounts(held), catalogue, headlinePrecision[center.computeClass]);
  const cardMs = cardMsIn(pieces, window);
  if (cardMs === 0) return { value: null, reason: "no_inventory", coverage: 0 };
  const coverage = sumOver(pieces, window, (held) => capacityAt(held).cardsWithPeak) / cardMs;
  if (coverage === 0) return { value: null, reason: "no_peak_known", coverage };
  // Accelerators without a peak lower the coverage and add nothing.
  const value = sumOver(pieces, window, (held) => capacityAt(held).pflops ?? 0) / 3_600_000;
  return { value, reason: coverage < 1 ? "no_peak_known" : undefined, coverage };
}
