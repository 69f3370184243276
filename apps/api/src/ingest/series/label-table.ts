const blockBytes = 4 * 1024 * 1024;
const none = -1;

/**
 * Label bytes -> dense index, built for one habit of all senders: they repeat their series in the same order.
 * So each entry remembers which one followed it, and the first guess is one comparison of bytes; only a miss is
 * hashed. Equality is always of all bytes, never of hashes alone.
 */
export class LabelTable {
  size = 0;
  readonly #seed: number;
  readonly #blocks: DataView[] = [];
  #blockUsed = 0;
  #block = new Int32Array(1024);
  #offset = new Int32Array(1024);
  #length = new Int32Array(1024);
  #hash = new Int32Array(1024);
  #next = new Int32Array(1024).fill(none);
  #slots = new Int32Array(4096).fill(none);

  /** @param seed unknown to senders, so that none can make all its series fall into one slot */
  constructor(seed: number) {
    this.#seed = seed;
  }

  /**
   * @param previous index found before this one in the same request, or -1
   * @returns the index, or -1 when these bytes are new
   */
  find(bytes: DataView, from: number, length: number, previous: number): number {
    if (previous !== none) {
      const guess = this.#next[previous] as number;
      if (guess !== none && this.#equals(guess, bytes, from, length)) return guess;
    }
    const hash = hashBytes(bytes, from, length, this.#seed);
    const mask = this.#slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const index = this.#slots[slot] as number;
      if (index === none) return none;
      if (this.#hash[index] === hash && this.#equals(index, bytes, from, length)) {
        if (previous !== none) this.#next[previous] = index;
        return index;
      }
    }
  }

  /** Adds bytes that `find` did not know; at most 4 MiB of them. @returns their index */
  add(bytes: DataView, from: number, length: number, previous: number): number {
    const index = this.size;
    if (index === this.#block.length) this.#growEntries();
    if (index * 2 >= this.#slots.length) this.#growSlots();
    this.#store(index, bytes, from, length);
    const hash = hashBytes(bytes, from, length, this.#seed);
    this.#hash[index] = hash;
    this.#occupy(hash, index);
    if (previous !== none) this.#next[previous] = index;
    this.size = index + 1;
    return index;
  }

  #equals(index: number, bytes: DataView, from: number, length: number): boolean {
    if (this.#length[index] !== length) return false;
    const known = this.#blocks[this.#block[index] as number];
    if (known === undefined) return false;
    return equalBytes(known, this.#offset[index] as number, bytes, from, length);
  }

  #store(index: number, bytes: DataView, from: number, length: number): void {
    let block = this.#blocks.at(-1);
    if (block === undefined || this.#blockUsed + length > blockBytes) {
      block = new DataView(new ArrayBuffer(blockBytes));
      this.#blocks.push(block);
      this.#blockUsed = 0;
    }
    const source = new Uint8Array(bytes.buffer, bytes.byteOffset + from, length);
    new Uint8Array(block.buffer).set(source, this.#blockUsed);
    this.#block[index] = this.#blocks.length - 1;
    this.#offset[index] = this.#blockUsed;
    this.#length[index] = length;
    this.#blockUsed += length;
  }

  #occupy(hash: number, index: number): void {
    const mask = this.#slots.length - 1;
    let slot = hash & mask;
    while (this.#slots[slot] !== none) slot = (slot + 1) & mask;
    this.#slots[slot] = index;
  }

  #growEntries(): void {
    const size = this.#block.length * 2;
    this.#block = extended(this.#block, size);
    this.#offset = extended(this.#offset, size);
    this.#length = extended(this.#length, size);
    this.#hash = extended(this.#hash, size);
    this.#next = extended(this.#next, size);
    this.#next.fill(none, size / 2);
  }

  #growSlots(): void {
    this.#slots = new Int32Array(this.#slots.length * 2).fill(none);
    for (let index = 0; index < this.size; index++) this.#occupy(this.#hash[index] as number, index);
  }
}

function extended(previous: Int32Array, size: number): Int32Array<ArrayBuffer> {
  const next = new Int32Array(size);
  next.set(previous);
  return next;
}

/** Sixteen bytes at a time: one branch for four words is what makes this fast. */
function equalBytes(a: DataView, fromA: number, b: DataView, fromB: number, length: number): boolean {
  let at = 0;
  for (; at + 16 <= length; at += 16) {
    const p = fromA + at;
    const q = fromB + at;
    const difference =
      (a.getInt32(p, true) ^ b.getInt32(q, true)) |
      (a.getInt32(p + 4, true) ^ b.getInt32(q + 4, true)) |
      (a.getInt32(p + 8, true) ^ b.getInt32(q + 8, true)) |
      (a.getInt32(p + 12, true) ^ b.getInt32(q + 12, true));
    if (difference !== 0) return false;
  }
  for (; at < length; at++) if (a.getUint8(fromA + at) !== b.getUint8(fromB + at)) return false;
  return true;
}

/** MurmurHash3 (x86, 32 bit), four bytes at a time. */
function hashBytes(bytes: DataView, from: number, length: number, seed: number): number {
  let hash = seed;
  let at = 0;
  for (; at + 4 <= length; at += 4) hash = mixed(hash, bytes.getInt32(from + at, true));
  let rest = 0;
  for (let shift = 0; at < length; at++, shift += 8) rest |= bytes.getUint8(from + at) << shift;
  hash = mixed(hash, rest) ^ length;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}

function mixed(hash: number, word: number): number {
  let k = Math.imul(word, 0xcc9e2d51);
  k = Math.imul((k << 15) | (k >>> 17), 0x1b873593);
  const h = hash ^ k;
  return (Math.imul((h << 13) | (h >>> 19), 5) + 0xe6546b64) | 0;
}
