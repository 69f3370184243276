import { expect, it } from "vitest";
import { heardSpans, inBoth, longestWindowMs, markClock, openClock, silentSpans } from "./past-silence.ts";

const window = { fromMs: 0, toMs: 100_000 };
const everySecond = (fromMs: number, toMs: number) =>
  Float64Array.from({ length: (toMs - fromMs) / 1_000 }, (_, second) => fromMs + second * 1_000);
const clockOf = (...times: Float64Array[]) => {
  const clock = openClock(window);
  for (const timesMs of times) markClock(clock, timesMs);
  return clock;
};
/** A sample speaks for 15 s. */
const sent = { cadences: 3, intervalMs: 5_000, maxGapMs: 15_000, isKnown: true };

it("a device that falls silent while its source goes on is silent from its reach on, until it sends again", () => {
  const times = Float64Array.of(...everySecond(0, 20_000), ...everySecond(60_000, 100_000));
  const heard = heardSpans(times, sent, window);
  expect(silentSpans(heard, clockOf(everySecond(0, 100_000)), window)).toEqual([
    { fromMs: 34_000, toMs: 60_000 },
  ]);
});

it("a source that is lost takes none of its devices along; the first second it is back tells", () => {
  const heard = heardSpans(everySecond(0, 20_000), sent, window);
  expect(silentSpans(heard, clockOf(everySecond(0, 20_000)), window)).toEqual([]);
  const back = clockOf(everySecond(0, 20_000), everySecond(80_000, 100_000));
  expect(silentSpans(heard, back, window)).toEqual([{ fromMs: 80_000, toMs: 100_000 }]);
});

it("what was heard before the window is given its reach; what never was is silent at once", () => {
  const clock = clockOf(everySecond(0, 100_000));
  const none = new Float64Array(0);
  expect(silentSpans(heardSpans(none, sent, window), clock, window)).toEqual([
    { fromMs: 15_000, toMs: 100_000 },
  ]);
  expect(silentSpans(heardSpans(none, { ...sent, isKnown: false }, window), clock, window)).toEqual([
    { fromMs: 0, toMs: 100_000 },
  ]);
});

it("the liveliest point of a device speaks for it", () => {
  const clock = clockOf(everySecond(0, 100_000));
  const quick = heardSpans(everySecond(0, 10_000), { ...sent, intervalMs: 1_000, maxGapMs: 3_000 }, window);
  const slow = heardSpans(
    Float64Array.of(0, 30_000, 60_000, 90_000),
    { ...sent, intervalMs: 30_000, maxGapMs: 90_000 },
    window,
  );
  expect(silentSpans([...quick, ...slow], clock, window)).toEqual([]);
  expect(silentSpans(quick, clock, window)).toEqual([{ fromMs: 12_000, toMs: 100_000 }]);
});

it("of two sources both have to have gone on without it", () => {
  const spans = (...pairs: [number, number][]) => pairs.map(([fromMs, toMs]) => ({ fromMs, toMs }));
  expect(inBoth(spans([0, 10], [20, 30], [40, 50]), spans([5, 25], [28, 45]))).toEqual(
    spans([5, 10], [20, 25], [28, 30], [40, 45]),
  );
  expect(inBoth(spans([0, 10]), [])).toEqual([]);
});

it.each([0, 1, 95, 5_000])(
  "%s clocks of the longest window fit into 100 MB, and of a second more do not",
  (clocks) => {
    const one = (lengthMs: number) => Math.ceil(lengthMs / 1_000) * Math.max(1, clocks);
    const longestMs = longestWindowMs(clocks);
    expect(one(longestMs)).toBeLessThanOrEqual(100_000_000);
    expect(one(longestMs + 1_000)).toBeGreaterThan(100_000_000);
  },
);
