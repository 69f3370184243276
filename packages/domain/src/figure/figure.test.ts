import { describe, expect, test } from "vitest";
import { makeFigure, statusOfCoverage, worstGrade, worstStatus } from "./figure.ts";
import { methodOfFigure, methods } from "./methods.ts";

const parts = {
  name: "it_energy",
  value: 5,
  unit: "kWh",
  window: { fromMs: 0, toMs: 3_600_000 },
  coverage: 1,
  grade: "metered",
  method: "energy",
  inputs: [],
} as const;

describe("a figure", () => {
  test("says everything a reader needs", () => {
    expect(makeFigure(parts)).toEqual({
      name: "it_energy",
      value: 5,
      unit: "kWh",
      from: "1970-01-01T00:00:00.000Z",
      to: "1970-01-01T01:00:00.000Z",
      coverage: 1,
      status: "valid",
      grade: "metered",
      method: { id: "energy", version: 1 },
      inputs: [],
    });
  });
  test.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])("never shows %d", (value) => {
    expect(makeFigure({ ...parts, value })).toMatchObject({
      value: null,
      reason: "no_data",
      status: "invalid",
    });
  });
  test("without a value always has a reason and is invalid, whatever status was asked for", () => {
    expect(makeFigure({ ...parts, value: null, status: "valid" })).toMatchObject({
      reason: "no_data",
      status: "invalid",
    });
    expect(makeFigure({ ...parts, value: null, reason: "no_meter" }).reason).toBe("no_meter");
  });
  test("zero is a value", () => {
    expect(makeFigure({ ...parts, value: 0 })).toMatchObject({ value: 0, status: "valid" });
  });
});

test.each([
  [1, "valid"],
  [0.99, "valid"],
  [0.989999, "provisional"],
  [0.95, "provisional"],
  [0.949999, "invalid"],
  [0, "invalid"],
])("coverage %d is %s, compared before rounding", (coverage, status) => {
  expect(statusOfCoverage(coverage)).toBe(status);
});

test("the worst of grades and statuses; of nothing, the worst there is", () => {
  expect(worstGrade(["metered", "replayed", "derived"])).toBe("replayed");
  expect(worstGrade([])).toBe("assumed");
  expect(worstStatus(["valid", "provisional"])).toBe("provisional");
  expect(worstStatus([])).toBe("invalid");
});

test("every figure name has a method with formula and standard", () => {
  for (const id of Object.values(methodOfFigure)) {
    expect(methods[id].formula.length).toBeGreaterThan(10);
    expect(methods[id].standard.length).toBeGreaterThan(10);
  }
});
