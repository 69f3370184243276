import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { RegisterRules } from "./register.ts";
import { registerDifference, stepOfRegister } from "./register.ts";

const mJ = 3_600_000;
const minute = 60_000;
const hour = 3_600_000;
const rules: RegisterRules = { integralScale: mJ };

describe("difference of two readings", () => {
  test("decimals are exact: 1 000 000 - 999 987.4 + 12.9 = 25.5", () => {
    expect(1_000_000 - 999_987.4 + 12.9).not.toBe(25.5);
    const sum = registerDifference(999_987.4, 1_000_000, mJ) + registerDifference(0, 12.9, mJ);
    expect(sum).toBe(25.5 * mJ);
  });

  test("tenths of a Wh add up to the unit, however they are split", () => {
    const tenths = fc.integer({ min: 0, max: 1_000_000_000 });
    fc.assert(
      fc.property(tenths, tenths, tenths, (a, b, c) => {
        const [x = 0, y = 0, z = 0] = [a, b, c].sort((p, q) => p - q).map((t) => t / 10);
        const split = registerDifference(x, y, mJ) + registerDifference(y, z, mJ);
        expect(split).toBe(registerDifference(x, z, mJ));
        expect(split).toBe((Math.max(a, b, c) - Math.min(a, b, c)) * (mJ / 10));
      }),
    );
  });
});

describe("a register that counts on", () => {
  test("adds the difference, however long the time between", () => {
    expect(stepOfRegister(0, 100, 3 * hour, 400, rules)).toEqual({ delta: 300 * mJ, reset: false });
  });
  test("standing still is known energy: none", () => {
    expect(stepOfRegister(0, 100, minute, 100, rules)).toEqual({ delta: 0, reset: false });
  });
});

describe("a decrease", () => {
  const meter: RegisterRules = { ...rules, modulus: 1_000_000, ratedPowerW: 2000 };
  const table = [
    {
      name: "rolls over at the modulus",
      from: 999_987.4,
      to: 12.9,
      time: hour,
      rules: meter,
      wh: 25.5,
      reset: false,
    },
    {
      name: "rolls over without a known rating",
      from: 999_990,
      to: 5,
      time: minute,
      rules: { ...rules, modulus: 1_000_000 },
      wh: 15,
      reset: false,
    },
    {
      name: "is a reset below 90 % of the modulus",
      from: 500_000,
      to: 10,
      time: hour,
      rules: meter,
      wh: 10,
      reset: true,
    },
    {
      name: "is no rollover above 10 % of it, and too much for a reset",
      from: 990_000,
      to: 200_000,
      time: hour,
      rules: meter,
      wh: null,
      reset: true,
    },
    {
      name: "is no rollover when the power would be beyond the rating",
      from: 900_000,
      to: 100,
      time: hour,
      rules: meter,
      wh: 100,
      reset: true,
    },
    {
      name: "above the modulus is no reading of this meter",
      from: 1_200_000,
      to: 10,
      time: hour,
      rules: meter,
      wh: 10,
      reset: true,
    },
    {
      name: "is a reset without a modulus: the new value, a lower bound",
      from: 100,
      to: 5,
      time: minute,
      rules,
      wh: 5,
      reset: true,
    },
    { name: "to zero adds nothing yet", from: 100, to: 0, time: minute, rules, wh: 0, reset: true },
    {
      name: "to another meter's 4 321 kWh adds nothing",
      from: 900_000_000,
      to: 4_321_000,
      time: minute,
      rules,
      wh: null,
      reset: true,
    },
    {
      name: "to another meter's 4 321 kWh adds nothing, rated",
      from: 900_000_000,
      to: 4_321_000,
      time: hour,
      rules: { ...rules, ratedPowerW: 50_000 },
      wh: null,
      reset: true,
    },
    {
      name: "to less than zero is no reading",
      from: 100,
      to: -1,
      time: minute,
      rules,
      wh: null,
      reset: true,
    },
    {
      name: "one tick of a coarse register is no excess of power",
      from: 990_000,
      to: 10_000,
      time: 15_000,
      rules: { ...meter, resolution: 20_000 },
      wh: 20_000,
      reset: false,
    },
    {
      name: "just below 90 % of the modulus is no rollover",
      from: 890_000,
      to: 10,
      time: minute,
      rules: { ...rules, modulus: 1_000_000 },
      wh: 10,
      reset: true,
    },
    {
      name: "from 90 % to 10 % is one",
      from: 900_000,
      to: 100_000,
      time: minute,
      rules: { ...rules, modulus: 1_000_000 },
      wh: 200_000,
      reset: false,
    },
    {
      name: "just above 10 % of it is none",
      from: 990_000,
      to: 101_000,
      time: minute,
      rules: { ...rules, modulus: 1_000_000 },
      wh: null,
      reset: true,
    },
    {
      name: "a reset explained by 1.1 x rating counts",
      from: 500_000,
      to: 2200,
      time: hour,
      rules: meter,
      wh: 2200,
      reset: true,
    },
    {
      name: "a reset beyond 1.1 x rating does not",
      from: 500_000,
      to: 2201,
      time: hour,
      rules: meter,
      wh: null,
      reset: true,
    },
  ];
  test.each(table)("$name", ({ from, to, time, rules: of, wh, reset }) => {
    const { delta, reset: found } = stepOfRegister(0, from, time, to, of);
    expect(delta === null ? null : delta / mJ).toBe(wh);
    expect(found).toBe(reset);
  });
});

