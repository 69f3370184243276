import type { SymbolTable } from "./symbol-table.ts";
import { tooLarge } from "./wire-fault.ts";

const keptBytes = 8 * 1024 * 1024;
/** Texts are copied four bytes at a time; up to three are written too many, and written over by what follows. */
const slackBytes = 4;

/** Writes label sets out as the label fields of a 1.0 TimeSeries: `0a len (0a len name 12 len value)`. */
export class LabelWriter {
  bytes = new Uint8Array(64 * 1024);
  #view = new DataView(this.bytes.buffer);
  length = 0;
  readonly #maxSetBytes: number;
  readonly #maxBytes: number;

  constructor(maxSetBytes: number, maxBytes: number) {
    this.#maxSetBytes = maxSetBytes;
    this.#maxBytes = maxBytes;
  }

  reset(): void {
    this.length = 0;
    if (this.bytes.length > keptBytes) this.#use(new Uint8Array(64 * 1024));
  }

  /**
   * A symbol may be long and named by every label of every series: what is written is bounded, not what is read.
   * A symbol longer than a whole label set is cut just above that limit, so that the series is refused for it.
   */
  write(message: DataView, symbols: SymbolTable, name: number, value: number): void {
    const cut = this.#maxSetBytes + 1;
    const nameFrom = symbols.from[name] as number;
    const nameSize = Math.min((symbols.to[name] as number) - nameFrom, cut);
    const valueFrom = symbols.from[value] as number;
    const valueSize = Math.min((symbols.to[value] as number) - valueFrom, cut);
    const inner = 2 + varintSize(nameSize) + nameSize + varintSize(valueSize) + valueSize;
    this.#reserve(inner + 6 + slackBytes);
    this.#varint(0x0a);
    this.#varint(inner);
    this.#field(0x0a, message, nameFrom, nameSize);
    this.#field(0x12, message, valueFrom, valueSize);
  }

  #field(tag: number, message: DataView, from: number, size: number): void {
    this.#varint(tag);
    this.#varint(size);
    const to = this.length;
    this.length = to + size;
    if (size > 64) {
      this.bytes.set(new Uint8Array(message.buffer, message.byteOffset + from, size), to);
    } else if (from + size + slackBytes <= message.byteLength) {
      const view = this.#view;
      for (let at = 0; at < size; at += 4) view.setInt32(to + at, message.getInt32(from + at));
    } else {
      for (let at = 0; at < size; at++) this.bytes[to + at] = message.getUint8(from + at);
    }
  }

  #varint(value: number): void {
    let rest = value;
    while (rest >= 0x80) {
      this.bytes[this.length++] = (rest & 0x7f) | 0x80;
      rest >>>= 7;
    }
    this.bytes[this.length++] = rest;
  }

  #reserve(size: number): void {
    const needed = this.length + size;
    if (needed <= this.bytes.length) return;
    if (needed > this.#maxBytes)
      throw tooLarge(`labels of one request come to more than ${this.#maxBytes} bytes`);
    const next = new Uint8Array(Math.min(Math.max(this.bytes.length * 2, needed), this.#maxBytes));
    next.set(this.bytes.subarray(0, this.length));
    this.#use(next);
  }

  #use(bytes: Uint8Array<ArrayBuffer>): void {
    this.bytes = bytes;
    this.#view = new DataView(bytes.buffer);
  }
}

function varintSize(value: number): number {
  return value < 0x80 ? 1 : value < 0x4000 ? 2 : value < 0x200000 ? 3 : 4;
}
