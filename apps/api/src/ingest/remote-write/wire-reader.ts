import { malformed } from "./wire-fault.ts";

const lowBits = 0x0fffffff;
const two28 = 2 ** 28;
const two56 = 2 ** 56;

/**
 * Reads protobuf wire format from a window of a byte buffer. The buffer may be longer than the message (it is
 * used again), so every read is held against `end`, never against the buffer's own length.
 */
export class WireReader {
  bytes: Uint8Array = new Uint8Array(0);
  at = 0;
  end = 0;

  open(bytes: Uint8Array, from: number, to: number): void {
    this.bytes = bytes;
    this.at = from;
    this.end = to;
  }

  /** Field number x 8 + wire type. */
  tag(): number {
    const tag = this.uint();
    if (tag < 8 || tag > 0xffffffff) throw malformed("protobuf: not a field tag");
    return tag;
  }

  /** Unsigned varint; exact up to 2^53, which is enough for tags, lengths and references. */
  uint(): number {
    const first = this.bytes[this.at] as number;
    if (this.at < this.end && first < 0x80) {
      this.at++;
      return first;
    }
    let value = 0;
    for (let shift = 1, index = 0; index < 10; index++, shift *= 128) {
      if (this.at >= this.end) throw malformed("protobuf: a number is cut off");
      const byte = this.bytes[this.at++] as number;
      value += (byte & 0x7f) * shift;
      if (byte < 0x80) return value;
    }
    throw malformed("protobuf: a number is longer than 10 bytes");
  }

  /** Length of what follows; never more than what is left. */
  length(): number {
    const length = this.uint();
    if (length > this.end - this.at) throw malformed("protobuf: a field is cut off");
    return length;
  }

  /** Signed 64-bit varint in two's complement (not zigzag); exact within 2^53, else the nearest double. */
  int64(): number {
    let low = 0;
    let middle = 0;
    let high = 0;
    for (let index = 0; ; index++) {
      if (index === 10) throw malformed("protobuf: a number is longer than 10 bytes");
      if (this.at >= this.end) throw malformed("protobuf: a number is cut off");
      const byte = this.bytes[this.at++] as number;
      const bits = byte & 0x7f;
      if (index < 4) low |= bits << (7 * index);
      else if (index < 8) middle |= bits << (7 * (index - 4));
      else high |= bits << (7 * (index - 8));
      if (byte < 0x80) break;
    }
    if ((high & 0x80) === 0) return low + middle * two28 + (high & 0x7f) * two56;
    return -((~low & lowBits) + (~middle & lowBits) * two28 + (~high & 0x7f) * two56 + 1);
  }

  skip(tag: number): void {
    const wireType = tag & 7;
    if (wireType === 0) this.uint();
    else if (wireType === 2) this.advance(this.length());
    else if (wireType === 1) this.advance(8);
    else if (wireType === 5) this.advance(4);
    else throw malformed("protobuf: groups are not used by this message");
  }

  advance(bytes: number): void {
    if (bytes > this.end - this.at) throw malformed("protobuf: a field is cut off");
    this.at += bytes;
  }
}
