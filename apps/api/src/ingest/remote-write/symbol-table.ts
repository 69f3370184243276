import { malformed, tooLarge } from "./wire-fault.ts";
import { WireReader } from "./wire-reader.ts";

const reader = new WireReader();

/** Where each symbol of a 2.0 request lies in its message. Symbol 0 is the empty string, by the specification. */
export class SymbolTable {
  from = new Int32Array(256);
  to = new Int32Array(256);
  count = 0;
  readonly #maxSymbols: number;

  constructor(maxSymbols: number) {
    this.#maxSymbols = maxSymbols;
  }

  /** One pass over the top level: the order of symbols and series is the sender's choice. */
  read(message: Uint8Array): void {
    this.count = 0;
    reader.open(message, 0, message.length);
    while (reader.at < message.length) {
      const tag = reader.tag();
      if (tag !== 0x22) {
        if (tag >>> 3 === 4) throw malformed("protobuf: a symbol is not a string");
        reader.skip(tag);
        continue;
      }
      const size = reader.length();
      this.#add(reader.at, reader.at + size);
      reader.at += size;
    }
    if (this.count > 0 && this.from[0] !== this.to[0]) throw malformed("symbols[0] is not the empty string");
  }

  #add(from: number, to: number): void {
    if (this.count >= this.#maxSymbols)
      throw tooLarge(`more than ${this.#maxSymbols} symbols in one request`);
    if (this.count === this.from.length) {
      const size = this.from.length * 2;
      const nextFrom = new Int32Array(size);
      const nextTo = new Int32Array(size);
      nextFrom.set(this.from);
      nextTo.set(this.to);
      this.from = nextFrom;
      this.to = nextTo;
    }
    this.from[this.count] = from;
    this.to[this.count] = to;
    this.count++;
  }
}
