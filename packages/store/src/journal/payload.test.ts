import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodePayload, encodePayload } from "./payload.ts";

const anyDouble = fc.double({ noDefaultInfinity: false, noNaN: false });
const sample = (value: fc.Arbitrary<number>, time: fc.Arbitrary<number>) =>
  fc.tuple(fc.integer({ min: 1, max: 0x7fffffff }), time, value);

function columnsOf(samples: readonly (readonly [number, number, number])[]) {
  return {
    seriesIds: Int32Array.from(samples, (s) => s[0]),
    timesMs: Float64Array.from(samples, (s) => s[1]),
    values: Float64Array.from(samples, (s) => s[2]),
  };
}
const bits = (values: Float64Array) => new BigUint64Array(values.slice().buffer);

describe("a journal payload", () => {
  it("gives back every id, time and bit of every value", () => {
    const kinds = fc.oneof(
      fc.array(sample(anyDouble, anyDouble.filter(Number.isFinite))),
      fc.array(sample(fc.integer({ min: 0, max: 700 }), fc.integer({ min: 0, max: 4_000_000_000_000 }))),
      fc.array(sample(fc.float({ noNaN: true }), fc.constant(1_700_000_000_000))),
    );
    fc.assert(
      fc.property(kinds, (samples) => {
        const columns = columnsOf(samples);
        const back = decodePayload(encodePayload(columns));
        expect(back.seriesIds).toEqual(columns.seriesIds);
        expect(back.timesMs).toEqual(columns.timesMs);
        expect(bits(back.values)).toEqual(bits(columns.values));
      }),
    );
  });

  it("keeps the bits of a stale marker", () => {
    const values = new Float64Array(new BigUint64Array([0x7ff0000000000002n]).buffer);
    const payload = encodePayload({ seriesIds: Int32Array.of(1), timesMs: Float64Array.of(5), values });
    expect(bits(decodePayload(payload).values)[0]).toBe(0x7ff0000000000002n);
  });

  it("spends 4 bytes a sample on one step of neighbouring series with short values", () => {
    const samples = Array.from({ length: 2000 }, (_, i) => [i + 1, 1_700_000_000_000, i % 100] as const);
    expect(encodePayload(columnsOf(samples)).length).toBeLessThan(2000 * 4 + 64);
  });

  it("refuses a version it does not know", () => {
    const payload = encodePayload(columnsOf([[1, 2, 3]]));
    payload[0] = 9;
    expect(() => decodePayload(payload)).toThrow(RangeError);
  });
});
