import { expect, it } from "vitest";
import { moveFocus, readLines } from "./floor-lines.ts";

/** Two lines of three, and a short one that stands further right. */
const drawn: Record<string, [x: number, y: number]> = {
  a1: [0, 0],
  a2: [10, 0],
  a3: [20, 0],
  b2: [10, 10.2],
  b1: [0, 10],
  b3: [20, 10],
  c1: [18, 30],
};
const cells = Object.values(drawn).map(([x, y]) => ({ x, y, width: 8, height: 8 }));
const lines = readLines(cells, Object.keys(drawn));

it("reads lines from the top down and from left to right", () => {
  expect(lines.map((line) => line.map(({ id }) => id))).toEqual([
    ["a1", "a2", "a3"],
    ["b1", "b2", "b3"],
    ["c1"],
  ]);
});
it.each([
  ["a1", "ArrowRight", "a2"],
  ["a3", "ArrowRight", "b1"],
  ["b1", "ArrowLeft", "a3"],
  ["a2", "ArrowDown", "b2"],
  ["b1", "ArrowDown", "c1"],
  ["c1", "ArrowUp", "b3"],
  ["a2", "Home", "a1"],
  ["a1", "End", "a3"],
  ["c1", "ArrowDown", null],
  ["a1", "ArrowLeft", null],
  ["a1", "x", null],
  ["gone", "ArrowRight", null],
])("from %s, %s leads to %s", (from, key, to) => {
  expect(moveFocus(lines, from, key)).toBe(to);
});
