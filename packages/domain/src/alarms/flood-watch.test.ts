import { describe, expect, test } from "vitest";
import type { FloodState } from "./flood-watch.ts";
import { nextFlood, noFlood } from "./flood-watch.ts";

const minute = 60_000;
/** Annunciations by the minute in which they come. */
function floodAt(...steps: readonly (readonly [minutes: number, annunciations: number])[]) {
  const state = steps.reduce<FloodState>(
    (before, [at, count]) => nextFlood(before, at * minute, count),
    noFlood,
  );
  return state.flood;
}

describe("a flood", () => {
  test("begins in the fixed bucket that has more than ten, and counts from its start", () => {
    expect(floodAt([12, 10])).toBe(null);
    expect(floodAt([12, 10], [19, 1])).toEqual({ sinceMs: 10 * minute, annunciations: 11 });
    expect(floodAt([19, 10], [20, 10])).toBe(null);
  });
  test("lasts over a bucket of five, and ends with one of four", () => {
    expect(floodAt([5, 20], [15, 5], [20, 0])).toEqual({ sinceMs: 0, annunciations: 25 });
    expect(floodAt([5, 20], [15, 4], [19, 0])).toEqual({ sinceMs: 0, annunciations: 24 });
    expect(floodAt([5, 20], [15, 4], [20, 0])).toBe(null);
  });
  test("ends with a bucket in which nobody looked: it was empty", () => {
    expect(floodAt([5, 20], [25, 0])).toBe(null);
  });
});
