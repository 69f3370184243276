import { expect, test } from "vitest";
import { reportPeriod } from "./period.ts";
import { stepsOf } from "./time-steps.ts";

const shanghai = "Asia/Shanghai";
const hours = ({ fromMs, toMs }: { fromMs: number; toMs: number }) => (toMs - fromMs) / 3_600_000;

test.each<
  [period: string, zone: string, longest: "week" | "month", count: number, first: string, last: string]
>([
  ["2026-05", shanghai, "month", 31, "2026-05-01", "2026-05-31"],
  ["2026-05", shanghai, "week", 31, "2026-05-01", "2026-05-31"],
  // A clock change is in it.
  ["2026-03", "Europe/Berlin", "month", 31, "2026-03-01", "2026-03-31"],
  // The last week of March begins on the 30th and is cut at the end of the quarter.
  ["2026-Q1", shanghai, "month", 14, "2026-W01", "2026-W14"],
  ["2026", shanghai, "month", 12, "2026-01", "2026-12"],
  // 1 January 2027 is a Friday: its days are of the last week of 2026.
  ["2027", shanghai, "week", 53, "2026-W53", "2027-W52"],
])("%s in %s by steps of at most a %s", (name, zone, longest, count, first, last) => {
  const period = reportPeriod(name, zone);
  const steps = stepsOf(period, zone, longest);
  expect(steps.map((step) => step.name).filter((_, at) => at === 0 || at === steps.length - 1)).toEqual([
    first,
    last,
  ]);
  expect(steps).toHaveLength(count);
  // They are the period without a hole and nothing else.
  expect(steps[0]?.fromMs).toBe(period.window.fromMs);
  expect(steps.at(-1)?.toMs).toBe(period.window.toMs);
  for (const [at, step] of steps.entries()) expect(step.fromMs).toBe(steps[at - 1]?.toMs ?? step.fromMs);
});

test("the day on which clocks change is 23 hours long, and its name is its own", () => {
  const zone = "Europe/Berlin";
  const day = stepsOf(reportPeriod("2026-03", zone), zone, "month").find(({ name }) => name === "2026-03-29");
  expect(day && hours(day)).toBe(23);
});

test("a quarter that still runs ends where it is told to, in the middle of a week", () => {
  const period = reportPeriod("2026-Q2", shanghai);
  const window = { fromMs: period.window.fromMs, toMs: period.window.fromMs + 16 * 86_400_000 };
  const steps = stepsOf({ ...period, window }, shanghai, "month");
  expect(steps.map(({ name }) => name)).toEqual(["2026-W14", "2026-W15", "2026-W16"]);
  expect(steps.map(hours)).toEqual([5 * 24, 7 * 24, 4 * 24]);
});
