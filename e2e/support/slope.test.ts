import { expect, it } from "vitest";
import { slope } from "./slope.ts";

it("finds the slope of a line, whatever its height, and the middle way through scattered points", () => {
  expect(slope([1, 2, 3].map((x) => ({ x, y: 7 + 2 * x })))).toBeCloseTo(2);
  expect(
    slope([
      { x: 0, y: 0 },
      { x: 1, y: 2 },
      { x: 2, y: 1 },
    ]),
  ).toBeCloseTo(0.5);
  expect(slope([{ x: 1, y: 1 }])).toBeNaN();
});
