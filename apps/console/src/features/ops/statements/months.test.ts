import { expect, it } from "vitest";
import { addMonths, monthOf, windowOfMonth } from "./months.ts";

it.each([
  ["2026-05", 1, "2026-06"],
  ["2026-12", 1, "2027-01"],
  ["2026-01", -1, "2025-12"],
])("%s and %d months is %s", (month, count, expected) => {
  expect(addMonths(month, count)).toBe(expected);
});
it("a month begins and ends at the center's midnight", () => {
  expect(windowOfMonth("2026-05", "Asia/Shanghai")).toEqual({
    fromMs: Date.parse("2026-04-30T16:00:00Z"),
    toMs: Date.parse("2026-05-31T16:00:00Z"),
  });
  expect(monthOf(Date.parse("2026-04-30T16:00:00Z"), "Asia/Shanghai")).toBe("2026-05");
  expect(windowOfMonth("soon", "UTC")).toBeNull();
});
