import { expect, test } from "vitest";
import { askedPeriod, kindOf, lastEnded, stepPeriod } from "./period-names.ts";

test.each([
  ["2024-12", 1, "2025-01"],
  ["2024-01", -1, "2023-12"],
  ["2024-Q4", 1, "2025-Q1"],
  ["2024-Q1", -1, "2023-Q4"],
  ["2024", -1, "2023"],
  ["2024-05", -12, "2023-05"],
])("%s and %i is %s", (name, by, next) => {
  expect(stepPeriod(name, by)).toBe(next);
  expect(kindOf(next)).toBe(kindOf(name));
});

test.each([
  ["month", "2026-05-31T17:00:00Z", "2026-05"],
  ["month", "2026-05-31T15:00:00Z", "2026-04"],
  ["quarter", "2026-06-30T16:00:00Z", "2026-Q2"],
  ["year", "2025-12-31T16:00:00Z", "2025"],
] as const)("the last %s that has ended in Shanghai at %s is %s", (kind, at, name) => {
  expect(lastEnded(kind, Date.parse(at), "Asia/Shanghai")).toBe(name);
});

test.each([
  ["2026-02", "2026-02", null],
  ["2026-Q1", "2026-Q1", null],
  [undefined, "2026-04", null],
  ["2026-99", "2026-04", "2026-99"],
  ["2026-05", "2026-05", null],
  ["2026", "2026", null],
  ["2026-06", "2026-04", "2026-06"],
  ["2026-Q3", "2026-04", "2026-Q3"],
  ["2031", "2026-04", "2031"],
  ["last month", "2026-04", "last month"],
  ["", "2026-04", null],
])("an address that asks for %s shows %s and says what it could not read", (asked, period, unread) => {
  const atMs = Date.parse("2026-05-31T15:00:00Z");
  expect(askedPeriod(asked, atMs, "Asia/Shanghai")).toEqual({ period, unread });
});
