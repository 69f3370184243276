/** Entries of a segment; a power of two so that its hash is a mask. */
export const segmentCapacity = 65_536;

const slots = segmentCapacity * 2;
const none = -1;

/**
 * A piece of the head: samples in the order of their admission, with two indexes made only when somebody asks.
 * Entries below `committed` are durable; the others wait for their COMMIT. An entry whose COMMIT failed has
 * series id 0, which no series has.
 */
export class Segment {
  readonly seriesIds = new Int32Array(segmentCapacity);
  readonly timesMs = new Float64Array(segmentCapacity);
  readonly values = new Float64Array(segmentCapacity);
  count = 0;
  committed = 0;
  sealed = false;
  /** Newest journal row that has samples here. */
  lastJournalId = 0;
  minMs = Number.POSITIVE_INFINITY;
  maxMs = Number.NEGATIVE_INFINITY;
  #hash: Int32Array | null = null;
  #hashed = 0;
  #order: Uint16Array | null = null;
  #ordered = 0;

  push(seriesId: number, timeMs: number, value: number): void {
    const at = this.count++;
    this.seriesIds[at] = seriesId;
    this.timesMs[at] = timeMs;
    this.values[at] = value;
    if (timeMs < this.minMs) this.minMs = timeMs;
    if (timeMs > this.maxMs) this.maxMs = timeMs;
  }

  /** Takes back what was never durable. */
  discard(from: number, to: number): void {
    this.seriesIds.fill(0, from, to);
    this.committed = Math.max(this.committed, to);
    this.#order = null;
  }

  /** Entry of this series and time, pending ones included, or -1. */
  find(seriesId: number, timeMs: number): number {
    if (timeMs < this.minMs || timeMs > this.maxMs) return none;
    const hash = this.#upToDateHash();
    for (let slot = slotOf(seriesId, timeMs); ; slot = (slot + 1) & (slots - 1)) {
      const at = hash[slot] as number;
      if (at === none) return none;
      if (this.seriesIds[at] === seriesId && this.timesMs[at] === timeMs) return at;
    }
  }

  #upToDateHash(): Int32Array {
    this.#hash ??= new Int32Array(slots).fill(none);
    const hash = this.#hash;
    for (let at = this.#hashed; at < this.count; at++) {
      let slot = slotOf(this.seriesIds[at] as number, this.timesMs[at] as number);
      while (hash[slot] !== none) slot = (slot + 1) & (slots - 1);
      hash[slot] = at;
    }
    this.#hashed = this.count;
    return hash;
  }

  /** Committed entries sorted by series, in order of admission within a series; `counts` is zeroed scratch by id. */
  orderBySeries(counts: Int32Array): Uint16Array {
    if (this.#order !== null && this.#ordered === this.committed) return this.#order;
    const ids = this.seriesIds.subarray(0, this.committed);
    let lowest = Number.POSITIVE_INFINITY;
    let highest = 0;
    for (const id of ids) {
      counts[id] = (counts[id] as number) + 1;
      if (id < lowest) lowest = id;
      if (id > highest) highest = id;
    }
    let start = 0;
    for (let id = lowest; id <= highest; id++) {
      const length = counts[id] as number;
      counts[id] = start;
      start += length;
    }
    const order = new Uint16Array(ids.length);
    for (let at = 0; at < ids.length; at++) {
      const id = ids[at] as number;
      const to = counts[id] as number;
      order[to] = at;
      counts[id] = to + 1;
    }
    if (highest >= lowest) counts.fill(0, lowest, highest + 1);
    this.#order = order;
    this.#ordered = this.committed;
    return order;
  }
}

function slotOf(seriesId: number, timeMs: number): number {
  // both halves of the time: a multiple of 2^32 ms must not fall on one slot for ever
  let mixed =
    Math.imul(seriesId, 0x9e3779b1) ^ Math.imul(timeMs | 0, 0x85ebca6b) ^ Math.floor(timeMs / 4_294_967_296);
  mixed ^= mixed >>> 15;
  mixed = Math.imul(mixed, 0x2c1b3c6d);
  return (mixed ^ (mixed >>> 12)) & (slots - 1);
}
