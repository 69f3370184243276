/** Writes protobuf wire format, enough of it for a sender of samples. */
export class ProtoWriter {
  readonly #parts: number[] = [];

  text(field: number, value: string): this {
    return this.bytes(field, new TextEncoder().encode(value));
  }

  bytes(field: number, value: Uint8Array): this {
    this.#varint(field * 8 + 2);
    this.#varint(value.length);
    for (const byte of value) this.#parts.push(byte);
    return this;
  }

  packed(field: number, values: readonly number[]): this {
    const inner = new ProtoWriter();
    for (const value of values) inner.#varint(value);
    return this.bytes(field, inner.finish());
  }

  double(field: number, value: number): this {
    this.#varint(field * 8 + 1);
    for (const byte of new Uint8Array(new Float64Array([value]).buffer)) this.#parts.push(byte);
    return this;
  }

  int64(field: number, value: number): this {
    this.#varint(field * 8);
    this.#varint(value);
    return this;
  }

  finish(): Uint8Array {
    return Uint8Array.from(this.#parts);
  }

  #varint(value: number): void {
    let rest = value;
    while (rest >= 128) {
      this.#parts.push((rest % 128) + 128);
      rest = Math.floor(rest / 128);
    }
    this.#parts.push(rest);
  }
}
