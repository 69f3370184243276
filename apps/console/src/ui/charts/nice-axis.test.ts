import { expect, it } from "vitest";
import { niceAxis } from "./nice-axis.ts";

it.each([
  [[1.293, 1.318], [1.29, 1.295, 1.3, 1.305, 1.31, 1.315, 1.32], 3],
  [[1.26, 1.36], [1.26, 1.28, 1.3, 1.32, 1.34, 1.36], 2],
  [[0, 1000], [0, 200, 400, 600, 800, 1000], 0],
  [[0.1, 1.2], [0, 0.25, 0.5, 0.75, 1, 1.25], 2],
  [[-3, 4], [-4, -2, 0, 2, 4], 0],
  [[1.3], [1.3, 1.35], 2],
  [[0], [0, 0.2], 1],
  [[Number.NaN], [], 0],
] as const)("%j has ticks %j with %d decimals each", (values, ticks, digits) => {
  expect(niceAxis(values)).toEqual({ ticks, digits });
});
