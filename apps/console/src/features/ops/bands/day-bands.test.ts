import type { Band } from "@aidc/contract";
import { expect, it } from "vitest";
import { findDayKinds } from "./day-bands.ts";

const night: Band = { id: "night", from: "22:00", to: "06:00", factor: "0.5" };

it("a band that wraps midnight is drawn at both ends of the day", () => {
  const [day, ...others] = findDayKinds([night]);
  expect(others).toEqual([]);
  expect(
    day?.pieces.map(({ fromMinute, toMinute, band }) => [fromMinute, toMinute, band?.id ?? null]),
  ).toEqual([
    [0, 360, "night"],
    [360, 1320, null],
    [1320, 1440, "night"],
  ]);
});
it("weekdays and months make kinds of days, and the first band that holds counts", () => {
  const weekend: Band = { id: "weekend", from: "00:00", to: "00:00", weekdays: [6, 7], factor: "0.7" };
  const summer: Band = { id: "summer", from: "12:00", to: "14:00", months: [7, 8], factor: "2" };
  const kinds = findDayKinds([weekend, summer]);
  expect(kinds.map(({ weekdays, months }) => [weekdays, months.length])).toEqual([
    [[1, 2, 3, 4, 5], 10],
    [[6, 7], 10],
    [[1, 2, 3, 4, 5], 2],
    [[6, 7], 2],
  ]);
  expect(kinds[3]?.pieces).toHaveLength(1);
});
