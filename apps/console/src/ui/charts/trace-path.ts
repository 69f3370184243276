export interface TracePoint {
  readonly atMs: number;
  readonly value: number | null;
}
export interface Trace {
  /** SVG path data; a new `M` after every gap. */
  readonly path: string;
  /** The newest point, when it is known; nothing when the line ends in a gap. */
  readonly last: { readonly x: number; readonly y: number } | null;
}

/** A flat line would fill the box with noise: the scale spans at least this share of the highest value. */
const leastSpan = 0.02;

/** @param box in px; `inset` keeps line and end mark inside */
export function tracePath(
  points: readonly TracePoint[],
  box: { width: number; height: number; inset: number },
): Trace {
  const known = points.map(({ value }) => value).filter((value) => value !== null);
  const first = points[0]?.atMs;
  const end = points.at(-1)?.atMs;
  if (first === undefined || end === undefined || known.length === 0) return { path: "", last: null };
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const span = Math.max(high - low, Math.abs(high) * leastSpan) || 1;
  const middle = (low + high) / 2;
  const x = (atMs: number) => box.inset + ((box.width - 2 * box.inset) * (atMs - first)) / (end - first || 1);
  const y = (value: number) => box.height / 2 - ((box.height - 2 * box.inset) * (value - middle)) / span;
  let path = "";
  let last: Trace["last"] = null;
  for (const { atMs, value } of points) {
    if (value === null) {
      last = null;
      continue;
    }
    path += `${last ? "L" : "M"}${x(atMs).toFixed(1)} ${y(value).toFixed(1)}`;
    last = { x: x(atMs), y: y(value) };
  }
  return { path, last };
}
