import { expect, test } from "vitest";
import { axisOf, runsOf } from "./common-axis.ts";

test("energies begin at zero and reach to the greatest of all centers", () => {
  expect(axisOf([40, null, 90], "zero")).toEqual({ from: 0, to: 90 });
  expect(axisOf([0], "zero")).toEqual({ from: 0, to: 1 });
});

test("a ratio is drawn over what is known, and nothing is drawn of nothing", () => {
  const axis = axisOf([1.2, 1.3], "least");
  expect(axis?.from).toBeLessThan(1.2);
  expect(axis?.to).toBeGreaterThan(1.3);
  expect(axisOf([null], "least")).toBeNull();
});

test("a gap ends a line; the naive line runs across it", () => {
  expect(runsOf([1, 2, null, 3, null])).toEqual([
    [
      { at: 0, value: 1 },
      { at: 1, value: 2 },
    ],
    [{ at: 3, value: 3 }],
  ]);
});
