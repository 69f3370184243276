import { expect, test } from "vitest";
import { runsOfDays } from "./runs-of-days.ts";

const year = { fromMs: Date.parse("2024-12-31T23:00:00Z"), toMs: Date.parse("2025-12-31T23:00:00Z") };

test.each([
  [0, 1],
  [2_000, 1],
  [50_000, 19],
  [150_000, 61],
  // The day of 23 hours goes with the next.
  [3_000_000, 364],
])("of %d points a year is %d runs, each from local midnight to local midnight", (points, expected) => {
  const runs = runsOfDays(year, points, "Europe/Berlin");
  expect(runs).toHaveLength(expected);
  expect(runs[0]?.fromMs).toBe(year.fromMs);
  expect(runs.at(-1)?.toMs).toBe(year.toMs);
  for (const [at, { toMs }] of runs.entries()) {
    if (runs[at + 1]) expect(runs[at + 1]?.fromMs).toBe(toMs);
    expect(new Date(toMs).toLocaleTimeString("en-GB", { timeZone: "Europe/Berlin" })).toBe("00:00:00");
  }
});
