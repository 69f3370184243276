import { HeadView } from "./head-view.ts";
import { Segment, segmentCapacity } from "./segment.ts";

/** A stretch of one segment. */
export interface Restored {
  readonly segment: Segment;
  readonly from: number;
  readonly to: number;
}

/** Where the admitted part of a batch lies. */
export interface Admission extends Restored {
  readonly duplicates: number;
  readonly conflicts: number;
  readonly firstConflict: { readonly seriesId: number; readonly timeMs: number } | null;
}

export interface AdmissibleBatch {
  readonly count: number;
  readonly seriesIds: Int32Array;
  readonly timesMs: Float64Array;
  readonly values: Float64Array;
}

/**
 * What is in the journal and not yet in chunks, in memory. In-order samples, nearly all, cost one comparison and
 * three writes; late ones are looked up, so that an identical repeat changes nothing and another value for the
 * same time is turned away before it reaches the journal.
 */
export class Head {
  #segments: Segment[] = [new Segment()];
  /** Newest time ever admitted by series id; only a hint that spares the look-up. */
  #newestMs = new Float64Array(1024).fill(Number.NEGATIVE_INFINITY);
  #scratch = new Int32Array(1024);
  readonly #bits = new Float64Array(2);
  readonly #words = new Uint32Array(this.#bits.buffer);

  /** Room for series ids below `capacity`. */
  ensureCapacity(capacity: number): void {
    if (capacity <= this.#newestMs.length) return;
    const grown = new Float64Array(capacity).fill(Number.NEGATIVE_INFINITY);
    grown.set(this.#newestMs);
    this.#newestMs = grown;
    this.#scratch = new Int32Array(capacity);
  }

  /** Tells of a sample that chunks hold, so that what follows it is known to be in order. */
  noteNewest(seriesId: number, timeMs: number): void {
    if (timeMs > (this.#newestMs[seriesId] as number)) this.#newestMs[seriesId] = timeMs;
  }

  get samples(): number {
    let samples = 0;
    for (const segment of this.#segments) samples += segment.count;
    return samples;
  }

  /** From the oldest to the newest sample time; 0 for an empty head. */
  get spanMs(): number {
    let minMs = Number.POSITIVE_INFINITY;
    let maxMs = Number.NEGATIVE_INFINITY;
    for (const segment of this.#segments) {
      minMs = Math.min(minMs, segment.minMs);
      maxMs = Math.max(maxMs, segment.maxMs);
    }
    return Math.max(0, maxMs - minMs);
  }

  /** What is committed now. A compaction that ends later does not take it away, so chunks may be read after it. */
  view(): HeadView {
    return new HeadView(this.#segments.slice(), () => this.#scratch);
  }

  /** @param batch at most `segmentCapacity` samples, whole milliseconds, ids below the capacity */
  admit(batch: AdmissibleBatch, journalId: number): Admission {
    const segment = this.#segmentFor(batch.count);
    const from = segment.count;
    const { seriesIds, timesMs, values, count } = batch;
    const newestMs = this.#newestMs;
    let duplicates = 0;
    let conflicts = 0;
    let firstConflict: Admission["firstConflict"] = null;
    for (let i = 0; i < count; i++) {
      const seriesId = seriesIds[i] as number;
      const timeMs = timesMs[i] as number;
      const value = values[i] as number;
      if (timeMs > (newestMs[seriesId] as number)) {
        newestMs[seriesId] = timeMs;
        segment.push(seriesId, timeMs, value);
        continue;
      }
      const known = this.#compare(seriesId, timeMs, value);
      if (known === "new") segment.push(seriesId, timeMs, value);
      else if (known === "same") duplicates++;
      else {
        conflicts++;
        firstConflict ??= { seriesId, timeMs };
      }
    }
    if (segment.count > from) segment.lastJournalId = journalId;
    return { segment, from, to: segment.count, duplicates, conflicts, firstConflict };
  }

  /**
   * Takes back what was admitted before: the rows of the journal hold no sample twice, so nothing is looked up. At a
   * start with a past of millions of late samples that is most of the work.
   */
  restore({ seriesIds, timesMs, values, count }: AdmissibleBatch, journalId: number): Restored {
    const segment = this.#segmentFor(count);
    const from = segment.count;
    for (let i = 0; i < count; i++) {
      const seriesId = seriesIds[i] as number;
      const timeMs = timesMs[i] as number;
      this.noteNewest(seriesId, timeMs);
      segment.push(seriesId, timeMs, values[i] as number);
    }
    if (count > 0) segment.lastJournalId = journalId;
    return { segment, from, to: segment.count };
  }

  #segmentFor(count: number): Segment {
    if (count > segmentCapacity)
      throw new RangeError(`a batch of ${count} samples; at most ${segmentCapacity}`);
    const last = this.#segments.at(-1);
    if (last !== undefined && !last.sealed && last.count + count <= segmentCapacity) return last;
    if (last !== undefined) last.sealed = true;
    const next = new Segment();
    this.#segments.push(next);
    return next;
  }

  #compare(seriesId: number, timeMs: number, value: number): "new" | "same" | "other" {
    for (let i = this.#segments.length - 1; i >= 0; i--) {
      const segment = this.#segments[i] as Segment;
      const at = segment.find(seriesId, timeMs);
      if (at >= 0) return this.#sameBits(segment.values[at] as number, value) ? "same" : "other";
    }
    return "new";
  }

  #sameBits(a: number, b: number): boolean {
    this.#bits[0] = a;
    this.#bits[1] = b;
    return this.#words[0] === this.#words[2] && this.#words[1] === this.#words[3];
  }

  /** Seals what is there. @returns the newest journal id in it; 0 when nothing is there */
  freeze(): number {
    const last = this.#segments.at(-1);
    if (last !== undefined && last.count > 0) last.sealed = true;
    let newest = 0;
    for (const segment of this.#segments) newest = Math.max(newest, segment.lastJournalId);
    return newest;
  }

  /** Forgets what compaction has put into chunks. */
  drop(journalId: number): void {
    this.#segments = this.#segments.filter(
      (s) => !(s.sealed && s.lastJournalId <= journalId && s.committed === s.count),
    );
  }
}
