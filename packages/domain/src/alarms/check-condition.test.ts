import type { AlarmCondition, Quantity, SubjectKind } from "@aidc/contract";
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

describe("what could never raise or never clear is refused at its field, with what would do", () => {
  const on = (
    kind: SubjectKind,
    quantity: Quantity,
    side: "above" | "below",
    raiseAt: number,
    deadBand = 0,
  ): AlarmCondition => ({ ...limit(kind, quantity), side, raiseAt, deadBand });
  const share = (raiseAt: number, deadBand: number): AlarmCondition => ({
    kind: "rack_share",
    raiseAt,
    deadBand,
  });
  const inlet = (envelope: "allowable" | "recommended", deadBand: number): AlarmCondition => ({
    kind: "envelope",
    of: "temperature",
    envelope,
    deadBand,
  });
  const flow = "only from 0 to 10000000 is taken in";
  const power = "only from 0 to 1000000000 is taken in";
  test.each<[string, AlarmCondition, string, string]>([
    [
      "a flow back beyond any flow",
      on("loop", "flow", "below", 10, 1e308),
      "deadBand",
      `it could never clear: of flow ${flow}; give at most 9999990`,
    ],
    [
      "power back below none",
      on("feed", "power", "above", 100, 101),
      "deadBand",
      `it could never clear: of power ${power}; give at most 100`,
    ],
    [
      "power that nothing draws",
      on("feed", "power", "above", 1e308),
      "raiseAt",
      `lies outside of what is measured: of power ${power}`,
    ],
    [
      "power below none",
      on("server", "power", "below", -1),
      "raiseAt",
      `lies outside of what is measured: of power ${power}`,
    ],
    [
      "an error count from none on",
      on("accelerator", "ecc_double_bit", "above", 0),
      "raiseAt",
      "it could never clear: of ecc_double_bit only from 0 to 2147483631 is taken in",
    ],
    ["a share back below none", share(0.9, 0.91), "deadBand", "it could never clear; give at most 0.9"],
    [
      "a feed's share back below none",
      { kind: "feed_share", of: "own", raiseAt: 1, deadBand: 1.1 },
      "deadBand",
      "it could never clear; give at most 1",
    ],
    [
      "inside by more than half of a class",
      inlet("recommended", 3),
      "deadBand",
      "it could never clear at a rack of class H1, whose range is 4 K wide; give at most 2",
    ],
  ])("%s", (_, condition, path, message) => {
    expect(refuseCondition(condition)).toEqual({ path, message });
  });
  test.each<[string, AlarmCondition]>([
    ["nothing drawn any more", on("server", "power", "below", 0)],
    ["clears at the end of what is measured", on("feed", "power", "above", 100, 100)],
    ["a grid meter that exports", on("meter", "power", "below", -1000, 10)],
    ["a share", share(0.9, 0.9)],
    ["a class, to its middle", inlet("recommended", 2)],
    ["a wider one", inlet("allowable", 5)],
  ])("%s is taken", (_, condition) => {
    expect(refuseCondition(condition)).toBeNull();
  });
});

test("the rules of the house all have something to judge", () => {
  expect(defaultAlarmRules.map(({ condition }) => refuseCondition(condition)).filter(Boolean)).toEqual([]);
});
