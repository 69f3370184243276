import { describe, expect, test } from "vitest";
import { addIntegrals, coverageOf, firstNotBefore, kwhOf, meanOf, roundHalfAway } from "./integral.ts";

test.each([
  [0.5, 1],
  [-0.5, -1],
  [2.5, 3],
  [-2.5, -3],
  [0.49999999999999994, 0],
  [1e15, 1e15],
])("%d rounds to %d", (value, rounded) => {
  expect(roundHalfAway(value)).toBeCloseTo(rounded, 20);
});

test("kWh of millijoules keep what a double can hold", () => {
  expect(kwhOf(3_600_000_000n)).toBe(1);
  expect(kwhOf(1n)).toBe(1 / 3.6e9);
  expect(kwhOf(-3_600_000_001n)).toBe(-1 - 1 / 3.6e9);
  // 438 GWh: one year of 50 MW, and a third of a kWh.
  expect(kwhOf(438_000_000n * 3_600_000_000n + 1_200_000_000n)).toBe(438_000_000 + 1 / 3);
});

test("the mean is over covered time, unknown without any", () => {
  expect(meanOf({ integral: 500_000n, coveredMs: 1000 }, 1)).toBe(500);
  expect(meanOf({ integral: 25_000n * 1000n, coveredMs: 1000 }, 1000)).toBe(25);
  expect(meanOf({ integral: 0n, coveredMs: 0 }, 1)).toBeNull();
});

test("coverage is a share of the window", () => {
  expect(coverageOf(50, { fromMs: 0, toMs: 100 })).toBe(0.5);
  expect(coverageOf(0, { fromMs: 5, toMs: 5 })).toBe(0);
  expect(coverageOf(150, { fromMs: 0, toMs: 100 })).toBe(1);
});

test("the first time that is not before", () => {
  const times = Float64Array.of(10, 20, 20, 30);
  expect([5, 10, 15, 20, 30, 31].map((at) => firstNotBefore(times, at))).toEqual([0, 0, 1, 1, 3, 4]);
});

describe("adding integrals", () => {
  const part = { integral: 5n, coveredMs: 10, min: 1, max: 4, samples: 2, resets: 1 };
  test("adds everything and keeps the extremes", () => {
    expect(addIntegrals([part, { ...part, min: -2, max: 3 }])).toEqual({
      integral: 10n,
      coveredMs: 20,
      min: -2,
      max: 4,
      samples: 4,
      resets: 2,
    });
  });
  test("an unknown extreme does not become 0", () => {
    expect(addIntegrals([{ ...part, min: null, max: null }, part])).toMatchObject({ min: 1, max: 4 });
    expect(addIntegrals([])).toMatchObject({ integral: 0n, coveredMs: 0, min: null, max: null });
  });
});
