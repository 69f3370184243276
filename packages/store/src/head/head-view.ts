import type { WindowMs } from "@aidc/contract";
import type { SampleColumns } from "../store.ts";
import type { Segment } from "./segment.ts";
import { sortByTime } from "./sort-by-time.ts";

/** The durable part of the head at one moment, for one read. */
export class HeadView {
  readonly #segments: readonly Segment[];
  readonly #scratch: () => Int32Array;

  /** @param scratch zeroed, with room for every series id there is when it is asked for */
  constructor(segments: readonly Segment[], scratch: () => Int32Array) {
    this.#segments = segments;
    this.#scratch = scratch;
  }

  /** Samples of a series inside the window, sorted, no time twice; null when there are none. */
  read(seriesId: number, { fromMs, toMs }: WindowMs): SampleColumns | null {
    const timesMs: number[] = [];
    const values: number[] = [];
    for (const segment of this.#segments) {
      if (segment.committed === 0 || segment.minMs >= toMs || segment.maxMs < fromMs) continue;
      this.#entriesOf(segment, seriesId, (at) => {
        const timeMs = segment.timesMs[at] as number;
        if (timeMs < fromMs || timeMs >= toMs) return;
        timesMs.push(timeMs);
        values.push(segment.values[at] as number);
      });
    }
    if (timesMs.length === 0) return null;
    return sortByTime({ timesMs: Float64Array.from(timesMs), values: Float64Array.from(values) });
  }

  /** Oldest and newest time of a series, both included; null when it has none. */
  span(seriesId: number): WindowMs | null {
    let fromMs = Number.POSITIVE_INFINITY;
    let newestMs = Number.NEGATIVE_INFINITY;
    for (const segment of this.#segments) {
      if (segment.committed === 0 || (segment.minMs >= fromMs && segment.maxMs <= newestMs)) continue;
      this.#entriesOf(segment, seriesId, (at) => {
        const timeMs = segment.timesMs[at] as number;
        if (timeMs < fromMs) fromMs = timeMs;
        if (timeMs > newestMs) newestMs = timeMs;
      });
    }
    return newestMs < fromMs ? null : { fromMs, toMs: newestMs };
  }

  #entriesOf(segment: Segment, seriesId: number, visit: (at: number) => void): void {
    const order = segment.orderBySeries(this.#scratch());
    for (let i = firstOf(segment, order, seriesId); i < order.length; i++) {
      const at = order[i] as number;
      if (segment.seriesIds[at] !== seriesId) return;
      visit(at);
    }
  }
}

/** Position in `order` of the first entry of the series. */
function firstOf(segment: Segment, order: Uint16Array, seriesId: number): number {
  let low = 0;
  let high = order.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((segment.seriesIds[order[middle] as number] as number) < seriesId) low = middle + 1;
    else high = middle;
  }
  return low;
}
