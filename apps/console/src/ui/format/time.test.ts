import { describe, expect, it } from "vitest";
import { coarseAge, floorAge, floorCoarseAge, measureAge, showClock, showSpan, showZone } from "./time.ts";

describe("ages", () => {
  it.each([
    [-5, "second", 0],
    [4_999, "second", 4],
    [119_999, "second", 119],
    [120_000, "minute", 2],
    [7_199_999, "minute", 119],
    [7_200_000, "hour", 2],
    [172_800_000, "day", 2],
  ])("%d ms is %s %d", (ageMs, unit, count) => {
    expect(measureAge(ageMs)).toEqual({ unit, count });
  });

  it("a tile's age does not tick every second", () => {
    expect(coarseAge(3_000)).toEqual({ unit: "second", count: 10, below: true });
    expect(coarseAge(14_000)).toEqual(coarseAge(19_999));
    expect(coarseAge(61_000)).toEqual({ unit: "minute", count: 1, below: false });
  });

  it.each([-5, 0, 9_999, 14_321, 61_000, 119_999, 120_000, 7_199_999, 7_300_000, 172_900_000])(
    "%d ms and its floors are told with the same words",
    (ageMs) => {
      expect(measureAge(floorAge(ageMs))).toEqual(measureAge(ageMs));
      expect(coarseAge(floorCoarseAge(ageMs))).toEqual(coarseAge(ageMs));
    },
  );
});

it("the clock is the center's, wherever the screen stands", () => {
  const at = Date.parse("2026-11-22T08:00:05Z");
  expect(showClock(at, "Asia/Shanghai", "en")).toBe("16:00:05");
  expect(showZone(at, "Asia/Shanghai")).toBe("UTC+8");
  expect(showZone(at, "UTC")).toBe("UTC");
  expect(showZone(at, "Asia/Kolkata")).toBe("UTC+5:30");
});

it("a window over a change of the clock ends with the offset of its end", () => {
  const october = [Date.parse("2026-09-30T22:00:00Z"), Date.parse("2026-10-31T23:00:00Z")] as const;
  expect(showSpan(...october, "Europe/Berlin", "en")).toBe(
    "Oct 1, 2026, 00:00:00 UTC+2 – Nov 1, 2026, 00:00:00 UTC+1",
  );
  expect(showSpan(...october, "Asia/Shanghai", "en")).toBe(
    "Oct 1, 2026, 06:00:00 – Nov 1, 2026, 07:00:00 UTC+8",
  );
});
