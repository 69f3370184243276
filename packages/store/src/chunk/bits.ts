/** Bits of the low half of a wide number. */
const halfBits = 26;
const half = 2 ** halfBits;
/** Non-negative integers below 2^53 are written whole. */
export const wideBits = 53;

/** Appends bits, most significant first, to a buffer that grows. */
export class BitWriter {
  #bytes = new Uint8Array(256);
  #length = 0;
  #pending = 0;
  #free = 8;

  /** @param width at most 31; `value` fits into it */
  write(value: number, width: number): void {
    let left = width;
    while (left > 0) {
      const taken = left < this.#free ? left : this.#free;
      left -= taken;
      this.#pending = (this.#pending << taken) | ((value >>> left) & ((1 << taken) - 1));
      this.#free -= taken;
      if (this.#free === 0) this.#push();
    }
  }

  /** @param width at most 53 */
  writeWide(value: number, width: number): void {
    if (width > halfBits) this.write(Math.floor(value / half), width - halfBits);
    this.write(value % half, Math.min(width, halfBits));
  }

  /** An integer of unknown size: its width, then its bits. */
  writeSized(value: number): void {
    const width = bitWidth(value);
    this.write(width, 6);
    this.writeWide(value, width);
  }

  /** The bytes so far; the last one is filled up with zeros. */
  finish(): Uint8Array {
    if (this.#free < 8) this.write(0, this.#free);
    return this.#bytes.slice(0, this.#length);
  }

  #push(): void {
    if (this.#length === this.#bytes.length) {
      const grown = new Uint8Array(this.#length * 2);
      grown.set(this.#bytes);
      this.#bytes = grown;
    }
    this.#bytes[this.#length++] = this.#pending;
    this.#pending = 0;
    this.#free = 8;
  }
}

export class BitReader {
  readonly #bytes: Uint8Array;
  #at: number;
  #current = 0;
  #left = 0;

  constructor(bytes: Uint8Array, at: number) {
    this.#bytes = bytes;
    this.#at = at;
  }

  /** @throws RangeError past the end */
  read(width: number): number {
    let value = 0;
    let wanted = width;
    while (wanted > 0) {
      if (this.#left === 0) this.#next();
      const taken = wanted < this.#left ? wanted : this.#left;
      this.#left -= taken;
      value = (value << taken) | ((this.#current >>> this.#left) & ((1 << taken) - 1));
      wanted -= taken;
    }
    return value;
  }

  /** Ones up to the next zero, at most `most`; the zero is taken too. */
  readUnary(most: number): number {
    let ones = 0;
    while (ones < most) {
      if (this.#left === 0) this.#next();
      // how many ones lead what is left of the byte
      const seen = Math.clz32(~(this.#current << (32 - this.#left)));
      const counted = Math.min(seen, this.#left, most - ones);
      ones += counted;
      this.#left -= counted;
      if (counted === most || ones === most) return ones;
      if (this.#left > 0) {
        this.#left--;
        return ones;
      }
    }
    return ones;
  }

  readWide(width: number): number {
    const high = width > halfBits ? this.read(width - halfBits) : 0;
    return high * half + this.read(Math.min(width, halfBits));
  }

  readSized(): number {
    return this.readWide(this.read(6));
  }

  /** The bytes after the one being read. */
  rest(): Uint8Array {
    return this.#bytes.subarray(this.#at);
  }

  #next(): void {
    if (this.#at >= this.#bytes.length) throw new RangeError("a chunk that is cut short");
    this.#current = this.#bytes[this.#at++] as number;
    this.#left = 8;
  }
}

function bitWidth(value: number): number {
  if (value < 2 ** 31) return 32 - Math.clz32(value);
  return 32 - Math.clz32(Math.floor(value / 2 ** 31)) + 31;
}
