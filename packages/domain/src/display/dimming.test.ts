import { expect, it } from "vitest";
import { brightnessAt, minutesOf } from "./dimming.ts";

const night = { from: "22:00", to: "06:30", level: 0.5 };
const noon = { from: "12:00", to: "13:00", level: 0.8 };

it.each([
  ["21:59", night, 1],
  ["22:00", night, 0.5],
  ["00:00", night, 0.5],
  ["06:29", night, 0.5],
  ["06:30", night, 1],
  ["11:59", noon, 1],
  ["12:30", noon, 0.8],
  ["13:00", noon, 1],
  ["12:00", { ...noon, to: "12:00" }, 1],
  ["03:00", null, 1],
] as const)("at %s with %o: %f", (time, dimming, level) => {
  expect(brightnessAt(minutesOf(time), dimming)).toBe(level);
});
