import { localDaysOver } from "@aidc/domain";
import { expect, it } from "vitest";
import { gatherMonths } from "./gather-months.ts";

const zone = "Europe/Berlin";
const iso = (ms: number) => new Date(ms).toISOString();
const daysOf = (from: string, to: string, read: (day: string) => number | null) =>
  localDaysOver({ fromMs: Date.parse(from), toMs: Date.parse(to) }, zone).map((day) => {
    const value = read(iso(day.fromMs + 12 * 3_600_000).slice(0, 10));
    return { from: iso(day.fromMs), to: iso(day.toMs), value, coverage: value === null ? 0 : 1 };
  });

it("a quarter and more is told by the months of the center, with the hour that a clock is put back", () => {
  const days = daysOf("2026-08-31T22:00:00Z", "2026-11-30T23:00:00Z", () => 24);
  expect(gatherMonths(days, zone)).toEqual([
    { from: "2026-08-31T22:00:00.000Z", to: "2026-09-30T22:00:00.000Z", value: 720, coverage: 1 },
    { from: "2026-09-30T22:00:00.000Z", to: "2026-10-31T23:00:00.000Z", value: 744, coverage: 1 },
    { from: "2026-10-31T23:00:00.000Z", to: "2026-11-30T23:00:00.000Z", value: 720, coverage: 1 },
  ]);
});

it("what is not measured is not 0: a month without a sample is unknown, one with some says how much it covers", () => {
  const read = (day: string) => (day < "2026-08" ? null : day === "2026-08-01" ? null : 10);
  const [july, august] =
    gatherMonths(daysOf("2026-06-30T22:00:00Z", "2026-09-30T22:00:00Z", read), zone) ?? [];
  expect(july).toMatchObject({ value: null, coverage: 0 });
  expect(august?.value).toBe(300);
  expect(august?.coverage).toBeCloseTo(30 / 31, 9);
});

it("a month or two stay days", () => {
  expect(
    gatherMonths(
      daysOf("2026-06-30T22:00:00Z", "2026-08-31T22:00:00Z", () => 1),
      zone,
    ),
  ).toBeNull();
});
