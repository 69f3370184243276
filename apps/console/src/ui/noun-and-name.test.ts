import { expect, it } from "vitest";
import { nounAndName } from "./noun-and-name.ts";

it.each([
  ["机柜", "B-07", "机柜 B-07"],
  ["机柜", "机柜 R6", "机柜 R6"],
  ["机柜", "机柜R6", "机柜R6"],
  ["Rack", "rack-12", "rack-12"],
  ["rack", "Rack R6", "Rack R6"],
  ["rack", "racket-1", "rack racket-1"],
  ["Rack", "R6", "Rack R6"],
])("%s and %s are %s", (noun, name, told) => {
  expect(nounAndName(noun, name)).toBe(told);
});