describe("a meter exchange", () => {
  const exchange = { atMs: 30_000, finalReading: 900_120, initialReading: 4321 };
  const withRecord: RegisterRules = { ...rules, exchanges: [exchange] };

  test("joins old and new meter by its record", () => {
    expect(stepOfRegister(0, 900_100, minute, 4331, withRecord)).toEqual({ delta: 30 * mJ, reset: false });
  });
  test("counts only in the segment it falls into", () => {
    expect(stepOfRegister(minute, 4331, 2 * minute, 4341, withRecord).delta).toBe(10 * mJ);
    expect(stepOfRegister(0, 900_000, 29_000, 900_100, withRecord).delta).toBe(100 * mJ);
  });
  test("joins a new meter that starts higher", () => {
    const higher: RegisterRules = {
      ...rules,
      exchanges: [{ atMs: 30_000, finalReading: 110, initialReading: 5000 }],
    };
    expect(stepOfRegister(0, 100, minute, 5020, higher).delta).toBe(30 * mJ);
  });
  test("two exchanges in one segment, recorded in any order", () => {
    const later = { atMs: 50_000, finalReading: 4330, initialReading: 7 };
    const twice: RegisterRules = { ...rules, exchanges: [later, exchange] };
    expect(stepOfRegister(0, 900_100, minute, 8, twice).delta).toBe(30 * mJ);
  });
  test("recorded for a time when the new register had counted already, it invents nothing", () => {
    // 4,321 kWh is what the new one began with; 118,679 kWh in a quarter of an hour would be 475 MW.
    const late = { atMs: 2 * hour, finalReading: 123_000_000, initialReading: 4_321_000 };
    const step = (ratedPowerW?: number) =>
      stepOfRegister(1.75 * hour, 4_321_050, 2 * hour, 4_321_100, {
        ...rules,
        ratedPowerW,
        exchanges: [late],
      });
    expect(step(500_000)).toEqual({ delta: null, reset: true });
    expect(step()).toEqual({ delta: null, reset: true });
  });
  test("a record that contradicts the readings joins nothing", () => {
    expect(stepOfRegister(0, 900_200, minute, 4331, withRecord)).toEqual({ delta: null, reset: true });
    expect(stepOfRegister(0, 900_100, minute, 4000, withRecord)).toEqual({ delta: null, reset: true });
  });
});
