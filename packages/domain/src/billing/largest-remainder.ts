/**
 * Splits an integer amount in proportion to weights so that the parts sum to it exactly: each part gets its whole
 * share, and the units left over go to the largest remainders (Hamilton's method). Equal remainders go to the
 * larger weight, then to the earlier place. Parts of distinct weights do not depend on their order.
 * Source: standards 3.2 "shared costs are split by largest remainder so the parts sum".
 */
export function splitByLargestRemainder(total: bigint, weights: readonly bigint[]): bigint[] {
  if (weights.some((weight) => weight < 0n)) throw new RangeError("a weight is negative");
  const sum = weights.reduce((all, weight) => all + weight, 0n);
  if (total === 0n) return weights.map(() => 0n);
  if (sum === 0n) throw new RangeError("nothing to split by: all weights are 0");
  if (total < 0n) return splitByLargestRemainder(-total, weights).map((part) => -part);
  const parts = weights.map((weight) => (total * weight) / sum);
  const left = total - parts.reduce((all, part) => all + part, 0n);
  const byRemainder = weights
    .map((weight, index) => ({ index, weight, remainder: (total * weight) % sum }))
    .sort((a, b) => compare(b.remainder, a.remainder) || compare(b.weight, a.weight) || a.index - b.index);
  for (const { index } of byRemainder.slice(0, Number(left))) parts[index] = (parts[index] ?? 0n) + 1n;
  return parts;
}

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : Number(a > b);
}
