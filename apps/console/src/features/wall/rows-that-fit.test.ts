import { expect, it } from "vitest";
import { rowsThatFit } from "./rows-that-fit.ts";

it.each([
  ["all of them, where they fit", { rows: [40, 80, 120], more: null, room: 120 }, 3],
  ["fewer, with room for the line that tells of the rest", { rows: [40, 80, 120], more: 20, room: 130 }, 2],
  ["the first in any case", { rows: [90, 180], more: 20, room: 60 }, 1],
  ["all of them where nothing is laid out", { rows: [0, 0], more: 0, room: 0 }, 2],
])("%s", (_name, measured, count) => {
  expect(rowsThatFit(measured)).toBe(count);
});
