import { expect, it } from "vitest";
import { summariseHistory } from "./summarise-history.ts";

const bucket = (mean: number | null, coverage = mean === null ? 0 : 1) => ({
  at: "2026-01-01T00:00:00Z",
  mean,
  min: mean,
  max: mean,
  coverage,
});

it("weighs a bucket by how much of it is covered", () => {
  expect(summariseHistory([bucket(10, 1), bucket(40, 0.5)])?.mean).toBe(20);
});
it("counts runs of missing buckets as gaps, and never as zero", () => {
  const summary = summariseHistory([bucket(10), bucket(null), bucket(null), bucket(20), bucket(null)]);
  expect(summary).toEqual({ mean: 15, low: 10, high: 20, gaps: 2, coverage: 0.4 });
});
it("nothing recorded is no summary", () => {
  expect(summariseHistory([bucket(null)])).toBeNull();
});
