/**
 * Integers of one width laid out plane by plane: all lowest bytes, then all second bytes, and so on. The upper
 * planes of small differences are nearly all zero, which is what deflate is good at.
 */
export function writePlanes(values: Float64Array, width: number, out: Uint8Array, at: number): number {
  const count = values.length;
  for (let index = 0; index < count; index++) {
    let rest = values[index] as number;
    for (let plane = 0; plane < width; plane++) {
      out[at + plane * count + index] = rest % 256;
      rest = Math.floor(rest / 256);
    }
  }
  return at + width * count;
}

export function readPlanes(bytes: Uint8Array, at: number, width: number, count: number): Float64Array {
  const values = new Float64Array(count);
  for (let index = 0; index < count; index++) {
    let value = 0;
    for (let plane = width - 1; plane >= 0; plane--)
      value = value * 256 + (bytes[at + plane * count + index] as number);
    values[index] = value;
  }
  return values;
}

/** Bytes that the largest of these non-negative integers needs; 0 when all are zero. */
export function planeWidth(values: Float64Array): number {
  let largest = 0;
  for (const value of values) if (value > largest) largest = value;
  let width = 0;
  while (largest >= 1) {
    width++;
    largest = Math.floor(largest / 256);
  }
  return width;
}

/** Differences as non-negative integers: 0, -1, 1, -2, ... become 0, 1, 2, 3, ... (exact below 2^52). */
export function zigzagDeltas(values: Float64Array): Float64Array {
  const deltas = new Float64Array(Math.max(0, values.length - 1));
  for (let index = 0; index < deltas.length; index++) {
    const delta = (values[index + 1] as number) - (values[index] as number);
    deltas[index] = delta >= 0 ? delta * 2 : -delta * 2 - 1;
  }
  return deltas;
}

export function undoZigzagDeltas(first: number, deltas: Float64Array): Float64Array {
  const values = new Float64Array(deltas.length + 1);
  values[0] = first;
  for (let index = 0; index < deltas.length; index++) {
    const coded = deltas[index] as number;
    const delta = coded % 2 === 0 ? coded / 2 : -(coded + 1) / 2;
    values[index + 1] = (values[index] as number) + delta;
  }
  return values;
}
