import { expect, test } from "vitest";
import { clockAfter, isClockAhead } from "./clock-ahead.ts";

const minuteMs = 60_000;

test("a clock seven minutes ahead is told from the delivery, and not from what is left of it later", () => {
  const first = clockAfter(null, 17 * minuteMs, 10 * minuteMs);
  expect(first.aheadMs).toBe(7 * minuteMs);
  // Another device of the same sender is right, a minute later.
  expect(clockAfter(first, 11 * minuteMs, 11 * minuteMs).aheadMs).toBe(7 * minuteMs);
  // A quarter of an hour without such a sample: the clock was put right.
  expect(clockAfter(first, 26 * minuteMs, 26 * minuteMs).aheadMs).toBe(0);
});

test("samples of the past are no clock that is slow, and give way to newer ones", () => {
  const backfill = clockAfter(null, 0, 10 * minuteMs);
  expect(isClockAhead(backfill.aheadMs, minuteMs)).toBe(false);
  expect(clockAfter(backfill, 11 * minuteMs, 11 * minuteMs).aheadMs).toBe(0);
});

test("is ahead from a minute on, and earlier where a sample is live for less", () => {
  expect(isClockAhead(minuteMs, 5 * minuteMs)).toBe(false);
  expect(isClockAhead(minuteMs + 1, 5 * minuteMs)).toBe(true);
  expect(isClockAhead(22_000, 15_000)).toBe(false);
  expect(isClockAhead(23_000, 15_000)).toBe(true);
});
