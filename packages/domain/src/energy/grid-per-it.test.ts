import { describe, expect, test } from "vitest";
import { gridPerItFigure } from "./grid-per-it.ts";

const window = { fromMs: 0, toMs: 86_400_000 };
const kwh = (amount: number) => BigInt(amount) * 3_600_000_000n;
/** 75 kW of the grid and 5 kW of the sun feed 52 kW of IT for a day: the facility's PUE is 80 / 52. */
const day = {
  window,
  suppliedMj: kwh(75 * 24),
  itMj: kwh(52 * 24),
  jointCoveredMs: 86_400_000,
  ratedItPowerW: null,
  grade: "metered" as const,
  inputs: [],
};

describe("grid energy per IT energy", () => {
  test("leaves the sun out, and may be below 1 where PUE may not", () => {
    expect(gridPerItFigure(day)).toMatchObject({ value: 75 / 52, status: "valid", grade: "metered" });
    expect(gridPerItFigure({ ...day, suppliedMj: kwh(26 * 24) })).toMatchObject({ value: 0.5 });
  });
  test.each([
    ["no meter of the grid", { suppliedMj: null }, "no_meter"],
    ["nothing known together", { jointCoveredMs: 0 }, "no_data"],
    ["known together for less than 95 % of the time", { jointCoveredMs: 80_000_000 }, "coverage_low"],
    ["no IT load", { itMj: 0n }, "no_it_load"],
  ] as const)("is not told: %s", (_, change, reason) => {
    expect(gridPerItFigure({ ...day, ...change })).toMatchObject({ value: null, reason });
  });
});
