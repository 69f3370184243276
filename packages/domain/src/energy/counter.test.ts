import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  counterRules,
  deliveriesArbitrary,
  seconds,
  series,
  settle,
  splitWindowArbitrary,
} from "../samples.fixture.ts";
import { integrateCounter } from "./counter.ts";

const wh = (integral: bigint) => Number(integral) / 3_600_000;

describe("energy from a register", () => {
  test("is the difference of the readings", () => {
    const result = integrateCounter(
      series([
        [0, 100],
        [15, 101],
        [30, 103],
      ]),
      seconds(0, 30),
      counterRules,
    );
    expect(wh(result.integral)).toBe(3);
    expect(result).toMatchObject({ coveredMs: 30_000, samples: 2, min: 100, max: 101, resets: 0 });
  });

  test("interpolates the register at the edges", () => {
    const result = integrateCounter(
      series([
        [0, 0],
        [10, 10],
        [20, 40],
      ]),
      seconds(5, 15),
      counterRules,
    );
    expect(wh(result.integral)).toBe(5 + 15);
  });

  test("is never extrapolated beyond the readings", () => {
    const result = integrateCounter(
      series([
        [20, 100],
        [30, 110],
      ]),
      seconds(0, 60),
      counterRules,
    );
    expect(wh(result.integral)).toBe(10);
    expect(result.coveredMs).toBe(10_000);
  });

  test("knows the energy of a silence that lies inside the window, and covers it", () => {
    const silent = series([
      [0, 100],
      [15, 101],
      [3 * 3600, 5000],
      [3 * 3600 + 15, 5001],
    ]);
    const result = integrateCounter(silent, seconds(0, 3 * 3600 + 15), counterRules);
    expect(wh(result.integral)).toBe(4901);
    expect(result.coveredMs).toBe((3 * 3600 + 15) * 1000);
  });

  test("makes no spike of a silence that a window edge cuts", () => {
    const silent = series([
      [0, 100],
      [15, 101],
      [3 * 3600, 5000],
      [3 * 3600 + 15, 5001],
    ]);
    const hour = integrateCounter(silent, seconds(3600, 2 * 3600), counterRules);
    expect(hour).toMatchObject({ integral: 0n, coveredMs: 0, min: null });
    const lastHour = integrateCounter(silent, seconds(2 * 3600, 4 * 3600), counterRules);
    expect(wh(lastHour.integral)).toBe(1);
  });

  test("flags a reset and counts from zero", () => {
    const result = integrateCounter(
      series([
        [0, 500],
        [15, 501],
        [30, 2],
        [45, 3],
      ]),
      seconds(0, 45),
      counterRules,
    );
    expect(wh(result.integral)).toBe(1 + 2 + 1);
    expect(result).toMatchObject({ resets: 1, coveredMs: 45_000 });
  });

  test("joins nothing over a reset after a long silence", () => {
    const result = integrateCounter(
      series([
        [0, 500],
        [3600, 2],
        [3615, 3],
      ]),
      seconds(0, 3615),
      counterRules,
    );
    expect(wh(result.integral)).toBe(1);
    expect(result).toMatchObject({ resets: 1, coveredMs: 15_000 });
  });

  test("rolls over at its modulus", () => {
    const rules = { ...counterRules, modulus: 1_000_000, ratedPowerW: 10_000 };
    const result = integrateCounter(
      series([
        [0, 999_987.4],
        [30, 12.9],
      ]),
      seconds(0, 30),
      rules,
    );
    expect(wh(result.integral)).toBe(25.5);
    expect(result.resets).toBe(0);
  });

  test("a missing reading joins nothing", () => {
    const result = integrateCounter(
      series([
        [0, 1],
        [15, Number.NaN],
        [30, 3],
      ]),
      seconds(0, 30),
      counterRules,
    );
    expect(result).toMatchObject({ integral: 0n, coveredMs: 0, samples: 1 });
  });
});

describe("properties", () => {
  const rising = deliveriesArbitrary(fc.integer({ min: 0, max: 5000 })).map((deliveries) => {
    let register = 0;
    return [...deliveries]
      .sort((a, b) => a.timeMs - b.timeMs)
      .map(({ timeMs, value }) => {
        register += value;
        return { timeMs, value: register / 10 };
      });
  });

  test("any order and repetition of deliveries gives the same energy", () => {
    fc.assert(
      fc.property(rising, splitWindowArbitrary, (deliveries, window) => {
        const often = settle([...deliveries].reverse().concat(deliveries));
        expect(integrateCounter(often, window, counterRules)).toEqual(
          integrateCounter(settle(deliveries), window, counterRules),
        );
      }),
    );
  });

  test("without a silence a split window adds up exactly", () => {
    const noSilence = { ...counterRules, maxGapMs: 700_000 };
    fc.assert(
      fc.property(rising, splitWindowArbitrary, (deliveries, { fromMs, toMs, middleMs }) => {
        const samples = settle(deliveries);
        const whole = integrateCounter(samples, { fromMs, toMs }, noSilence);
        const left = integrateCounter(samples, { fromMs, toMs: middleMs }, noSilence);
        const right = integrateCounter(samples, { fromMs: middleMs, toMs }, noSilence);
        expect(left.integral + right.integral).toBe(whole.integral);
        expect(left.coveredMs + right.coveredMs).toBe(whole.coveredMs);
      }),
    );
  });

  test("with silences the parts never make more than the whole", () => {
    fc.assert(
      fc.property(rising, splitWindowArbitrary, (deliveries, { fromMs, toMs, middleMs }) => {
        const samples = settle(deliveries);
        const whole = integrateCounter(samples, { fromMs, toMs }, counterRules);
        const left = integrateCounter(samples, { fromMs, toMs: middleMs }, counterRules);
        const right = integrateCounter(samples, { fromMs: middleMs, toMs }, counterRules);
        expect(left.integral + right.integral <= whole.integral).toBe(true);
        expect(whole.coveredMs).toBeLessThanOrEqual(toMs - fromMs);
      }),
    );
  });
});
