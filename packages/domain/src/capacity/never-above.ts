/**
 * A ladder does not rise: each step is a part of those before it. What lies above the smallest known step before it by more
 * than counters of different moments explain is a contradiction of two sources and no number. One rule for the ladder of
 * the wall and that of the report.
 */

/** Of what is installed: an idle card may be a little busy, and counters are read at another moment. */
const slack = 0.05;

/** @returns null: a contradiction */
export function notAbove(value: number, ceiling: number, installed: number): number | null {
  if (value <= ceiling) return value;
  return value <= ceiling + slack * installed ? ceiling : null;
}
