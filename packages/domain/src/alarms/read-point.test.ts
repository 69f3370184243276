import type { AlarmRule, Quantity, Subject } from "@aidc/contract";
import { expect, test } from "vitest";
import { exampleCenter } from "../example-center.fixture.ts";
import { isKept, readPoint } from "./read-point.ts";

const racks = new Map(exampleCenter().racks.map((rack) => [rack.id, rack]));
const read = (condition: AlarmRule["condition"], kind: Subject["kind"], id: string, quantity: Quantity) =>
  readPoint(condition, { subject: { kind, id }, quantity }, (rack) => racks.get(rack));
const envelope = { kind: "envelope", envelope: "allowable", of: "temperature", deadBand: 1 } as const;

test.each([
  ["a leak sensor", { kind: "leak" }, "loop", "cdu", "leak", 1, "raise"],
  ["an XID", { kind: "fault", of: "xid" }, "accelerator", "s1:0", "fault_code", 48, "raise"],
  ["a program's XID is another rule's", { kind: "fault" }, "accelerator", "s1:0", "fault_code", 31, "clear"],
  [
    "throttle bits",
    { kind: "fault", of: "throttle" },
    "accelerator",
    "s1:0",
    "throttle_reasons",
    64,
    "raise",
  ],
  ["the air of an A1 rack", envelope, "rack", "R1", "inlet_temperature", 32.1, "raise"],
  ["the same on its bound", envelope, "rack", "R1", "inlet_temperature", 32, "hold"],
  ["humidity", { ...envelope, of: "humidity" }, "rack", "R1", "relative_humidity", 0.5, "clear"],
  [
    "a rack's share",
    { kind: "rack_share", raiseAt: 0.9, deadBand: 0.02 },
    "rack",
    "R1",
    "power",
    4500,
    "raise",
  ],
] as const)("%s", (_name, condition, kind, id, quantity, value, verdict) => {
  expect(read(condition, kind, id, quantity)?.(value).beyond).toBe(verdict);
});

test("other points are none of the rule's business", () => {
  expect(read({ kind: "fault", of: "ecc" }, "accelerator", "s1:0", "fault_code")).toBeNull();
  expect(read(envelope, "server", "s1", "inlet_temperature")).toBeNull();
  expect(read(envelope, "rack", "gone", "inlet_temperature")).toBeNull();
});

test("what is judged as it happens has no history", () => {
  expect(isKept({ kind: "fault", of: "missing" })).toBe(true);
  expect(isKept({ kind: "silent", subjectKind: "rack", cadences: 3 })).toBe(true);
  expect(isKept({ kind: "silent", subjectKind: "hall", cadences: 3 })).toBe(true);
  expect(isKept({ kind: "disagreement", band: 0.1 })).toBe(true);
  expect(isKept({ kind: "wall_frozen" })).toBe(false);
});
