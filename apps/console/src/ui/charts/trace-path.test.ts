import { expect, it } from "vitest";
import { tracePath } from "./trace-path.ts";

const box = { width: 100, height: 50, inset: 0 };
const points = (...values: (number | null)[]) => values.map((value, index) => ({ atMs: index, value }));

it("a gap breaks the line", () => {
  expect(tracePath(points(1, 2, null, 3, 4), box).path.match(/M/g)).toHaveLength(2);
});
it("the end mark is the newest point, and there is none when the line ends in a gap", () => {
  expect(tracePath(points(1, 2), box).last?.x).toBe(100);
  expect(tracePath(points(1, 2, null), box).last).toBeNull();
});
it("nothing known draws nothing", () => {
  expect(tracePath(points(null, null), box)).toEqual({ path: "", last: null });
});
it("a flat line stays in the middle instead of filling the box with noise", () => {
  expect(tracePath(points(1_000, 1_001), box).path).toBe("M0.0 26.2L100.0 23.8");
});
