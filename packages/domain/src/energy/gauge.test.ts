import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { deliveriesArbitrary, seconds, series, settle, splitWindowArbitrary } from "../samples.fixture.ts";
import { integrateGauge } from "./gauge.ts";
import { kwhOf } from "./integral.ts";

const gap = 45_000;

describe("energy from power", () => {
  const table = [
    {
      name: "constant power for an hour",
      samples: [
        [0, 1000],
        [3600, 1000],
      ],
      window: [0, 3600],
      gapMs: 4e6,
      mJ: 3_600_000_000n,
      covered: 3600,
    },
    {
      name: "a ramp is its mean",
      samples: [
        [0, 0],
        [10, 100],
      ],
      window: [0, 10],
      gapMs: gap,
      mJ: 500_000n,
      covered: 10,
    },
    {
      name: "irregular samples weigh by time",
      samples: [
        [0, 100],
        [1, 100],
        [31, 400],
      ],
      window: [0, 31],
      gapMs: gap,
      mJ: 7_600_000n,
      covered: 31,
    },
    {
      name: "both edges are interpolated",
      samples: [
        [0, 0],
        [10, 100],
        [20, 0],
      ],
      window: [5, 15],
      gapMs: gap,
      mJ: 750_000n,
      covered: 10,
    },
    {
      name: "a window inside one segment",
      samples: [
        [0, 0],
        [10, 100],
      ],
      window: [4, 6],
      gapMs: gap,
      mJ: 100_000n,
      covered: 2,
    },
    {
      name: "a gap adds neither energy nor coverage",
      samples: [
        [0, 100],
        [10, 100],
        [3610, 100],
        [3620, 100],
      ],
      window: [0, 3620],
      gapMs: gap,
      mJ: 2_000_000n,
      covered: 20,
    },
    {
      name: "exactly the largest gap still counts",
      samples: [
        [0, 100],
        [45, 100],
      ],
      window: [0, 45],
      gapMs: gap,
      mJ: 4_500_000n,
      covered: 45,
    },
    {
      name: "negative power is kept signed",
      samples: [
        [0, -100],
        [10, -100],
      ],
      window: [0, 10],
      gapMs: gap,
      mJ: -1_000_000n,
      covered: 10,
    },
    {
      name: "half a unit rounds away from zero",
      samples: [
        [0, 0.0005],
        [1, 0.0005],
      ],
      window: [0, 1],
      gapMs: gap,
      mJ: 1n,
      covered: 1,
    },
    {
      name: "minus half a unit too",
      samples: [
        [0, -0.0005],
        [1, -0.0005],
      ],
      window: [0, 1],
      gapMs: gap,
      mJ: -1n,
      covered: 1,
    },
    {
      name: "nothing is carried past the last sample",
      samples: [
        [0, 100],
        [10, 100],
      ],
      window: [0, 60],
      gapMs: gap,
      mJ: 1_000_000n,
      covered: 10,
    },
    {
      name: "one sample covers nothing",
      samples: [[5, 100]],
      window: [0, 10],
      gapMs: gap,
      mJ: 0n,
      covered: 0,
    },
    {
      name: "an empty window",
      samples: [
        [0, 100],
        [10, 100],
      ],
      window: [5, 5],
      gapMs: gap,
      mJ: 0n,
      covered: 0,
    },
    {
      name: "a stale marker ends the series before it",
      samples: [
        [0, 100],
        [10, 100],
        [20, Number.NaN],
        [30, 100],
        [40, 100],
      ],
      window: [0, 40],
      gapMs: gap,
      mJ: 2_000_000n,
      covered: 20,
    },
  ] as const;

  test.each(table)("$name", ({ samples, window: [from, to], gapMs, mJ, covered }) => {
    const result = integrateGauge(series(samples), seconds(from, to), gapMs, 1);
    expect(result.integral).toBe(mJ);
    expect(result.coveredMs).toBe(covered * 1000);
  });

  test("least and greatest value include the interpolated edges", () => {
    const samples = series([
      [0, 0],
      [10, 100],
      [20, 0],
    ]);
    expect(integrateGauge(samples, seconds(5, 12), gap, 1)).toMatchObject({ min: 50, max: 100, samples: 1 });
    expect(integrateGauge(samples, seconds(2, 8), gap, 1)).toMatchObject({ min: 20, max: 80, samples: 0 });
  });

  test("a lone sample is seen although it covers nothing", () => {
    const result = integrateGauge(series([[0, 7]]), seconds(0, 1), gap, 1);
    expect(result).toMatchObject({ min: 7, max: 7, samples: 1, coveredMs: 0 });
  });

  test("no samples: nothing is known", () => {
    expect(integrateGauge(series([]), seconds(0, 60), gap, 1)).toEqual({
      integral: 0n,
      coveredMs: 0,
      min: null,
      max: null,
      samples: 0,
      resets: 0,
    });
  });

  test("a sum beyond 2^53 stays exact to the unit", () => {
    // 50 MW for four days in half-hour segments, each one mJ more than a round number.
    const pairs = Array.from({ length: 193 }, (_, i) => [i * 1800, 50_000_000 + 1 / 1_800_000] as const);
    const result = integrateGauge(series(pairs), seconds(0, 345_600), 2_000_000, 1);
    expect(result.integral > BigInt(Number.MAX_SAFE_INTEGER)).toBe(true);
    expect(result.integral).toBe(17_280_000_000_000_000n + 192n);
    expect(kwhOf(result.integral)).toBeCloseTo(4_800_000, 6);
  });
});

