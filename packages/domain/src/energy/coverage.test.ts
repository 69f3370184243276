import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  counterRules,
  deliveriesArbitrary,
  gaugeRules,
  seconds,
  series,
  settle,
  splitWindowArbitrary,
  stepRules,
} from "../samples.fixture.ts";
import { totalMs } from "../time/intervals.ts";
import { coveredIntervals, integrateJointly } from "./coverage.ts";
import { integrate } from "./roll-up.ts";

const inSeconds = (intervals: readonly { fromMs: number; toMs: number }[]) =>
  intervals.map(({ fromMs, toMs }) => [fromMs / 1000, toMs / 1000]);

describe("covered time", () => {
  test("of a gauge: between samples that are near enough, cut at the window", () => {
    const samples = series([
      [0, 1],
      [30, 1],
      [60, 1],
      [200, 1],
      [230, 1],
    ]);
    expect(inSeconds(coveredIntervals(samples, seconds(10, 220), gaugeRules))).toEqual([
      [10, 60],
      [200, 220],
    ]);
  });
  test("of a step: one interval after the last sample", () => {
    const samples = series([
      [0, 1],
      [30, 1],
      [200, 1],
    ]);
    expect(inSeconds(coveredIntervals(samples, seconds(0, 300), stepRules))).toEqual([
      [0, 45],
      [200, 215],
    ]);
  });
  test("of a register: a silence cannot be divided, but may count as a whole", () => {
    const samples = series([
      [0, 1],
      [15, 2],
      [200, 30],
      [215, 31],
    ]);
    expect(inSeconds(coveredIntervals(samples, seconds(0, 215), counterRules))).toEqual([
      [0, 15],
      [200, 215],
    ]);
    expect(inSeconds(coveredIntervals(samples, seconds(0, 215), counterRules, true))).toEqual([[0, 215]]);
    expect(inSeconds(coveredIntervals(samples, seconds(5, 100), counterRules, true))).toEqual([[5, 15]]);
  });
  test("of a register: not across another meter", () => {
    const samples = series([
      [0, 900_000_000],
      [15, 4_321_000],
      [30, 4_321_001],
    ]);
    expect(inSeconds(coveredIntervals(samples, seconds(0, 30), counterRules))).toEqual([[15, 30]]);
  });

  test.each([
    ["gauge", gaugeRules],
    ["step", stepRules],
  ])("of a %s is as long as its integral says", (_, rules) => {
    fc.assert(
      fc.property(
        deliveriesArbitrary(fc.integer({ min: 0, max: 9 })),
        splitWindowArbitrary,
        (deliveries, window) => {
          const samples = settle(deliveries);
          const covered = coveredIntervals(samples, window, rules);
          expect(totalMs(covered)).toBe(integrate(samples, window, rules).coveredMs);
        },
      ),
    );
  });
});

describe("joint integrals", () => {
  const facility = series([
    [0, 1500],
    [30, 1500],
    [60, 1500],
    [90, 1500],
    [120, 1500],
  ]);
  const it = series([
    [0, 1000],
    [30, 1000],
    [90, 1000],
    [120, 1000],
  ]);

  test("both sides are taken over the time that both cover", () => {
    const joint = integrateJointly(
      [
        { samples: facility, rules: gaugeRules },
        { samples: it, rules: gaugeRules },
      ],
      seconds(0, 120),
    );
    expect(inSeconds(joint.covered)).toEqual([
      [0, 30],
      [90, 120],
    ]);
    expect(joint.coveredMs).toBe(60_000);
    expect(joint.integrals.map((part) => part.integral)).toEqual([90_000_000n, 60_000_000n]);
  });

  test("an input without data leaves nothing to compare", () => {
    const joint = integrateJointly(
      [
        { samples: facility, rules: gaugeRules },
        { samples: series([]), rules: gaugeRules },
      ],
      seconds(0, 120),
    );
    expect(joint.coveredMs).toBe(0);
    expect(joint.integrals.every((part) => part.integral === 0n)).toBe(true);
  });

  test("no inputs cover nothing", () => {
    expect(integrateJointly([], seconds(0, 120)).coveredMs).toBe(0);
  });

  test("a mean over joint time stays between the extremes of each input, in any order of inputs", () => {
    const values = deliveriesArbitrary(fc.integer({ min: 100, max: 200 }));
    fc.assert(
      fc.property(values, values, splitWindowArbitrary, (a, b, window) => {
        const [x, y] = [a, b].map((deliveries) => ({ samples: settle(deliveries), rules: gaugeRules }));
        if (!x || !y) return;
        const forward = integrateJointly([x, y], window);
        const backward = integrateJointly([y, x], window);
        expect(forward.integrals).toEqual([...backward.integrals].reverse());
        expect(forward.integrals.every((part) => part.coveredMs === forward.coveredMs)).toBe(true);
        expect(forward.coveredMs).toBeLessThanOrEqual(window.toMs - window.fromMs);
      }),
    );
  });
});
