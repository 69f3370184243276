import { describe, expect, test } from "vitest";
import { addLocalMonths, localDayAt, localDaysOver, localMonthAt, localMonthsOver } from "./days.ts";

const hour = 3_600_000;
const at = (iso: string) => Date.parse(iso);
const hours = ({ fromMs, toMs }: { fromMs: number; toMs: number }) => (toMs - fromMs) / hour;

describe("local days", () => {
  test.each([
    ["Europe/Berlin", "2026-10-25T12:00:00Z", 25],
    ["Europe/Madrid", "2026-10-25T12:00:00Z", 25],
    ["Europe/Berlin", "2026-03-29T12:00:00Z", 23],
    ["Europe/Madrid", "2026-03-29T12:00:00Z", 23],
    ["Asia/Shanghai", "2026-03-29T12:00:00Z", 24],
    ["Australia/Lord_Howe", "2026-10-03T20:00:00Z", 23.5],
    ["America/Sao_Paulo", "2018-11-04T12:00:00Z", 23],
  ])("in %s the day of %s has %d hours", (zone, instant, length) => {
    expect(hours(localDayAt(at(instant), zone))).toBe(length);
  });

  test("start at local midnight and belong to the next day from there", () => {
    expect(localDayAt(at("2020-04-30T16:00:00Z"), "Asia/Shanghai").fromMs).toBe(at("2020-04-30T16:00:00Z"));
    expect(localDayAt(at("2020-04-30T15:59:59.999Z"), "Asia/Shanghai").toMs).toBe(at("2020-04-30T16:00:00Z"));
  });

  test("a day whose midnight was skipped starts at its first instant", () => {
    expect(localDayAt(at("2018-11-04T12:00:00Z"), "America/Sao_Paulo").fromMs).toBe(
      at("2018-11-04T03:00:00Z"),
    );
  });

  test("adjoin over a year and make 365 days", () => {
    const days = localDaysOver(
      { fromMs: at("2025-12-31T23:00:00Z"), toMs: at("2026-12-31T23:00:00Z") },
      "Europe/Berlin",
    );
    expect(days).toHaveLength(365);
    expect(days.every((day, i) => i === 0 || day.fromMs === days[i - 1]?.toMs)).toBe(true);
    expect(days.reduce((sum, day) => sum + hours(day), 0)).toBe(365 * 24);
  });

  test("an empty window has none", () => {
    expect(localDaysOver({ fromMs: 5, toMs: 5 }, "UTC")).toEqual([]);
  });
});

describe("local months", () => {
  test("an instant is converted to the zone first", () => {
    const february = localMonthAt(at("2026-01-31T17:00:00Z"), "Asia/Shanghai");
    expect(february).toEqual({ fromMs: at("2026-01-31T16:00:00Z"), toMs: at("2026-02-28T16:00:00Z") });
  });
  test("a year has twelve", () => {
    const window = { fromMs: at("2025-01-01T00:00:00Z"), toMs: at("2026-01-01T00:00:00Z") };
    expect(localMonthsOver(window, "UTC").map((month) => hours(month) / 24)).toEqual([
      31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31,
    ]);
  });
  test("months are added by the calendar", () => {
    expect(addLocalMonths(at("2024-01-31T00:00:00Z"), 1, "UTC")).toBe(at("2024-02-29T00:00:00Z"));
    expect(addLocalMonths(at("2024-11-15T12:00:00Z"), 3, "UTC")).toBe(at("2025-02-15T12:00:00Z"));
    expect(addLocalMonths(at("2024-03-15T12:00:00Z"), -3, "UTC")).toBe(at("2023-12-15T12:00:00Z"));
    expect(addLocalMonths(at("2026-03-28T23:00:00Z"), 1, "Europe/Berlin")).toBe(at("2026-04-28T22:00:00Z"));
  });
});
