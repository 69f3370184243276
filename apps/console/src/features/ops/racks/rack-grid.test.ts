import { expect, it } from "vitest";
import { groupRows, moveFocus } from "./rack-grid.ts";
import type { RackRow } from "./rack-row.ts";

const rack = (id: string, hall: string, row: string): RackRow => ({
  ...{ id, name: id, hall, row, tenant: null, state: "live" },
  ...{ powerW: null, powerLimitW: null, powerShareRatio: null, inletCelsius: null },
});
const halls = groupRows([
  rack("b1", "Hall B", "1"),
  ...["a1", "a2", "a3"].map((id) => rack(id, "Hall A", "1")),
  ...["a4", "a5"].map((id) => rack(id, "Hall A", "2")),
]);

it("puts halls and rows in natural order", () => {
  expect(halls.map(({ hall }) => hall)).toEqual(["Hall A", "Hall B"]);
});
it.each([
  ["a1", "ArrowRight", "a2"],
  ["a3", "ArrowRight", "a4"],
  ["a4", "ArrowLeft", "a3"],
  ["a3", "ArrowDown", "a5"],
  ["a5", "ArrowDown", "b1"],
  ["b1", "ArrowUp", "a4"],
  ["a2", "Home", "a1"],
  ["a1", "End", "a3"],
  ["b1", "ArrowDown", null],
  ["a1", "x", null],
])("from %s, %s leads to %s", (from, key, to) => {
  expect(moveFocus(halls, from, key)).toBe(to);
});
