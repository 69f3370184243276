import type { Figure, ReportFigure } from "@aidc/contract";
import { expect, test } from "vitest";
import { comparedRow, comparisonOf, differenceOf, otherReport } from "./comparison.ts";

const figure = (change: Partial<Figure>): Figure => ({
  name: "pue",
  value: 1.2,
  unit: "ratio",
  coverage: 1,
  status: "valid",
  grade: "metered",
  from: "2026-05-01T00:00:00Z",
  to: "2026-06-01T00:00:00Z",
  inputs: [],
  method: { id: "pue", version: 1, category: "iPUE2" },
  ...change,
});
const pue3 = { id: "pue", version: 1, category: "iPUE3" };

const energy = (value: number, coverage: number) =>
  figure({
    name: "facility_energy",
    unit: "kWh",
    value,
    coverage,
    method: { id: "facility_energy", version: 1 },
  });

test.each([
  ["a sum that is known well enough", energy(62_000, 0.97), energy(60_000, 1), { by: 2_000, isShare: false }],
  ["a ratio by its difference", figure({ value: 1.25 }), figure({}), { by: 0.05, isShare: false }],
  [
    "a share in percentage points, not in percent of itself",
    figure({ name: "occupancy", value: 0.8 }),
    figure({ name: "occupancy", value: 0.6 }),
    { by: 20, isShare: true, unit: "pp" },
  ],
])("%s", (_what, one, other, expected) => {
  const { by, ...rest } = expected;
  expect(differenceOf(one, other)).toMatchObject({ kind: "known", by: expect.closeTo(by, 9), ...rest });
});

test.each([
  ["another category of PUE", figure({}), figure({ method: pue3 }), "other_category"],
  ["unknown is not 0", figure({}), figure({ value: null, reason: "no_meter" }), "no_meter"],
  ["withheld", figure({ value: null, reason: "suppressed" }), figure({}), "suppressed"],
  ["another unit", figure({}), figure({ unit: "kWh" }), "mixed_units"],
  ["nothing to compare with", figure({}), null, "not_compared"],
  [
    "a month's energy with two hours of the one before",
    energy(62_000, 1),
    energy(12.5, 0.003),
    "coverage_low",
  ],
  ["two hours with the whole month before", energy(12.5, 0.003), energy(62_000, 1), "coverage_low"],
])("is not compared: %s", (_what, one, other, reason) => {
  expect(differenceOf(one, other)).toEqual({ kind: "unknown", reason });
});

test("an address says whose report is read beside this one", () => {
  const own = { center: "a", period: "2024-Q1" };
  expect(otherReport(comparisonOf(undefined), own)).toEqual({ center: "a", period: "2023-Q4" });
  expect(otherReport(comparisonOf("lastYear"), own)).toEqual({ center: "a", period: "2023-Q1" });
  expect(otherReport(comparisonOf("center:b"), own)).toEqual({ center: "b", period: "2024-Q1" });
  expect(otherReport(comparisonOf("plan"), own)).toBeNull();
});

const row: ReportFigure = {
  id: "energy.pue",
  title: { en: "PUE", zh: "PUE" },
  figure: figure({ value: 1.25 }),
  formula: "",
  digits: 3,
  previous: null,
  lastYear: null,
  limit: { side: "at_most", value: 1.5, source: "a decree", kept: true },
};
const planned = {
  figure: "energy.pue",
  value: 1.2,
  unit: "ratio",
  version: 1,
  source: "budget",
  publishedAt: "2026-01-01T00:00:00Z",
};
test.each([
  [
    "the plan of the period, not the limit",
    "plan",
    [planned],
    { kind: "known", by: expect.closeTo(0.05, 9) },
  ],
  ["a plan of other figures", "plan", [{ ...planned, figure: "energy.it" }], { reason: "no_plan" }],
  ["a plan that has not come", "plan", undefined, { reason: "not_compared" }],
  ["the limit under its own name", "limit", [planned], { kind: "known", by: expect.closeTo(-0.25, 9) }],
])("stands beside %s", (_what, asked, plan, expected) => {
  const { difference } = comparedRow(row, comparisonOf(asked), {
    other: undefined,
    planned: plan,
    isRunning: false,
  });
  expect(difference).toMatchObject(expected);
});

test("a sum of a month that still runs is held against no plan of the whole month; a ratio is", () => {
  const sum = figure({
    name: "facility_energy",
    value: 200,
    unit: "kWh",
    method: { id: "facility_energy", version: 1 },
  });
  const beside = (isRunning: boolean) => ({
    other: undefined,
    isRunning,
    planned: [{ ...planned, figure: "energy.facility", value: 300, unit: "kWh" }, planned],
  });
  const energy = { ...row, id: "energy.facility", figure: sum };
  const asked = comparisonOf("plan");
  expect(comparedRow(energy, asked, beside(true)).difference).toEqual({
    kind: "unknown",
    reason: "window_mismatch",
  });
  expect(comparedRow(energy, asked, beside(false)).difference).toMatchObject({ by: -100 });
  expect(comparedRow(row, asked, beside(true)).difference).toMatchObject({ kind: "known" });
});
