/** Small multiples share an axis, or a small center would look like a large one. */
import type { RegionCenter } from "@aidc/contract";
import { isCovered } from "@aidc/domain";

export interface Axis {
  readonly from: number;
  readonly to: number;
}

/** Bars begin at zero; lines over what is known, with a little room. null: nothing is known. */
export function axisOf(values: readonly (number | null)[], begin: "zero" | "least"): Axis | null {
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return null;
  const [least, most] = [Math.min(...known), Math.max(...known)];
  if (begin === "zero") return { from: 0, to: most > 0 ? most : 1 };
  const room = Math.max((most - least) * 0.08, most * 0.01, 0.005);
  return { from: least - room, to: most + room };
}

/** The category of a center's PUE; a center whose PUE is withheld keeps its category. */
export function categoryOf(center: RegionCenter): string | null {
  return center.figures.find(({ id }) => id === "energy.pue")?.figure.method.category ?? null;
}

/** Runs of known values; between two runs lies a gap, and nothing is drawn across it. */
export function runsOf(values: readonly (number | null)[]): { at: number; value: number }[][] {
  const runs: { at: number; value: number }[][] = [];
  for (const [at, value] of values.entries()) {
    if (value === null) continue;
    const last = runs.at(-1);
    if (last?.at(-1)?.at === at - 1) last.push({ at, value });
    else runs.push([{ at, value }]);
  }
  return runs;
}

/** Coverage that counts as whole; a bar of less is lower than what was used, and is drawn as such. */
export const isWholly = (coverage: number | null): boolean => coverage === null || isCovered(coverage);
