import type { Quantity, SubjectKind } from "@aidc/contract";
import { describe, expect, test } from "vitest";
import { refuseCondition } from "./check-condition.ts";
import { defaultAlarmRules } from "./default-rules.ts";

const limit = (subjectKind: SubjectKind, quantity: Quantity) =>
  ({ kind: "limit", subjectKind, quantity, side: "above", raiseAt: 1, deadBand: 0 }) as const;

describe("a limit", () => {
  test.each<[SubjectKind, Quantity]>([
    ["rack", "inlet_temperature"],
    ["meter", "volume"],
    ["feed", "power"],
    ["loop", "flow"],
  ])("on %s %s is taken", (kind, quantity) => {
    expect(refuseCondition(limit(kind, quantity))).toBeNull();
  });
  test("on what no such thing has names the quantity and what there is", () => {
    expect(refuseCondition(limit("meter", "inlet_temperature"))).toEqual({
      path: "quantity",
      message: "a meter has no inlet_temperature; it has power, energy",
    });
  });
  test("on a hall names what to write instead", () => {
    expect(refuseCondition(limit("hall", "power"))).toEqual({
      path: "subjectKind",
      message: "nothing is measured of a hall; name what stands in it",
    });
  });
});

test("the rules of the house all have something to judge", () => {
  expect(defaultAlarmRules.map(({ condition }) => refuseCondition(condition)).filter(Boolean)).toEqual([]);
});
