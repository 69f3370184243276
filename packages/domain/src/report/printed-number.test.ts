import { expect, test } from "vitest";
import { printedNumber, signedNumber } from "./printed-number.ts";

test.each<[number, number, string]>([
  [0, 1, "0.0"],
  [999.95, 1, "1,000.0"],
  [999.94, 1, "999.9"],
  [-1234.5, 0, "-1,235"],
  [640821.06, 1, "640,821.1"],
  [1234567890, 0, "1,234,567,890"],
  [0.12345, 5, "0.12345"],
  [Number.NaN, 1, "NaN"],
])("%d with %d digits is read as %s", (value, digits, text) => {
  expect(printedNumber(value, digits)).toBe(text);
});

test.each<[number, string]>([
  [0.04, "±0.0"],
  [-0.04, "±0.0"],
  [14558, "+14,558.0"],
  [-0.05, "−0.1"],
])("a difference of %d is read as %s", (by, text) => {
  expect(signedNumber(by, 1)).toBe(text);
});
