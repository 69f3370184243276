/** Values that lie one run behind the other, as runs of these lengths. */
export function inRuns<T>(values: readonly T[], lengths: readonly number[]): T[][] {
  let from = 0;
  return lengths.map((length) => {
    const run = values.slice(from, from + length);
    from += length;
    return run;
  });
}
