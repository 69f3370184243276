import type { Figure } from "@aidc/contract";
import { expect, test } from "vitest";
import { comparisonOf, differenceOf, otherReport } from "./comparison.ts";

const figure = (change: Partial<Figure>): Figure => ({
  ...{ name: "pue", value: 1.2, unit: "ratio", coverage: 1, status: "valid", grade: "metered" },
  ...{ from: "2026-05-01T00:00:00Z", to: "2026-06-01T00:00:00Z", inputs: [] },
  method: { id: "pue", version: 1, category: "iPUE2" },
  ...change,
});
const pue3 = { id: "pue", version: 1, category: "iPUE3" };

test.each([
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
