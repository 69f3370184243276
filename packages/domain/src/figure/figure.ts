/**
 * How a figure is made: what a person reads always carries unit, window, coverage, status, grade and method, and
 * no value without a reason. Source: standards "Global conventions", architecture "Figures".
 */
import type { Figure, FigureInput, FigureStatus, Grade, Reason, WindowMs } from "@aidc/contract";
import { coverageGates } from "@aidc/contract";
import type { MethodId } from "./methods.ts";
import { methods } from "./methods.ts";

export { coverageGates };

const gradeOrder: readonly Grade[] = ["metered", "derived", "replayed", "modelled", "assumed"];
const statusOrder: readonly FigureStatus[] = ["valid", "provisional", "invalid"];

export interface FigureParts {
  readonly name: string;
  /** A value that is not finite is a value that is not known. */
  readonly value: number | null;
  readonly reason?: Reason | undefined;
  readonly unit: string;
  readonly window: WindowMs;
  readonly coverage: number;
  /** Default: by coverage. Without a value a figure is always invalid. */
  readonly status?: FigureStatus | undefined;
  readonly grade: Grade;
  readonly method: MethodId;
  readonly category?: string | undefined;
  readonly inputs: readonly FigureInput[];
}

export function makeFigure(parts: FigureParts): Figure {
  const known = parts.value !== null && Number.isFinite(parts.value);
  const reason = parts.reason ?? (known ? undefined : "no_data");
  const { version } = methods[parts.method];
  return {
    name: parts.name,
    value: known ? parts.value : null,
    ...(reason ? { reason } : {}),
    unit: parts.unit,
    from: isoOf(parts.window.fromMs),
    to: isoOf(parts.window.toMs),
    coverage: Math.min(1, Math.max(0, parts.coverage)),
    status: known ? (parts.status ?? statusOfCoverage(parts.coverage)) : "invalid",
    grade: parts.grade,
    method: { id: parts.method, version, ...(parts.category ? { category: parts.category } : {}) },
    inputs: [...parts.inputs],
  };
}

export function statusOfCoverage(coverage: number): FigureStatus {
  if (isCovered(coverage)) return "valid";
  return coverage >= coverageGates.provisional ? "provisional" : "invalid";
}

/**
 * Of a sum, a count or a greatest value: what is known of it stays true, so it is shown however little that is. So are
 * shares of racks, whose two sides are of the same racks that are known (decisions 46, 65); a share whose sides may miss
 * different parts of the time is withheld below the gate (standards 1.2).
 */
export const statusOfSum = (coverage: number): FigureStatus =>
  isCovered(coverage) ? "valid" : "provisional";

/** Nothing is missing but what falls between two samples at the edges of a window. */
export const isCovered = (coverage: number): boolean => coverage >= coverageGates.valid;

/**
 * Of no grades at all: assumed, because nothing vouches for the number. A sum of what is metered stays metered; derived
 * is what was reckoned from another quantity, or from a part of itself.
 */
export function worstGrade(grades: Iterable<Grade>): Grade {
  return worst(gradeOrder, grades) ?? "assumed";
}

export function worstStatus(statuses: Iterable<FigureStatus>): FigureStatus {
  return worst(statusOrder, statuses) ?? "invalid";
}

function worst<T>(order: readonly T[], found: Iterable<T>): T | undefined {
  let rank = -1;
  for (const one of found) rank = Math.max(rank, order.indexOf(one));
  return order[rank];
}

export function isoOf(instantMs: number): string {
  return new Date(instantMs).toISOString();
}

export function windowOf(figure: { from: string; to: string }): WindowMs {
  return { fromMs: Date.parse(figure.from), toMs: Date.parse(figure.to) };
}
