export interface NiceAxis {
  /** Round steps that span the values; empty: there are none. */
  readonly ticks: readonly number[];
  /** Decimals of every tick alike, as few as tell them apart. */
  readonly digits: number;
}

/** With the decimals that each takes beyond its power of ten. */
const steps = [
  [1, 0],
  [2, 0],
  [2.5, 1],
  [5, 0],
  [10, -1],
] as const;

/** @param most ticks that are wanted at most, about */
export function niceAxis(values: readonly number[], most = 6): NiceAxis {
  const known = values.filter(Number.isFinite);
  if (known.length === 0) return { ticks: [], digits: 0 };
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const span = high - low || Math.abs(high) / 10 || 1;
  const rough = span / (most - 1);
  const power = Math.floor(Math.log10(rough));
  const [factor, more] = steps.find(([one]) => one * 10 ** power >= rough * (1 - 1e-9)) ?? [10, -1];
  const step = factor * 10 ** power;
  const first = Math.floor(low / step + 1e-9);
  const last = Math.max(first + 1, Math.ceil(high / step - 1e-9));
  const digits = Math.max(0, more - power);
  return {
    ticks: Array.from({ length: last - first + 1 }, (_, at) => Number(((first + at) * step).toFixed(digits))),
    digits,
  };
}
