import { planeWidth, readPlanes, undoZigzagDeltas, writePlanes, zigzagDeltas } from "./byte-planes.ts";

/** Differences of scaled values stay exact below this. */
const exactLimit = 2 ** 51;
const maxDecimals = 6;
const doublesMarker = 255;

/** Meters speak in few decimals: the smallest scale that brings every value to an integer and back bit by bit. */
function decimalsOf(values: Float64Array): number | null {
  let decimals = 0;
  for (const value of values) {
    while (!isExact(value, decimals)) if (++decimals > maxDecimals) return null;
  }
  // A value that was exact with fewer decimals need not be with more, so the chosen scale is checked as a whole.
  for (const value of values) if (!isExact(value, decimals)) return null;
  return decimals;
}

function isExact(value: number, decimals: number): boolean {
  const scale = 10 ** decimals;
  const scaled = Math.round(value * scale);
  // Differences cannot carry the sign of -0.
  return Math.abs(scaled) < exactLimit && !Object.is(scaled, -0) && Object.is(scaled / scale, value);
}

/**
 * Values of one chunk, lossless to the bit. Decimal values: scale, first value, plane width, differences in
 * planes. Anything else: the eight bytes of each double in planes.
 */
export function encodeValues(values: Float64Array): Uint8Array {
  const decimals = decimalsOf(values);
  return decimals === null ? encodeDoubles(values) : encodeDecimals(values, decimals);
}

function encodeDecimals(values: Float64Array, decimals: number): Uint8Array {
  const scale = 10 ** decimals;
  const scaled = values.map((value) => Math.round(value * scale));
  const deltas = zigzagDeltas(scaled);
  const width = planeWidth(deltas);
  const bytes = new Uint8Array(10 + width * deltas.length);
  bytes[0] = decimals;
  bytes[1] = width;
  new DataView(bytes.buffer).setFloat64(2, scaled[0] ?? Number.NaN, true);
  writePlanes(deltas, width, bytes, 10);
  return bytes;
}

function encodeDoubles(values: Float64Array): Uint8Array {
  const count = values.length;
  const source = new DataView(values.buffer, values.byteOffset, values.byteLength);
  const bytes = new Uint8Array(1 + 8 * count);
  bytes[0] = doublesMarker;
  for (let index = 0; index < count; index++) {
    for (let plane = 0; plane < 8; plane++)
      bytes[1 + plane * count + index] = source.getUint8(index * 8 + plane);
  }
  return bytes;
}

export function decodeValues(bytes: Uint8Array, count: number): Float64Array {
  if (bytes[0] === doublesMarker) return decodeDoubles(bytes, count);
  const scale = 10 ** (bytes[0] as number);
  const first = new DataView(bytes.buffer, bytes.byteOffset).getFloat64(2, true);
  const deltas = readPlanes(bytes, 10, bytes[1] as number, count - 1);
  return undoZigzagDeltas(first, deltas).map((scaled) => scaled / scale);
}

function decodeDoubles(bytes: Uint8Array, count: number): Float64Array {
  const values = new Float64Array(count);
  const target = new DataView(values.buffer);
  for (let index = 0; index < count; index++) {
    for (let plane = 0; plane < 8; plane++)
      target.setUint8(index * 8 + plane, bytes[1 + plane * count + index] as number);
  }
  return values;
}
