import { describe, expect, test } from "vitest";
import { makeFigure } from "../figure/figure.ts";
import { changedBlocks } from "./changed-blocks.ts";
import { liveOfFigure, liveRatio, recordedLive } from "./live-value.ts";
import { unknownLive } from "./signals.ts";

describe("ratios of live values", () => {
  const sampled = {
    ...recordedLive(2, "count", "x", "metered"),
    sampledAtMs: 50,
    freshness: "late" as const,
    coverage: 0.9,
  };
  const recorded = recordedLive(4, "count", "y", "assumed");
  test("keep the oldest sample, the worst freshness, coverage and grade", () => {
    expect(liveRatio(sampled, recorded, "r", "no_data")).toEqual({
      value: 0.5,
      unit: "ratio",
      sampledAtMs: 50,
      freshness: "late",
      coverage: 0.9,
      grade: "assumed",
      method: "r",
    });
  });
  test("of unknown sides keep their reason; over zero the given one", () => {
    const unknown = unknownLive("count", "x", "not_collected");
    expect(liveRatio(unknown, recorded, "r", "no_data")).toMatchObject({
      value: null,
      reason: "not_collected",
    });
    expect(liveRatio(sampled, unknown, "r", "no_data")).toMatchObject({
      value: null,
      reason: "not_collected",
    });
    expect(liveRatio(sampled, { ...recorded, value: 0 }, "r", "no_inventory")).toMatchObject({
      value: null,
      reason: "no_inventory",
    });
  });
});

test("a figure becomes a tile with its reason", () => {
  const parts = {
    name: "pue",
    unit: "ratio",
    window: { fromMs: 0, toMs: 1 },
    coverage: 0.97,
    grade: "metered",
    method: "pue",
    inputs: [],
  } as const;
  expect(liveOfFigure(makeFigure({ ...parts, value: 1.3 }))).toMatchObject({
    value: 1.3,
    coverage: 0.97,
    freshness: "live",
    method: "pue",
  });
  expect(liveOfFigure(makeFigure({ ...parts, value: null, reason: "coverage_low" }))).toMatchObject({
    value: null,
    reason: "coverage_low",
    freshness: "none",
  });
});

describe("changed blocks", () => {
  const state: { a: { x: number; list: number[] }; b: string; c: number | null } = {
    a: { x: 1, list: [1, 2] },
    b: "same",
    c: null,
  };
  test("none when everything is deeply equal", () => {
    expect(changedBlocks(state, { a: { x: 1, list: [1, 2] }, b: "same", c: null })).toBeNull();
  });
  test.each([
    ["a nested value", { ...state, a: { x: 2, list: [1, 2] } }, ["a"]],
    ["a longer list", { ...state, a: { x: 1, list: [1, 2, 3] } }, ["a"]],
    ["a shorter list", { ...state, a: { x: 1, list: [1] } }, ["a"]],
    ["null to a number", { ...state, c: 0 }, ["c"]],
    ["two blocks", { ...state, b: "new", c: 5 }, ["b", "c"]],
  ])("%s", (_, next, keys) => {
    const changes = changedBlocks(state, next);
    expect(Object.keys(changes ?? {})).toEqual(keys);
    expect({ ...state, ...changes }).toEqual(next);
  });
});
