import fc from "fast-check";
import { expect, test } from "vitest";
import type { RecordedSeries } from "./recording.ts";
import { clip, countSamples, sliceBySamples, tidy } from "./recording.ts";

const reading = fc.record({ timeMs: fc.integer({ min: 0, max: 50 }), value: fc.integer({ min: 0, max: 5 }) });
const columns = (readings: readonly { timeMs: number; value: number }[]) => ({
  timesMs: readings.map((one) => one.timeMs),
  values: readings.map((one) => one.value),
});
const series = (...timesMs: number[]): RecordedSeries => ({
  labels: { __name__: "x" },
  timesMs: Float64Array.from(timesMs),
  values: Float64Array.from(timesMs),
});

test("the order of a file and its repeats decide nothing", () => {
  fc.assert(
    fc.property(fc.array(reading), fc.array(fc.nat()), (readings, order) => {
      const shuffled = readings
        .map((one, index) => ({ one, at: order[index] ?? 0 }))
        .sort((a, b) => a.at - b.at);
      const first = tidy(columns(readings));
      const second = tidy(columns([...shuffled.map(({ one }) => one), ...readings]));
      expect([second.timesMs, second.values]).toEqual([first.timesMs, first.values]);
    }),
  );
});

test("every instant once, in order, and nothing uncounted", () => {
  fc.assert(
    fc.property(fc.array(reading), (readings) => {
      const { timesMs, repeats, contradictions } = tidy(columns(readings));
      expect([...timesMs]).toEqual([...new Set(readings.map((one) => one.timeMs))].sort((a, b) => a - b));
      expect(timesMs.length + repeats + contradictions).toBe(readings.length);
    }),
  );
});

test("the lower of two values for one instant is kept and counted", () => {
  expect(tidy({ timesMs: [5, 5, 5], values: [6218, 6190, 6190] })).toMatchObject({
    values: Float64Array.of(6190),
    repeats: 1,
    contradictions: 1,
  });
});

test("clipping is half-open and leaves out what is empty", () => {
  const [clipped] = clip([series(1, 2, 3, 4)], 2, 4);
  expect([...(clipped?.timesMs ?? [])]).toEqual([2, 3]);
  expect(clip([series(1, 2)], 3, 9)).toEqual([]);
});

test("slices hold every sample once, in time order", () => {
  const sorted = fc
    .uniqueArray(fc.integer({ min: 0, max: 200 }))
    .map((times) => series(...times.sort((a, b) => a - b)));
  fc.assert(
    fc.property(fc.array(sorted, { maxLength: 5 }), fc.integer({ min: 1, max: 20 }), (all, size) => {
      const slices = sliceBySamples(all, size);
      const count = slices.flat().reduce((sum, one) => sum + one.timesMs.length, 0);
      expect(count).toBe(countSamples({ series: all }));
      const spans = slices.map((slice) => slice.flatMap((one) => Array.from(one.timesMs)));
      for (const [index, span] of spans.entries())
        expect(Math.max(...(spans[index - 1] ?? [-1]))).toBeLessThan(Math.min(...span));
    }),
  );
});
