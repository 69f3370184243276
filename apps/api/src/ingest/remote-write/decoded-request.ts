import { tooLarge } from "./wire-fault.ts";

export interface DecodeLimits {
  readonly maxSeriesPerRequest: number;
  readonly maxSamplesPerRequest: number;
  readonly maxSymbols: number;
  /** Bytes of one label set as it stands on the wire. */
  readonly maxLabelSetBytes: number;
}

/** Why a whole series of a request cannot be taken; 0 is fine. */
export const seriesFaults = {
  none: 0,
  labelSetTooLong: 1,
  badLabelRefs: 2,
  samplesAndHistograms: 3,
} as const;

/**
 * One decoded request as parallel columns, used again for the next one: no object per series or sample.
 * Series `i` has its labels in `labelBytes[labelFrom[i]..labelTo[i])`, encoded as the label fields of a 1.0
 * TimeSeries whatever the version of the request, and the samples from `sampleTo[i - 1]` up to `sampleTo[i]`.
 */
export class DecodedRequest {
  readonly limits: DecodeLimits;
  labelBytes: Uint8Array = new Uint8Array(0);
  labelFrom = new Int32Array(1024);
  labelTo = new Int32Array(1024);
  sampleTo = new Int32Array(1024);
  fault = new Uint8Array(1024);
  seriesCount = 0;

  timesMs = new Float64Array(4096);
  /** Two words per sample, low first. The stale marker is one NaN among many: a Number does not keep its bits. */
  words = new Uint32Array(8192);
  /** The same memory read as numbers. */
  values = new Float64Array(this.words.buffer);
  sampleCount = 0;

  histogramCount = 0;
  exemplarCount = 0;
  metadataCount = 0;

  constructor(limits: DecodeLimits) {
    this.limits = limits;
  }

  reset(labelBytes: Uint8Array): void {
    this.labelBytes = labelBytes;
    this.seriesCount = 0;
    this.sampleCount = 0;
    this.histogramCount = 0;
    this.exemplarCount = 0;
    this.metadataCount = 0;
  }

  /** Closes a series: the samples added since the previous one are its own. */
  addSeries(labelFrom: number, labelTo: number, fault: number): void {
    const index = this.seriesCount;
    if (index === this.labelFrom.length) this.#growSeries();
    const tooLong = labelTo - labelFrom > this.limits.maxLabelSetBytes;
    this.labelFrom[index] = labelFrom;
    this.labelTo[index] = labelTo;
    this.sampleTo[index] = this.sampleCount;
    this.fault[index] = fault === 0 && tooLong ? seriesFaults.labelSetTooLong : fault;
    this.seriesCount = index + 1;
  }

  /** @returns the index of a new, unset sample */
  addSample(): number {
    const index = this.sampleCount;
    if (index === this.timesMs.length) this.#growSamples();
    this.sampleCount = index + 1;
    return index;
  }

  #growSeries(): void {
    const size = this.labelFrom.length;
    if (size >= this.limits.maxSeriesPerRequest) throw tooLarge(`more than ${size} series in one request`);
    const next = Math.min(size * 2, this.limits.maxSeriesPerRequest);
    this.labelFrom = grown(new Int32Array(next), this.labelFrom);
    this.labelTo = grown(new Int32Array(next), this.labelTo);
    this.sampleTo = grown(new Int32Array(next), this.sampleTo);
    this.fault = grown(new Uint8Array(next), this.fault);
  }

  #growSamples(): void {
    const size = this.timesMs.length;
    if (size >= this.limits.maxSamplesPerRequest) throw tooLarge(`more than ${size} samples in one request`);
    const next = Math.min(size * 2, this.limits.maxSamplesPerRequest);
    this.timesMs = grown(new Float64Array(next), this.timesMs);
    this.words = grown(new Uint32Array(next * 2), this.words);
    this.values = new Float64Array(this.words.buffer);
  }
}

function grown<T extends Int32Array | Uint8Array | Uint32Array | Float64Array>(next: T, previous: T): T {
  next.set(previous);
  return next;
}
