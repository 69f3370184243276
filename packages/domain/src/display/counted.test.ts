import { expect, test } from "vitest";
import { counted } from "./counted.ts";

test.each([
  [0, "0 rows are refused"],
  [1, "1 row is refused"],
  [2, "2 rows are refused"],
  [21, "21 rows are refused"],
])("%d is told as %s, and not 1 rows", (count, told) => {
  expect(counted(count, "row is refused", "rows are refused")).toBe(told);
});
