import { deflateRawSync, inflateRawSync } from "node:zlib";
import type { BitReader, BitWriter } from "./bits.ts";
import {
  readIntegers,
  undoZigzag,
  undoZigzagDeltas,
  writeIntegers,
  zigzag,
  zigzagDeltas,
} from "./integer-column.ts";

/** Differences of scaled values stay exact below this. */
const exactLimit = 2 ** 51;
const scales = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000] as const;
/** In the place of a number of decimals. */
const doubles = 7;
/** No chunk unpacks to more: 2 hours of one series at 1 kHz. */
const maxBytes = 7_200_000 * 8;
/** A chunk is a few kilobytes: a small window and table make deflate cheap to start. */
const deflateOptions = { level: 6, windowBits: 12, memLevel: 6 } as const;

/**
 * Values of one chunk, lossless to the bit. Decimal values, as meters send them: their differences as integers.
 * Anything else: the bytes of the doubles in planes (the upper ones hardly change), deflated.
 * @returns what follows the bits as whole bytes
 */
export function writeValues(out: BitWriter, values: Float64Array): Uint8Array {
  const decimals = decimalsOf(values);
  out.write(decimals ?? doubles, 3);
  if (decimals === null) return packDoubles(values);
  const scale = scales[decimals] as number;
  const scaled = values.map((value) => Math.round(value * scale));
  out.writeSized(zigzag(scaled[0] ?? 0));
  writeIntegers(out, zigzagDeltas(scaled));
  return new Uint8Array(0);
}

export function readValues(input: BitReader, count: number): Float64Array {
  const decimals = input.read(3);
  if (decimals === doubles) return unpackDoubles(input.rest(), count);
  const first = undoZigzag(input.readSized());
  const scale = scales[decimals] as number;
  return undoZigzagDeltas(first, readIntegers(input, count - 1)).map((scaled) => scaled / scale);
}

/** The smallest scale that brings every value to an integer and back bit by bit; null when none does. */
function decimalsOf(values: Float64Array): number | null {
  let decimals = 0;
  for (const value of values) {
    while (!isExact(value, scales[decimals] as number)) if (++decimals === scales.length) return null;
  }
  // A value that was exact with fewer decimals need not be with more, so the chosen scale is checked as a whole.
  const scale = scales[decimals] as number;
  for (const value of values) if (!isExact(value, scale)) return null;
  return decimals;
}

function isExact(value: number, scale: number): boolean {
  const scaled = Math.round(value * scale);
  // Differences cannot carry the sign of -0. NaN fails every comparison.
  if (scaled === 0) return Object.is(value, 0);
  return scaled < exactLimit && scaled > -exactLimit && scaled / scale === value;
}

function packDoubles(values: Float64Array): Uint8Array {
  const count = values.length;
  const source = new Uint8Array(values.slice().buffer);
  const planes = new Uint8Array(source.length);
  for (let plane = 0; plane < 8; plane++)
    for (let at = 0; at < count; at++) planes[plane * count + at] = source[at * 8 + plane] as number;
  return deflateRawSync(planes, deflateOptions);
}

function unpackDoubles(packed: Uint8Array, count: number): Float64Array {
  const planes = inflateRawSync(packed, { maxOutputLength: maxBytes });
  const values = new Float64Array(count);
  const target = new Uint8Array(values.buffer);
  for (let plane = 0; plane < 8; plane++)
    for (let at = 0; at < count; at++) target[at * 8 + plane] = planes[plane * count + at] as number;
  return values;
}
