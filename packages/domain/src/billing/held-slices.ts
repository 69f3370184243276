/**
 * Time in slices in which nothing changes: at any instant of a slice the same ledger segments hold. Every segment
 * is in as many slices as changes cut it into, and they fill it exactly. Source: features 7 "segments cut at every
 * change".
 */
import type { WindowMs } from "@aidc/contract";

export interface Slice<Segment extends WindowMs> extends WindowMs {
  readonly held: readonly Segment[];
}

/** @param cuts further instants to cut at, for example where price versions begin */
export function sliceTime<Segment extends WindowMs>(
  segments: readonly Segment[],
  cuts: readonly number[],
): Slice<Segment>[] {
  const waiting = [...segments].sort((a, b) => a.fromMs - b.fromMs);
  const edges = new Set(cuts);
  for (const { fromMs, toMs } of waiting) edges.add(fromMs).add(toMs);
  const instants = [...edges].sort((a, b) => a - b);
  const slices: Slice<Segment>[] = [];
  let held: Segment[] = [];
  let next = 0;
  for (const [i, fromMs] of instants.entries()) {
    const toMs = instants[i + 1];
    if (toMs === undefined) break;
    held = held.filter((segment) => segment.toMs > fromMs);
    for (let one = waiting[next]; one && one.fromMs <= fromMs; one = waiting[next]) {
      if (one.toMs > fromMs) held.push(one);
      next++;
    }
    if (held.length > 0) slices.push({ fromMs, toMs, held: [...held] });
  }
  return slices;
}
