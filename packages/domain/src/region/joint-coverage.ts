/**
 * How much of a joined figure is known: what is known over what there should be, each center with the weight of what
 * is joined. The mean of the centers' shares would call a large blind center beside a small whole one half known.
 * Source: standards 1.1 (sums and their coverage).
 */

/** A center that is counted in a total. */
export interface CoveredPart {
  /** Of its own figure, 0..1. */
  readonly coverage: number;
  /** What there is to know, known or not: cards, card-hours, kWh; the same unit in all parts. null: nobody told. */
  readonly expected: number | null;
}

/** What there would be if the unknown part were like the known one. */
export const expectedOf = (known: number | null, coverage: number): number | null =>
  known === null || coverage <= 0 ? null : known / coverage;

/** @returns 0..1; the least of the shares where a weight is not told, so that it never says too much */
export function jointCoverage(parts: readonly CoveredPart[]): number {
  const shares = parts.map(({ coverage }) => coverage);
  const [first] = shares;
  if (first === undefined) return 0;
  if (shares.every((share) => share === first)) return first;
  const weights = parts.map(({ expected }) => expected ?? Number.NaN);
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  if (!(whole > 0)) return Math.min(...shares);
  return parts.reduce((sum, { coverage }, at) => sum + coverage * (weights[at] ?? 0), 0) / whole;
}
