import { describe, expect, test } from "vitest";
import { seconds, series } from "../samples.fixture.ts";
import { peakOfBucketMeans, peakOfSum, sumOnGrid } from "./peak.ts";

const gauge = (pairs: Parameters<typeof series>[0]) => ({ samples: series(pairs), maxGapMs: 45_000 });

describe("peak of a sum", () => {
  test("is not the sum of peaks", () => {
    const a = gauge([
      [0, 100],
      [10, 0],
    ]);
    const b = gauge([
      [0, 0],
      [10, 100],
    ]);
    expect(peakOfSum([a, b], seconds(0, 11))).toEqual({ value: 100, atMs: 0, contributors: 2 });
  });
  test("meets series that are sampled at different times", () => {
    const a = gauge([
      [0, 0],
      [10, 100],
      [20, 0],
    ]);
    const b = gauge([
      [0, 50],
      [15, 50],
      [30, 50],
    ]);
    expect(peakOfSum([a, b], seconds(0, 30))).toEqual({ value: 150, atMs: 10_000, contributors: 2 });
  });
  test("counts the interpolated start, not the end, of the window", () => {
    const ramp = gauge([
      [0, 100],
      [10, 0],
    ]);
    expect(peakOfSum([ramp], seconds(5, 10))).toEqual({ value: 50, atMs: 5000, contributors: 1 });
    expect(
      peakOfSum(
        [
          gauge([
            [0, 0],
            [10, 100],
          ]),
        ],
        seconds(0, 10),
      )?.value,
    ).toBe(0);
  });
  test("adds nothing across a gap", () => {
    const gapped = gauge([
      [0, 100],
      [100, 100],
    ]);
    const steady = gauge([
      [0, 1],
      [40, 1],
      [80, 1],
    ]);
    expect(sumOnGrid([gapped, steady], Float64Array.of(0, 40_000, 80_000, 100_000, 200_000))).toMatchObject({
      sums: Float64Array.of(101, 1, 1, 100, Number.NaN),
      contributors: Int32Array.of(2, 1, 1, 1, 0),
    });
  });
  test("is unknown without samples", () => {
    expect(peakOfSum([gauge([])], seconds(0, 10))).toBeNull();
    expect(peakOfSum([], seconds(0, 10))).toBeNull();
  });
});

describe("peak of bucket means", () => {
  const bucket = (startMs: number, watts: number, coveredMs = 300_000) => ({
    startMs,
    integral: BigInt(watts * coveredMs),
    coveredMs,
  });
  test("adds points per bucket, mean over covered time", () => {
    const points = [
      [bucket(0, 100), bucket(300_000, 300, 150_000)],
      [bucket(0, 150), bucket(300_000, 50)],
    ];
    expect(peakOfBucketMeans(points, 1)).toEqual({ value: 350, atMs: 300_000, contributors: 2 });
  });
  test("the earliest of equal peaks, in any order; nothing where nothing is covered", () => {
    expect(peakOfBucketMeans([[bucket(300_000, 5), bucket(0, 5)]], 1)?.atMs).toBe(0);
    expect(peakOfBucketMeans([[{ startMs: 0, integral: 0n, coveredMs: 0 }]], 1)).toBeNull();
  });
});
