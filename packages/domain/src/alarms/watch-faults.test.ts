import type { AcceleratorFault, AlarmRule } from "@aidc/contract";
import { describe, expect, test } from "vitest";
import { latestOf } from "../example-center.fixture.ts";
import { judgeRule } from "./judge-rule.fixture.ts";
import { faultOfXid, knownXidOf, knownXids } from "./xid.ts";

const now = 1_000_000_000;
const fresh = now - 5000;
const stale = now - 60_000;
const fault = (of?: AcceleratorFault): AlarmRule["condition"] => ({ kind: "fault", ...(of ? { of } : {}) });

describe("XID codes", () => {
  test.each([
    [0, null],
    [-1, null],
    [31, "xid_application"],
    [43, "xid_application"],
    [48, "xid"],
    [74, "xid"],
    [79, "off_bus"],
    [95, "xid"],
    [9999, "xid"],
  ])("%s is %s", (code, kind) => {
    expect(faultOfXid(code)).toBe(kind);
  });
  test("of which some have a name", () => {
    expect([knownXidOf(79), knownXidOf(9999)]).toEqual([79, null]);
    expect(new Set(knownXids).size).toBe(knownXids.length);
  });
});

describe("a fault code raises exactly one kind of alarm", () => {
  const codes = [79, 0, 48, 31] as const;
  const judged = (of?: AcceleratorFault) =>
    judgeRule({
      condition: fault(of),
      points: ["s1:0", "s1:1", "s2:0", "s2:1"].map((id) => ["accelerator", id, "fault_code"]),
      latest: latestOf(...codes.map((code) => [fresh, code] as const)),
      nowMs: now,
    });
  test.each([
    [undefined, "accelerator/s2:0"],
    ["xid", "accelerator/s2:0"],
    ["off_bus", "accelerator/s1:0"],
    ["xid_application", "accelerator/s2:1"],
  ] as const)("%s", (of, raised) => {
    const verdicts = Object.entries(judged(of));
    expect(verdicts).toHaveLength(4);
    expect(verdicts.filter(([, beyond]) => beyond === "raise").map(([id]) => id)).toEqual([raised]);
  });
  test("a stale one is neither", () => {
    const verdict = judgeRule({
      condition: fault("xid"),
      points: [["accelerator", "s1:0", "fault_code"]],
      latest: latestOf([stale, 48]),
      nowMs: now,
    });
    expect(verdict).toEqual({ "accelerator/s1:0": null });
  });
});

test.each([
  ["no error", "ecc", "ecc_double_bit", 0, "clear"],
  ["an error that could not be corrected", "ecc", "ecc_double_bit", 1, "raise"],
  ["idle and held by its power cap: as it should be", "throttle", "throttle_reasons", 0x1 | 0x4, "clear"],
  ["too hot for its driver", "throttle", "throttle_reasons", 0x20, "raise"],
  ["too hot for itself, and capped", "throttle", "throttle_reasons", 0x44, "raise"],
  ["the power brake of its supply", "throttle", "throttle_reasons", 0x80, "raise"],
] as const)("%s", (_name, of, quantity, value, verdict) => {
  const judged = judgeRule({
    condition: fault(of),
    points: [["accelerator", "s1:0", quantity]],
    latest: latestOf([fresh, value]),
    nowMs: now,
  });
  expect(judged).toEqual({ "accelerator/s1:0": verdict });
});

describe("a missing card", () => {
  const missing = (...samples: (readonly [number, number] | null)[]) =>
    judgeRule({
      condition: fault("missing"),
      points: [
        ["accelerator", "s1:0", "power"],
        ["accelerator", "s1:1", "power"],
        ["accelerator", "s2:0", "power"],
      ],
      latest: latestOf(...samples),
      nowMs: now,
    });
  test("is one whose server goes on without it, or that was never heard of", () => {
    expect(missing([fresh, 1], [fresh - 45_000, 1], [fresh, 1])).toEqual({
      "accelerator/s1:0": "clear",
      "accelerator/s1:1": "raise",
      "accelerator/s2:0": "clear",
      "accelerator/s2:1": "raise",
    });
  });
  test("is none in a server that is silent as a whole, or of which nothing was ever heard", () => {
    expect(missing([stale, 1], [stale, 1], null)).toEqual({
      "accelerator/s1:0": "clear",
      "accelerator/s1:1": "clear",
      "accelerator/s2:0": null,
      "accelerator/s2:1": null,
    });
  });
  test("a clock that runs ahead makes the others no older", () => {
    expect(missing([now + 300_000, 1], [fresh, 1], null)).toMatchObject({ "accelerator/s1:1": "clear" });
  });
});
