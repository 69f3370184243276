import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeChunk, encodeChunk } from "./codec.ts";

const anyTimes = fc.array(fc.integer({ min: 1, max: 10_000_000 }), { maxLength: 300 }).map((steps) => {
  const timesMs = new Float64Array(steps.length);
  let at = 1_577_836_800_000;
  for (const [index, step] of steps.entries()) {
    at += step;
    timesMs[index] = at;
  }
  return timesMs;
});
const decimal = fc
  .tuple(fc.integer({ min: -2_000_000, max: 2_000_000 }), fc.integer({ min: 0, max: 4 }))
  .map(([n, d]) => n / 10 ** d);
const anyValue = fc.oneof(decimal, fc.double(), fc.constant(-0), fc.constant(2 ** 60));
/** Long quiet stretches, small steps and rare jumps, as exporters send them. */
const meterLike = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 40 }), fc.oneof(fc.integer({ min: -3, max: 3 }), fc.integer())), {
    minLength: 1,
    maxLength: 60,
  })
  .map((runs) => {
    let value = 0;
    return runs.flatMap(([length, change]) => {
      value += change;
      return new Array<number>(length).fill(value / 10);
    });
  });
const anyValues = fc.oneof(
  meterLike,
  fc.array(decimal, { minLength: 1 }),
  fc.array(anyValue, { minLength: 1, maxLength: 300 }),
);

function samples(timesMs: Float64Array, values: readonly number[]) {
  return {
    timesMs,
    values: Float64Array.from(timesMs, (_, index) => values[index % values.length] as number),
  };
}

describe("a chunk", () => {
  test("gives back every sample, bit by bit", () => {
    fc.assert(
      fc.property(anyTimes, anyValues, (timesMs, values) => {
        const before = samples(timesMs, values);
        const after = decodeChunk(encodeChunk(before));
        expect(after.timesMs).toEqual(before.timesMs);
        for (const [index, value] of before.values.entries())
          expect(Object.is(after.values[index], value)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test("keeps 0.1 + 0.2 apart from 0.3", () => {
    const before = samples(Float64Array.of(0, 1, 2), [0.3, 0.1 + 0.2, -0]);
    expect(decodeChunk(encodeChunk(before)).values).toEqual(before.values);
  });

  test("of a steady meter costs next to nothing", () => {
    const timesMs = Float64Array.from({ length: 480 }, (_, index) => 1_700_000_000_000 + index * 15_000);
    expect(encodeChunk(samples(timesMs, [6500])).length).toBeLessThan(60);
  });

  test("of a server's power in tenths of a watt stays below two bytes a sample", () => {
    const timesMs = Float64Array.from({ length: 480 }, (_, index) => 1_700_000_000_000 + index * 15_000);
    const values = Array.from(
      { length: 480 },
      (_, index) => Math.round(6850 + 200 * Math.sin(index / 9) + ((index * 7919) % 97)) / 10,
    );
    expect(encodeChunk(samples(timesMs, values)).length / 480).toBeLessThan(2);
  });

  test("costs a few bits where readings seldom change, and no more than their noise where they do", () => {
    const timesMs = Float64Array.from({ length: 480 }, (_, index) => 1_700_000_000_000 + index * 15_000);
    const noise = (index: number, values: number) => ((index * 48_271) % 65_537) % values;
    const seldom = Array.from({ length: 480 }, (_, index) => 60 + Math.floor(index / 25));
    expect(encodeChunk(samples(timesMs, seldom)).length / 480).toBeLessThan(0.12);
    // 3,000 equally likely differences are 11.6 bits
    const noisy = Array.from({ length: 480 }, (_, index) => (400_000 + noise(index, 1500)) / 1000);
    expect(encodeChunk(samples(timesMs, noisy)).length / 480).toBeLessThan(1.7);
  });

  test("that is cut short is refused", () => {
    const chunk = encodeChunk(
      samples(
        Float64Array.from({ length: 99 }, (_, i) => i * i),
        [1, 7, 300, 2],
      ),
    );
    expect(() => decodeChunk(chunk.subarray(0, chunk.length / 2))).toThrow(RangeError);
  });

  test("of another version is refused", () => {
    const chunk = encodeChunk(samples(Float64Array.of(1), [1]));
    chunk[0] = 9;
    expect(() => decodeChunk(chunk)).toThrow("unknown version 9");
  });
});
