import { describe, expect, it } from "vitest";
import { periodOf, startOfDate } from "./period.ts";

const zone = "Asia/Shanghai";
const clock = Date.parse("2026-05-22T03:07:31Z");
const iso = (choice: Parameters<typeof periodOf>[0]) => {
  const window = periodOf(choice, clock, zone);
  return window && [new Date(window.fromMs).toISOString(), new Date(window.toMs).toISOString()];
};

describe("a period on the center's calendar", () => {
  it.each([
    [{}, "2026-04-30T16:00:00.000Z", "2026-05-22T03:05:00.000Z"],
    [{ period: "last-month" as const }, "2026-03-31T16:00:00.000Z", "2026-04-30T16:00:00.000Z"],
    [{ period: "7d" as const }, "2026-05-15T16:00:00.000Z", "2026-05-22T03:05:00.000Z"],
    [
      { period: "own" as const, from: "2026-05-01", to: "2026-05-02" },
      "2026-04-30T16:00:00.000Z",
      "2026-05-02T16:00:00.000Z",
    ],
  ])("%j", (choice, from, to) => expect(iso(choice)).toEqual([from, to]));

  it("never ends after the clock", () => {
    expect(iso({ period: "own", from: "2026-05-20", to: "2027-01-01" })?.[1]).toBe(
      "2026-05-22T03:05:00.000Z",
    );
  });

  it.each([
    { period: "own" as const },
    { period: "own" as const, from: "2026-05-10", to: "2026-05-01" },
    { period: "own" as const, from: "2026-02-31", to: "2026-05-01" },
    { period: "own" as const, from: "2027-01-01", to: "2027-01-02" },
  ])("is none for %j", (choice) => expect(iso(choice)).toBeNull());
});

it("a date begins at the zone's midnight, 23-hour days too", () => {
  expect(startOfDate("2026-03-29", "Europe/Berlin")).toBe(Date.parse("2026-03-28T23:00:00Z"));
  expect(startOfDate("2026-03-30", "Europe/Berlin")).toBe(Date.parse("2026-03-29T22:00:00Z"));
  expect(startOfDate("2026-13-01", "UTC")).toBeNull();
});
