import type { Plan, PlanValue } from "@aidc/contract";
import { expect, test } from "vitest";
import { checkPlan, plannedFor } from "./planned-for.ts";

const pue = (period: string, value: number): PlanValue => ({
  figure: "energy.pue",
  period,
  value,
  unit: "ratio",
});
const version = (number: number, ...values: PlanValue[]): Plan => ({
  version: number,
  source: `minutes ${number}`,
  note: "",
  values,
  publishedAt: "2026-01-01T00:00:00Z",
  publishedBy: "n",
  contentSha256: "",
});

test.each([
  ["nothing was published", [], "2026", null],
  ["the period's own", [version(1, pue("2026", 1.3))], "2026", [1.3, 1]],
  ["a year makes no month", [version(1, pue("2026", 1.3))], "2026-05", null],
  ["a year makes no quarter", [version(1, pue("2026", 1.3))], "2026-Q2", null],
  ["months make no year", [version(1, pue("2026-01", 1.3))], "2026", null],
  ["the newest of two", [version(1, pue("2026", 1.3)), version(2, pue("2026", 1.25))], "2026", [1.25, 2]],
  ["in any order", [version(2, pue("2026", 1.25)), version(1, pue("2026", 1.3))], "2026", [1.25, 2]],
  [
    "a later version of other periods leaves it as it was",
    [version(1, pue("2026", 1.3)), version(2, pue("2027", 1.2))],
    "2026",
    [1.3, 1],
  ],
])("the plan that counts: %s", (_what, versions, period, expected) => {
  const [found] = plannedFor(versions, period);
  expect(found ? [found.value, found.version] : null).toEqual(expected);
});

test("each figure has its own, by figure", () => {
  const racks = { figure: "racks.occupancy_u", period: "2026", value: 0.8, unit: "ratio" };
  const found = plannedFor([version(1, racks, pue("2026", 1.3)), version(2, pue("2026", 1.2))], "2026");
  expect(found.map(({ figure, value }) => [figure, value])).toEqual([
    ["energy.pue", 1.2],
    ["racks.occupancy_u", 0.8],
  ]);
});

const known = new Map([
  ["energy.pue", { name: "pue", unit: "ratio" }],
  ["energy.it", { name: "it_energy", unit: "kWh" }],
  ["leases.occupancy", { name: "occupancy", unit: "ratio" }],
]);
test.each([
  ["a figure that reports do not know", { figure: "energy.puu" }, "values.1.figure", "energy.pue, energy.it"],
  ["another unit", { figure: "energy.it", unit: "MWh" }, "values.1.unit", 'in "kWh"'],
  ["a PUE below 1", { value: 0.5, period: "2027" }, "values.1.value", "is 0.5; a PUE is never below 1"],
  [
    "8,000 %",
    { figure: "leases.occupancy", value: 80 },
    "values.1.value",
    "is 80; a share is a ratio from 0 to 1",
  ],
  ["a share below 0", { figure: "leases.occupancy", value: -0.1 }, "values.1.value", "write 0.8 for 80 %"],
  ["the same twice", {}, "values.1", "a second time"],
])("refused: %s", (_what, change, path, words) => {
  const issues = checkPlan(version(1, pue("2026", 1.3), { ...pue("2026", 1.2), ...change }), known);
  expect(issues).toEqual([{ path, message: expect.stringContaining(words) }]);
});
