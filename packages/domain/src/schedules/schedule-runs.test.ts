import type { ScheduleRule } from "@aidc/contract";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lastEndedPeriod, nextRun, runOf, runsBetween } from "./schedule-runs.ts";

const at = (iso: string) => Date.parse(iso);
const shown = ({ period, dueMs }: { period: string; dueMs: number }) => [
  period,
  new Date(dueMs).toISOString().slice(0, 16),
];
const rule = (every: ScheduleRule["every"], day = 3, time = "06:00"): ScheduleRule => ({ every, day, time });

describe("the next run", () => {
  test.each([
    // Month ends, and the instant itself: what is due now is not next.
    ["month", "Asia/Shanghai", "2026-05-31T15:59:59Z", "2026-05", "2026-06-02T22:00"],
    ["month", "Asia/Shanghai", "2026-05-31T16:00:00Z", "2026-05", "2026-06-02T22:00"],
    ["month", "Asia/Shanghai", "2026-06-02T21:59:59Z", "2026-05", "2026-06-02T22:00"],
    ["month", "Asia/Shanghai", "2026-06-02T22:00:00Z", "2026-06", "2026-07-02T22:00"],
    // The turn of the year, and February of a leap year and of another.
    ["month", "Asia/Shanghai", "2026-12-31T16:00:00Z", "2026-12", "2027-01-02T22:00"],
    ["month", "Europe/Berlin", "2028-02-29T22:59:59Z", "2028-02", "2028-03-03T05:00"],
    ["month", "Europe/Berlin", "2026-02-28T22:59:59Z", "2026-02", "2026-03-03T05:00"],
    // Summer time: the same clocks, another instant.
    ["month", "Europe/Berlin", "2026-03-31T12:00:00Z", "2026-03", "2026-04-03T04:00"],
    ["month", "Europe/Berlin", "2026-10-31T12:00:00Z", "2026-10", "2026-11-03T05:00"],
    ["quarter", "Europe/Berlin", "2026-02-10T00:00:00Z", "2026-Q1", "2026-04-03T04:00"],
    ["quarter", "Europe/Berlin", "2026-10-01T00:00:00Z", "2026-Q3", "2026-10-03T04:00"],
    ["quarter", "Asia/Shanghai", "2026-12-31T16:00:00Z", "2026-Q4", "2027-01-02T22:00"],
    ["year", "Asia/Shanghai", "2028-02-29T00:00:00Z", "2028", "2029-01-02T22:00"],
    ["year", "Europe/Berlin", "2027-01-01T00:00:00Z", "2026", "2027-01-03T05:00"],
  ] as const)("of every %s in %s after %s is %s at %s", (every, zone, after, period, due) => {
    expect(shown(nextRun(rule(every), zone, at(after)))).toEqual([period, due]);
  });

  test("an hour that the clocks skip is the first after it, one that comes twice the earlier", () => {
    // 2027-03-28 and 2027-10-31: Berlin changes its clocks between 02:00 and 03:00; 2035-10-28 likewise.
    expect(shown(runOf(rule("month", 28, "02:30"), "2027-02", "Europe/Berlin"))[1]).toBe("2027-03-28T01:00");
    expect(shown(runOf(rule("month", 28, "02:30"), "2035-09", "Europe/Berlin"))[1]).toBe("2035-10-28T00:30");
    expect(shown(runOf(rule("month", 28, "02:30"), "2027-02", "Asia/Shanghai"))[1]).toBe("2027-03-27T18:30");
  });
});

test.each([
  ["month", "2026-02-28T15:59:59Z", "2026-01"],
  ["month", "2026-02-28T16:00:00Z", "2026-02"],
  ["quarter", "2026-03-31T15:59:59Z", "2025-Q4"],
  ["quarter", "2026-03-31T16:00:00Z", "2026-Q1"],
  ["year", "2026-12-31T15:59:59Z", "2025"],
] as const)("the last %s that has ended by %s in Shanghai is %s", (every, now, period) => {
  expect(lastEndedPeriod(every, "Asia/Shanghai", at(now))).toBe(period);
});

describe("runs that were missed", () => {
  const window = { afterMs: at("2026-01-10T00:00:00Z"), nowMs: at("2026-04-20T00:00:00Z") };
  test("are each made up once, oldest first", () => {
    expect(runsBetween(rule("month"), "Asia/Shanghai", window).map(({ period }) => period)).toEqual([
      "2026-01",
      "2026-02",
      "2026-03",
    ]);
    expect(runsBetween(rule("quarter"), "Asia/Shanghai", window).map(({ period }) => period)).toEqual([
      "2026-Q1",
    ]);
    expect(runsBetween(rule("year"), "Asia/Shanghai", window)).toEqual([]);
  });
  test("after decades are the newest sixty", () => {
    const runs = runsBetween(rule("month"), "UTC", { afterMs: 0, nowMs: window.nowMs });
    expect([runs.length, runs.at(-1)?.period, runs[0]?.period]).toEqual([60, "2026-03", "2021-04"]);
  });
  test("are the same whether they are looked for at once or step by step, and next comes after them", () => {
    const instants = fc.integer({ min: at("2020-01-01T00:00:00Z"), max: at("2030-01-01T00:00:00Z") });
    const days = fc.integer({ min: 0, max: 700 });
    const zones = fc.constantFrom("Asia/Shanghai", "Europe/Berlin", "America/New_York");
    const rules = fc.record({
      every: fc.constantFrom("month" as const, "quarter" as const, "year" as const),
      day: fc.integer({ min: 1, max: 28 }),
      time: fc.constantFrom("00:00", "02:30", "06:00", "23:59"),
    });
    fc.assert(
      fc.property(rules, zones, instants, days, days, (of, zone, afterMs, first, second) => {
        const middleMs = afterMs + first * 86_400_000;
        const nowMs = middleMs + second * 86_400_000;
        const between = (from: number, to: number) => runsBetween(of, zone, { afterMs: from, nowMs: to });
        expect([...between(afterMs, middleMs), ...between(middleMs, nowMs)]).toEqual(between(afterMs, nowMs));
        const next = nextRun(of, zone, nowMs);
        expect(next.dueMs).toBeGreaterThan(nowMs);
        expect(between(nowMs, next.dueMs)).toEqual([next]);
      }),
      { numRuns: 25 },
    );
  });
});
