import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { PueInput } from "./pue.ts";
import { pueCategory, pueFigure, rollUpPue } from "./pue.ts";

const day = 86_400_000;
const year = { fromMs: Date.parse("2025-01-01T00:00:00Z"), toMs: Date.parse("2026-01-01T00:00:00Z") };
const lengthMs = year.toMs - year.fromMs;
const kwh = (amount: number) => BigInt(amount) * 3_600_000_000n;

const site: PueInput = {
  window: year,
  timeZone: "UTC",
  itBoundary: "it_input",
  facilityMj: kwh(1_300_000),
  itMj: kwh(1_000_000),
  jointCoveredMs: lengthMs,
  ratedItPowerW: 200_000,
  grade: "metered",
  inputs: [],
};

describe("PUE", () => {
  const table: [string, Partial<PueInput>, object][] = [
    ["is the ratio of energies", {}, { value: 1.3, status: "valid", coverage: 1 }],
    ["of exactly 1 is possible", { facilityMj: kwh(1_000_000) }, { value: 1, status: "valid" }],
    [
      "is valid from 99 % joint coverage",
      { jointCoveredMs: 0.99 * lengthMs },
      { value: 1.3, status: "valid" },
    ],
    ["is provisional below", { jointCoveredMs: 0.9899 * lengthMs }, { value: 1.3, status: "provisional" }],
    ["is provisional from 95 %", { jointCoveredMs: 0.95 * lengthMs }, { value: 1.3, status: "provisional" }],
    [
      "is withheld below 95 %",
      { jointCoveredMs: 0.9499 * lengthMs },
      { value: null, reason: "coverage_low", status: "invalid" },
    ],
    [
      "has no value without joint data",
      { jointCoveredMs: 0 },
      { value: null, reason: "no_data", coverage: 0 },
    ],
    ["needs a facility meter", { facilityMj: null }, { value: null, reason: "no_meter" }],
    ["needs an IT meter", { itMj: null }, { value: null, reason: "no_meter" }],
    [
      "below 1 is withheld, never clamped",
      { facilityMj: kwh(999_999) },
      { value: null, reason: "below_one", status: "invalid" },
    ],
    ["needs IT load: zero over zero", { facilityMj: 0n, itMj: 0n }, { value: null, reason: "no_it_load" }],
    ["needs IT load: below 1 % of the rating", { itMj: kwh(17_000) }, { value: null, reason: "no_it_load" }],
    ["needs IT load: just above 1 % of the rating", { itMj: kwh(17_600) }, { value: 1_300_000 / 17_600 }],
    [
      "needs IT load: something over zero, unrated",
      { ratedItPowerW: null, itMj: 0n },
      { value: null, reason: "no_it_load" },
    ],
    ["negative IT energy is no load", { itMj: -kwh(5) }, { value: null, reason: "no_it_load" }],
    [
      "without a rating 1 % of the facility is enough",
      { ratedItPowerW: null, itMj: kwh(13_000) },
      { value: 100 },
    ],
    [
      "above 100 one side is wrong: withheld, never clamped",
      { ratedItPowerW: null, itMj: kwh(12_999) },
      { value: null, reason: "contradicted", status: "invalid" },
    ],
    [
      "a typo of 10^9 kWh is no facility",
      { facilityMj: kwh(1_000_059_319) },
      { value: null, reason: "contradicted" },
    ],
    ["carries the grade of its inputs", { grade: "replayed" }, { grade: "replayed" }],
  ];
  test.each(table)("%s", (_, change, expected) => {
    expect(pueFigure({ ...site, ...change })).toMatchObject(expected);
  });

  test("says category and whether it is interim", () => {
    expect(pueFigure(site).method).toEqual({ id: "pue", version: 1, category: "PUE3" });
    expect(pueFigure({ ...site, itBoundary: "ups_output" }).method.category).toBe("PUE1");
    expect(pueFigure({ ...site, itBoundary: "pdu_output" }).method.category).toBe("PUE2");
    const shorter = { fromMs: year.fromMs, toMs: year.toMs - 1 };
    expect(pueCategory("it_input", shorter, "UTC")).toBe("iPUE3");
  });

  test("twelve months are counted in the center's zone", () => {
    const fromMs = Date.parse("2024-02-29T16:00:00Z"); // 1 March in Shanghai
    expect(pueCategory("it_input", { fromMs, toMs: fromMs + 365 * day }, "Asia/Shanghai")).toBe("PUE3");
    expect(pueCategory("it_input", { fromMs, toMs: fromMs + 364 * day }, "Asia/Shanghai")).toBe("iPUE3");
  });

  test("is never NaN, below 1 or above 100, whatever goes in", () => {
    const energy = fc.option(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), { nil: null });
    const covered = fc.integer({ min: 0, max: lengthMs });
    const rated = fc.option(fc.double({ min: 1, max: 1e9, noNaN: true }), { nil: null });
    fc.assert(
      fc.property(energy, energy, covered, rated, (facilityMj, itMj, jointCoveredMs, ratedItPowerW) => {
        const { value, reason, status } = pueFigure({
          ...site,
          facilityMj,
          itMj,
          jointCoveredMs,
          ratedItPowerW,
        });
        if (value === null) expect([reason, status]).toEqual([expect.any(String), "invalid"]);
        else expect(value >= 1 && value <= 100).toBe(true);
      }),
    );
  });
});

describe("roll-up over sites", () => {
  const large = { ...site, facilityMj: kwh(1_300_000), itMj: kwh(1_000_000) };
  const small = { ...site, facilityMj: kwh(40_000), itMj: kwh(20_000) };

  test("is the ratio of the sums, not the mean of the ratios", () => {
    expect(rollUpPue([large, small])?.value).toBeCloseTo(1_340_000 / 1_020_000, 12);
    expect(rollUpPue([large, small])?.value).not.toBeCloseTo((1.3 + 2) / 2, 1);
  });
  test("the worst coverage and grade decide, and one unknown makes all unknown", () => {
    expect(
      rollUpPue([large, { ...small, jointCoveredMs: 0.96 * lengthMs, grade: "modelled" }]),
    ).toMatchObject({ status: "provisional", grade: "modelled" });
    expect(rollUpPue([large, { ...small, facilityMj: null }])).toMatchObject({
      value: null,
      reason: "no_meter",
    });
  });
  test("sites of different category are not comparable, and no sites have none", () => {
    expect(rollUpPue([large, { ...small, itBoundary: "ups_output" }])).toBeNull();
    expect(rollUpPue([])).toBeNull();
  });
});
