import type { CenterDocument, Subject } from "@aidc/contract";
import { expect, it } from "vitest";
import { nextCondition } from "./condition.ts";
import { pastDevices } from "./past-devices.ts";
import { occurrencesOfSpans } from "./past-silence.ts";

const servers: CenterDocument["servers"] = [
  { id: "s1", rack: "r1", name: "s1", positionU: 1, heightU: 4, accelerators: { model: "H100", count: 2 } },
  { id: "s2", rack: "r2", name: "s2", positionU: 1, heightU: 4, accelerators: { model: "H100", count: 1 } },
];
const at = (kind: Subject["kind"], id: string, sourceId: string | null = "a") => ({
  subject: { kind, id },
  sourceId,
});
const devices = (condition: Parameters<typeof pastDevices>[0]) => {
  const found = pastDevices(condition, { servers });
  if (!found) throw new Error("no history is kept of it");
  return found;
};

it("a rack is everything in it, a server its cards, and what no source feeds is nobody's silence", () => {
  const racks = devices({ kind: "silent", subjectKind: "rack", cadences: 3 });
  expect(racks.deviceOf(at("accelerator", "s1:1"))).toEqual({ kind: "rack", id: "r1" });
  expect(racks.deviceOf(at("server", "s2"))).toEqual({ kind: "rack", id: "r2" });
  expect(racks.deviceOf(at("meter", "m"))).toBeNull();
  expect(racks.deviceOf(at("server", "s1", null))).toBeNull();
  expect(racks.cadences).toBe(3);
  const meters = devices({ kind: "silent", subjectKind: "meter", cadences: 3 });
  expect(meters.deviceOf(at("server", "s1"))).toBeNull();
  expect(meters.groupOf(at("server", "s1"))).toBe("a");
});

it("a card is missing beside the others of its server only", () => {
  const cards = devices({ kind: "fault", of: "missing" });
  expect(cards.groupOf(at("accelerator", "s1:0"))).toBe("s1");
  expect(cards.groupOf(at("accelerator", "s2:0"))).toBeNull();
  expect(cards.expected.get("s1")).toEqual([
    { kind: "accelerator", id: "s1:0" },
    { kind: "accelerator", id: "s1:1" },
  ]);
});

it("a hall, another fault and a limit are no silence of a device", () => {
  expect(pastDevices({ kind: "silent", subjectKind: "hall", cadences: 3 }, { servers })).toBeNull();
  expect(pastDevices({ kind: "fault", of: "xid" }, { servers })).toBeNull();
});

it("delays make occurrences of spans; what lasts beyond the window has no end", () => {
  const window = { fromMs: 0, toMs: 100_000 };
  const spans = [
    { fromMs: 10_000, toMs: 12_000 },
    { fromMs: 40_000, toMs: 60_000 },
    { fromMs: 90_000, toMs: 100_000 },
  ];
  const delays = { onDelayMs: 5_000, offDelayMs: 0 };
  expect(occurrencesOfSpans(spans, delays, window, nextCondition)).toEqual([
    { fromMs: 45_000, toMs: 60_000 },
    { fromMs: 95_000, toMs: null },
  ]);
  const slow = { onDelayMs: 30_000, offDelayMs: 0 };
  expect(occurrencesOfSpans(spans, slow, window, nextCondition)).toEqual([]);
});
