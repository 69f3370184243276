import type { ClockReading } from "@aidc/domain";
import { clockAfter } from "@aidc/domain";

const windowS = 60;

/** What the sources page and the live strip show of one source. */
export interface SourceStats {
  readonly sourceId: string;
  readonly centerId: string;
  readonly acceptedSamples: number;
  readonly refusedSamples: number;
  readonly endedSeries: number;
  /** Mean over the last 60 s, or since the first request when that was less than 60 and at least 10 s ago. */
  readonly samplesPerSecond: number;
  /** Newest time among accepted samples; null before the first. */
  readonly lastSampleAtMs: number | null;
  readonly lastReceivedAtMs: number;
  /** How far its samples lay ahead of this server's clock when they came, negative for the past; null before the first. */
  readonly aheadMs: number | null;
}

interface Meter {
  centerId: string;
  accepted: number;
  refused: number;
  ended: number;
  lastSampleAtMs: number | null;
  firstReceivedAtMs: number;
  lastReceivedAtMs: number;
  clock: ClockReading | null;
  /** Samples accepted in each second of the last minute, and which second the slot stands for. */
  perSecond: Float64Array;
  second: Float64Array;
}

/** Counters in memory, one set per ingest key since the process started. The store holds what must last. */
export class IngestStats {
  readonly #now: () => number;
  readonly #meters = new Map<string, Meter>();
  /** Oldest accepted sample of a center since somebody asked. */
  readonly #oldestMs = new Map<string, number>();

  constructor(now: () => number) {
    this.#now = now;
  }

  record(
    sender: { centerId: string; sourceId: string },
    request: { accepted: number; refused: number; ended: number; newestMs: number; oldestMs: number },
  ): void {
    const nowMs = this.#now();
    const meter = this.#meters.get(sender.sourceId) ?? this.#open(sender, nowMs);
    meter.accepted += request.accepted;
    meter.refused += request.refused;
    meter.ended += request.ended;
    meter.lastReceivedAtMs = nowMs;
    if (request.accepted > 0 && request.newestMs > (meter.lastSampleAtMs ?? Number.NEGATIVE_INFINITY)) {
      meter.lastSampleAtMs = request.newestMs;
    }
    if (request.accepted > 0) meter.clock = clockAfter(meter.clock, request.newestMs, nowMs);
    const oldestMs = this.#oldestMs.get(sender.centerId) ?? Number.POSITIVE_INFINITY;
    if (request.accepted > 0 && request.oldestMs < oldestMs)
      this.#oldestMs.set(sender.centerId, request.oldestMs);
    const second = Math.floor(nowMs / 1000);
    const slot = second % windowS;
    if (meter.second[slot] !== second) meter.perSecond[slot] = 0;
    meter.second[slot] = second;
    meter.perSecond[slot] = (meter.perSecond[slot] as number) + request.accepted;
  }

  /** @returns null for a source that has sent nothing since the process started */
  read(sourceId: string): SourceStats | null {
    const meter = this.#meters.get(sourceId);
    return meter ? this.#snapshot(sourceId, meter) : null;
  }

  /** How far into the past the samples reached that came since this was asked last; null: none came. */
  takeOldest(centerId: string): number | null {
    const oldestMs = this.#oldestMs.get(centerId) ?? null;
    this.#oldestMs.delete(centerId);
    return oldestMs;
  }

  list(centerId: string): SourceStats[] {
    const own = [...this.#meters].filter(([, meter]) => meter.centerId === centerId);
    return own.map(([sourceId, meter]) => this.#snapshot(sourceId, meter));
  }

  forgetCenter(centerId: string): void {
    this.#oldestMs.delete(centerId);
    for (const [sourceId, meter] of this.#meters)
      if (meter.centerId === centerId) this.#meters.delete(sourceId);
  }

  #open({ centerId, sourceId }: { centerId: string; sourceId: string }, nowMs: number): Meter {
    const meter: Meter = {
      centerId,
      accepted: 0,
      refused: 0,
      ended: 0,
      lastSampleAtMs: null,
      firstReceivedAtMs: nowMs,
      lastReceivedAtMs: nowMs,
      clock: null,
      perSecond: new Float64Array(windowS),
      second: new Float64Array(windowS).fill(Number.NEGATIVE_INFINITY),
    };
    this.#meters.set(sourceId, meter);
    return meter;
  }

  #snapshot(sourceId: string, meter: Meter): SourceStats {
    const nowMs = this.#now();
    const oldest = Math.floor(nowMs / 1000) - windowS;
    let recent = 0;
    for (let slot = 0; slot < windowS; slot++) {
      if ((meter.second[slot] as number) > oldest) recent += meter.perSecond[slot] as number;
    }
    const overS = Math.min(windowS, Math.max(10, (nowMs - meter.firstReceivedAtMs) / 1000));
    return {
      sourceId,
      centerId: meter.centerId,
      acceptedSamples: meter.accepted,
      refusedSamples: meter.refused,
      endedSeries: meter.ended,
      samplesPerSecond: recent / overS,
      lastSampleAtMs: meter.lastSampleAtMs,
      lastReceivedAtMs: meter.lastReceivedAtMs,
      aheadMs: meter.clock?.aheadMs ?? null,
    };
  }
}