describe("properties", () => {
  const watts = fc.double({ min: -1e6, max: 1e6, noNaN: true });

  test("any order and any repetition of deliveries gives the same energy", () => {
    const shuffled = deliveriesArbitrary(watts).chain((samples) =>
      fc.tuple(
        fc.constant(samples),
        fc.shuffledSubarray([...samples, ...samples], { minLength: samples.length * 2 }),
      ),
    );
    fc.assert(
      fc.property(shuffled, splitWindowArbitrary, ([once, often], window) => {
        expect(integrateGauge(settle(often), window, gap, 1)).toEqual(
          integrateGauge(settle(once), window, gap, 1),
        );
      }),
    );
  });

  test("a window that is split adds up exactly", () => {
    fc.assert(
      fc.property(
        deliveriesArbitrary(watts),
        splitWindowArbitrary,
        (deliveries, { fromMs, toMs, middleMs }) => {
          const samples = settle(deliveries);
          const whole = integrateGauge(samples, { fromMs, toMs }, gap, 1);
          const left = integrateGauge(samples, { fromMs, toMs: middleMs }, gap, 1);
          const right = integrateGauge(samples, { fromMs: middleMs, toMs }, gap, 1);
          expect(left.integral + right.integral).toBe(whole.integral);
          expect(left.coveredMs + right.coveredMs).toBe(whole.coveredMs);
          expect(left.samples + right.samples).toBe(whole.samples);
        },
      ),
    );
  });

  test("coverage lies in the window and the mean between least and greatest value", () => {
    fc.assert(
      fc.property(deliveriesArbitrary(watts), splitWindowArbitrary, (deliveries, window) => {
        const { integral, coveredMs, min, max } = integrateGauge(settle(deliveries), window, gap, 1);
        expect(coveredMs).toBeGreaterThanOrEqual(0);
        expect(coveredMs).toBeLessThanOrEqual(window.toMs - window.fromMs);
        if (coveredMs === 0 || min === null || max === null) return;
        // Each of at most 61 segments was rounded once, each cut one twice.
        expect(Number(integral)).toBeGreaterThanOrEqual(min * coveredMs - 65);
        expect(Number(integral)).toBeLessThanOrEqual(max * coveredMs + 65);
      }),
    );
  });
});
