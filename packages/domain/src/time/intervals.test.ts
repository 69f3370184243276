import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { gapsIn, holdsAt, intersectIntervals, overlapMs, totalMs, unionIntervals } from "./intervals.ts";

const spans = (...pairs: [number, number][]) => pairs.map(([fromMs, toMs]) => ({ fromMs, toMs }));

describe("sets of intervals", () => {
  test("union joins what overlaps or touches and drops what is empty", () => {
    expect(unionIntervals(spans([5, 9], [0, 3], [3, 4], [7, 12], [20, 20]))).toEqual(spans([0, 4], [5, 12]));
  });
  test("intersection is half-open: touching shares nothing", () => {
    expect(intersectIntervals(spans([0, 5], [10, 20]), spans([5, 12], [18, 30]))).toEqual(
      spans([10, 12], [18, 20]),
    );
  });
  test("gaps are what the window has beside the set", () => {
    expect(gapsIn({ fromMs: 0, toMs: 10 }, spans([-5, 2], [4, 6]))).toEqual(spans([2, 4], [6, 10]));
    expect(gapsIn({ fromMs: 0, toMs: 10 }, spans([0, 10]))).toEqual([]);
    expect(gapsIn({ fromMs: 0, toMs: 10 }, [])).toEqual(spans([0, 10]));
  });
});

describe("open intervals", () => {
  test.each([
    ["closed in closed", { fromMs: 0, toMs: 10 }, { fromMs: 5, toMs: 20 }, 5],
    ["running in closed", { fromMs: 5, toMs: null }, { fromMs: 0, toMs: 20 }, 15],
    ["touching", { fromMs: 0, toMs: 5 }, { fromMs: 5, toMs: 9 }, 0],
    ["apart", { fromMs: 0, toMs: 5 }, { fromMs: 7, toMs: null }, 0],
  ])("%s", (_, a, b, shared) => {
    expect(overlapMs(a, b)).toBe(shared);
    expect(overlapMs(b, a)).toBe(shared);
  });
  test("holds from its start until just before its end", () => {
    const term = { fromMs: 5, toMs: 10 };
    expect([4, 5, 9, 10].map((at) => holdsAt(term, at))).toEqual([false, true, true, false]);
    expect(holdsAt({ fromMs: 5, toMs: null }, 1e15)).toBe(true);
  });
});

describe("properties", () => {
  const anySpan = fc
    .tuple(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 30 }))
    .map(([fromMs, length]) => ({ fromMs, toMs: fromMs + length }));
  const anySet = fc.array(anySpan, { maxLength: 8 }).map(unionIntervals);
  const holds = (set: readonly { fromMs: number; toMs: number }[], at: number) =>
    set.some((span) => holdsAt(span, at));

  test("every instant is in the intersection exactly when it is in both", () => {
    fc.assert(
      fc.property(anySet, anySet, fc.integer({ min: -1, max: 131 }), (a, b, at) => {
        expect(holds(intersectIntervals(a, b), at)).toBe(holds(a, at) && holds(b, at));
        expect(intersectIntervals(a, b)).toEqual(intersectIntervals(b, a));
      }),
    );
  });
  test("set and gaps fill the window", () => {
    fc.assert(
      fc.property(anySet, anySpan, (set, window) => {
        const inside = intersectIntervals(set, window.toMs > window.fromMs ? [window] : []);
        expect(totalMs(inside) + totalMs(gapsIn(window, set))).toBe(window.toMs - window.fromMs);
      }),
    );
  });
});
