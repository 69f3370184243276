import type { DecodedRequest } from "./remote-write/decoded-request.ts";
import { seriesFaults } from "./remote-write/decoded-request.ts";
import type { LabelLimits } from "./series/parse-labels.ts";
import { describeLabelBytes } from "./series/parse-labels.ts";
import type { SeriesRegistry } from "./series/registry.ts";
import { Tally } from "./tally.ts";
import type { SampleFault } from "./value-bounds.ts";
import { faultOf } from "./value-bounds.ts";

const staleLow = 0x00000002;
const staleHigh = 0x7ff00000;

export interface GateLimits extends LabelLimits {
  readonly maxNewSeriesPerRequest: number;
}
/** The times a center takes, both included. */
export interface TimeBounds {
  readonly oldestMs: number;
  readonly newestMs: number;
}

/** What is left of a request: columns of its own, because the store keeps them until COMMIT. */
export interface Sifted {
  readonly entries: Int32Array;
  readonly timesMs: Float64Array;
  readonly values: Float64Array;
  readonly count: number;
  /** Ends of series (stale markers), as entry and time. */
  readonly ended: { readonly entry: number; readonly timeMs: number }[];
  /** NaN of series that feed nothing: "no observation" of a summary, legal, and nothing to store. */
  readonly unobserved: Tally;
  readonly refused: Tally;
  /** Newest and oldest time among the samples kept; -Infinity and Infinity when there is none. */
  readonly newestMs: number;
  readonly oldestMs: number;
}

const faultReasons: Readonly<Record<number, string>> = {
  [seriesFaults.labelSetTooLong]: "labels_over_limit",
  [seriesFaults.badLabelRefs]: "label_refs_invalid",
  [seriesFaults.samplesAndHistograms]: "samples_and_histograms",
};

/** The series of a center, and the ingest key that sends some of them. */
export interface SeriesFrom {
  readonly registry: SeriesRegistry;
  readonly sourceId: string;
}

/** Looks every series up and every sample over, in one pass. Does not wait for anything. */
export function sift(
  decoded: DecodedRequest,
  { registry, sourceId }: SeriesFrom,
  times: TimeBounds,
  limits: GateLimits,
): Sifted {
  const kept = new KeptSamples(decoded, registry, times, limits);
  const { labelBytes, labelFrom, labelTo, sampleTo, fault } = decoded;
  const view = new DataView(labelBytes.buffer, labelBytes.byteOffset, labelBytes.byteLength);
  const mostEntries = registry.size + limits.maxNewSeriesPerRequest;
  let previous = -1;
  let sampleFrom = 0;
  for (let series = 0; series < decoded.seriesCount; series++) {
    const end = sampleTo[series] as number;
    const start = sampleFrom;
    sampleFrom = end;
    if (end === start) continue;
    if (fault[series] !== 0) {
      kept.refuseSeries(series, end - start, faultReasons[fault[series] as number] ?? "labels_malformed");
      continue;
    }
    const from = labelFrom[series] as number;
    const to = labelTo[series] as number;
    let entry = registry.find(view, from, to, previous);
    if (entry === -1) {
      const added = registry.add(labelBytes, view, from, to, previous, {
        sourceId,
        mayAdd: registry.size < mostEntries,
      });
      if (typeof added === "string") {
        kept.refuseSeries(series, end - start, added);
        continue;
      }
      entry = added;
    }
    kept.take(series, entry, start, end);
    previous = entry;
  }
  return kept;
}

class KeptSamples implements Sifted {
  readonly entries: Int32Array;
  readonly timesMs: Float64Array;
  readonly values: Float64Array;
  count = 0;
  newestMs = Number.NEGATIVE_INFINITY;
  oldestMs = Number.POSITIVE_INFINITY;
  readonly ended: { entry: number; timeMs: number }[] = [];
  readonly unobserved = new Tally();
  readonly refused = new Tally();
  readonly #decoded: DecodedRequest;
  readonly #registry: SeriesRegistry;
  readonly #times: TimeBounds;
  readonly #limits: LabelLimits;

  constructor(decoded: DecodedRequest, registry: SeriesRegistry, times: TimeBounds, limits: LabelLimits) {
    this.#decoded = decoded;
    this.#registry = registry;
    this.#times = times;
    this.#limits = limits;
    this.entries = new Int32Array(decoded.sampleCount);
    this.timesMs = new Float64Array(decoded.sampleCount);
    this.values = new Float64Array(decoded.sampleCount);
  }

  /** The hot loop. A sample in bounds costs four comparisons; NaN fails the first two. */
  take(series: number, entry: number, from: number, to: number): void {
    const { timesMs, values } = this.#decoded;
    const { oldestMs, newestMs } = this.#times;
    const min = this.#registry.mins[entry] as number;
    const max = this.#registry.maxs[entry] as number;
    for (let sample = from; sample < to; sample++) {
      const value = values[sample] as number;
      const timeMs = timesMs[sample] as number;
      if (value >= min && value <= max && timeMs >= oldestMs && timeMs <= newestMs) {
        const at = this.count++;
        this.entries[at] = entry;
        this.timesMs[at] = timeMs;
        this.values[at] = value;
        if (timeMs > this.newestMs) this.newestMs = timeMs;
        if (timeMs < this.oldestMs) this.oldestMs = timeMs;
      } else {
        this.#turnAway(series, entry, sample);
      }
    }
  }

  refuseSeries(series: number, samples: number, reason: string): void {
    this.refused.add(reason, samples, () => this.#example(series));
  }

  #turnAway(series: number, entry: number, sample: number): void {
    const timeMs = this.#decoded.timesMs[sample] as number;
    const example = (): string => this.#example(series);
    const timeFault = this.#timeFault(timeMs);
    if (timeFault) {
      this.refused.add(timeFault, 1, example);
    } else if (this.#isStaleMarker(sample)) {
      this.ended.push({ entry, timeMs });
    } else {
      const bounds = this.#registry.boundsAt(entry);
      const fault = faultOf(this.#decoded.values[sample] as number, bounds);
      const tally = fault === "nan" && bounds.match === null ? this.unobserved : this.refused;
      tally.add(fault, 1, example);
    }
  }

  #timeFault(timeMs: number): SampleFault | null {
    if (timeMs > this.#times.newestMs) return "too_far_ahead";
    return timeMs >= this.#times.oldestMs ? null : "too_old";
  }

  /** By its bits: 0x7ff0000000000002, one NaN among 2^53. */
  #isStaleMarker(sample: number): boolean {
    const { words } = this.#decoded;
    return words[2 * sample] === staleLow && words[2 * sample + 1] === staleHigh;
  }

  #example(series: number): string {
    const { labelBytes, labelFrom, labelTo } = this.#decoded;
    return describeLabelBytes(
      labelBytes,
      labelFrom[series] as number,
      labelTo[series] as number,
      this.#limits,
    );
  }
}
