import { expect, test } from "vitest";
import { atWork, isJudgedByMeans, workedByMeans } from "./at-work.ts";

test("5 % and more is at work, less is not, and what is not known stays unknown", () => {
  const timesMs = Float64Array.from([0, 1, 2, 3]);
  const { values } = atWork({ timesMs, values: Float64Array.from([0.0499, 0.05, 1, Number.NaN]) });
  expect([...values]).toEqual([0, 1, 1, Number.NaN]);
});

test("of a bucket at work all covered time counts, of another none; both are covered", () => {
  const minuteMs = 60_000;
  const bucket = (mean: number, coveredMs: number) => ({
    integral: BigInt(Math.round(mean * 1_000_000 * coveredMs)),
    coveredMs,
  });
  const buckets = [bucket(0.05, 5 * minuteMs), bucket(0.04, 5 * minuteMs), bucket(0.9, 2 * minuteMs)];
  expect(workedByMeans(buckets)).toEqual({ workedMs: 7 * minuteMs, coveredMs: 12 * minuteMs });
  expect(workedByMeans([])).toEqual({ workedMs: 0, coveredMs: 0 });
});

test("a month of 500 accelerators by the minute is judged by means, a day of them sample by sample", () => {
  expect(isJudgedByMeans(500 * 30 * 1440)).toBe(true);
  expect(isJudgedByMeans(500 * 1440)).toBe(false);
});
