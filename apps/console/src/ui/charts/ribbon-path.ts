import type { PlacedFlow } from "@aidc/domain";

/** A ribbon of one thickness, as a path. */
export function ribbonPath({ x0, y0, x1, y1, height }: PlacedFlow["links"][number]): string {
  const middle = (x0 + x1) / 2;
  const [from, to] = [y0 + height, y1 + height];
  return `M${x0} ${y0}C${middle} ${y0} ${middle} ${y1} ${x1} ${y1}L${x1} ${to}C${middle} ${to} ${middle} ${from} ${x0} ${from}Z`;
}
