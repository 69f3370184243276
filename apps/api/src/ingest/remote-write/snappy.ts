import { malformed, tooLarge } from "./wire-fault.ts";

/**
 * Snappy block format (never framed), as remote write uses it: a varint with the unpacked length, then literals
 * and back references. Source: github.com/google/snappy, format_description.txt.
 *
 * Own decoder because the length header must be judged before anything is allocated, and because unpacking into
 * a buffer that is used again costs a third of a fresh allocation.
 */

/** A buffer above this size is dropped after use, so that one large request does not hold memory for ever. */
const keptBytes = 8 * 1024 * 1024;
/** Copies move four bytes at a time and may write up to three past their end; the next one writes over them. */
const slackBytes = 4;

export class SnappyUnpacker {
  readonly maxUnpackedBytes: number;
  #output = new Uint8Array(64 * 1024);
  #view = new DataView(this.#output.buffer);

  constructor(maxUnpackedBytes: number) {
    this.maxUnpackedBytes = maxUnpackedBytes;
  }

  /**
   * @returns a view that is valid until the next call
   * @throws WireFault `too_large` when the header states more than the limit, `malformed` for anything else
   */
  unpack(packed: Uint8Array): Uint8Array {
    const header = readUnpackedLength(packed);
    if (header.length > this.maxUnpackedBytes) {
      throw tooLarge(`unpacks to ${header.length} bytes, at most ${this.maxUnpackedBytes} are taken`);
    }
    // The densest block is a 3-byte copy of 64 bytes; a header that promises more is a lie and costs no memory.
    if (header.length > packed.length * 22)
      throw malformed("snappy: the stated length cannot come from this input");
    const needed = header.length + slackBytes;
    if (this.#output.length < needed || this.#output.length > keptBytes) {
      this.#output = new Uint8Array(Math.max(needed, Math.min(this.#output.length, keptBytes)));
      this.#view = new DataView(this.#output.buffer);
    }
    unpackBlock(packed, header.bytes, this.#output, this.#view, header.length);
    return this.#output.subarray(0, header.length);
  }
}

/** @returns the unpacked length the block states, and how many bytes the statement takes */
function readUnpackedLength(packed: Uint8Array): { length: number; bytes: number } {
  let length = 0;
  for (let index = 0; index < 5; index++) {
    const byte = packed[index];
    if (byte === undefined) throw malformed("snappy: no length header");
    length += (byte & 0x7f) * 2 ** (7 * index);
    if (byte < 0x80) {
      if (length > 0xffffffff) break;
      return { length, bytes: index + 1 };
    }
  }
  throw malformed("snappy: the length header is not a 32-bit number");
}

/** Every read is checked against `packed.length` and every write against `length` before it happens. */
function unpackBlock(
  packed: Uint8Array,
  start: number,
  output: Uint8Array,
  view: DataView,
  length: number,
): void {
  const source = new DataView(packed.buffer, packed.byteOffset, packed.length);
  const end = packed.length;
  let at = start;
  let written = 0;
  while (at < end) {
    const tag = packed[at++] as number;
    const kind = tag & 3;
    if (kind === 0) {
      let size = (tag >>> 2) + 1;
      if (size > 60) {
        const extra = size - 60;
        if (at + extra > end) throw malformed("snappy: a literal length is cut off");
        size = littleEndian(packed, at, extra) + 1;
        at += extra;
      }
      if (size > end - at) throw malformed("snappy: a literal is cut off");
      if (size > length - written) throw malformed("snappy: more data than the header states");
      copyLiteral(packed, source, at, output, view, written, size);
      at += size;
      written += size;
      continue;
    }
    const offsetBytes = kind === 3 ? 4 : kind;
    if (at + offsetBytes > end) throw malformed("snappy: a copy is cut off");
    const size = kind === 1 ? ((tag >>> 2) & 7) + 4 : (tag >>> 2) + 1;
    const offset =
      kind === 1 ? ((tag >>> 5) << 8) | (packed[at] as number) : littleEndian(packed, at, offsetBytes);
    at += offsetBytes;
    if (offset === 0 || offset > written) throw malformed("snappy: a copy reaches before the start");
    if (size > length - written) throw malformed("snappy: more data than the header states");
    copyWithin(output, view, written - offset, written, size);
    written += size;
  }
  if (written !== length) throw malformed("snappy: less data than the header states");
}

function littleEndian(packed: Uint8Array, at: number, bytes: number): number {
  let value = 0;
  for (let index = bytes - 1; index >= 0; index--) value = value * 256 + (packed[at + index] as number);
  return value;
}

function copyLiteral(
  packed: Uint8Array,
  source: DataView,
  from: number,
  output: Uint8Array,
  view: DataView,
  to: number,
  size: number,
): void {
  if (size > 64) {
    output.set(packed.subarray(from, from + size), to);
  } else if (from + size + slackBytes <= packed.length) {
    for (let at = 0; at < size; at += 4) view.setInt32(to + at, source.getInt32(from + at));
  } else {
    for (let at = 0; at < size; at++) output[to + at] = packed[from + at] as number;
  }
}

/** A copy may overlap its own output, which repeats a pattern: a short distance goes byte by byte. */
function copyWithin(output: Uint8Array, view: DataView, from: number, to: number, size: number): void {
  if (to - from >= 4) {
    for (let at = 0; at < size; at += 4) view.setInt32(to + at, view.getInt32(from + at));
  } else {
    for (let at = 0; at < size; at++) output[to + at] = output[from + at] as number;
  }
}
