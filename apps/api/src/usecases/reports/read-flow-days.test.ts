import type { CenterDocumentInput } from "@aidc/contract";
import type { KnownCorrections } from "@aidc/domain";
import { isoOf, nothingKnown } from "@aidc/domain";
import { aCenterDocument } from "@aidc/testkit";
import { expect, it } from "vitest";
import { figureContext } from "../figures/compute-figures.ts";
import {
  aPoint,
  correctedBy,
  daySumsOf,
  everyMs,
  MemoryTelemetry,
} from "../figures/memory-telemetry.fixture.ts";
import { readFlow } from "./read-flow-days.ts";

const dayMs = 86_400_000;
const startMs = Date.UTC(2026, 4, 4);
const window = { fromMs: startMs, toMs: startMs + 3 * dayMs };
type Sent = readonly [kind: "meter" | "rack" | "server", id: string, powerW: number, toMs?: number];

const meters: CenterDocumentInput["meters"] = [
  { id: "grid", name: "Grid", role: "grid_import" },
  { id: "cold", name: "Cooling", role: "cooling" },
  { id: "pdu", name: "PDU", role: "pdu_output" },
];
/** t1 holds the first rack, and half of the server in the second from the noon of the second day. */
const assignments: CenterDocumentInput["assignments"] = [
  { lease: "l1", rack: "k1", from: "2026-01-01T00:00:00Z", to: null },
  ...[0, 1, 2, 3].map((slot) => ({
    lease: "l1",
    accelerator: `s2:${slot}`,
    from: "2026-05-05T12:00:00Z",
    to: null,
  })),
];

const flowOf = (...sent: readonly Sent[]) => flowIn({}, ...sent);
const flowIn = (more: Partial<CenterDocumentInput>, ...sent: readonly Sent[]) =>
  flowWith(nothingKnown, more, ...sent);

async function flowWith(
  known: KnownCorrections,
  more: Partial<CenterDocumentInput>,
  ...sent: readonly Sent[]
) {
  const document = aCenterDocument({
    center: { id: "c1", name: "Center", timeZone: "UTC" },
    meters,
    assignments,
    ...more,
  });
  const telemetry = new MemoryTelemetry(document.center.timeZone);
  const points = sent.map(([kind, id, powerW, toMs = window.toMs + dayMs], seriesId) => {
    telemetry.set(
      seriesId,
      everyMs({ fromMs: startMs - dayMs, toMs }, 60_000, () => powerW),
    );
    return aPoint({ subject: { kind, id }, quantity: "power", seriesId });
  });
  const context = figureContext({ history: telemetry }, { document, points }, window, { known });
  return readFlow(context, daySumsOf(telemetry), document, window);
}

const supply: readonly Sent[] = [
  ["meter", "grid", 13_000],
  ["meter", "cold", 2000],
];
const racks: readonly Sent[] = [
  ["rack", "k1", 6000],
  ["rack", "k2", 3500],
  ["server", "s2", 3600],
];
const kwh = (kilowatthours: number) => BigInt(kilowatthours * 3_600_000_000);

it("adds the days that every meter covers, and says who held the racks on those without a change", async () => {
  const flow = await flowOf(...supply, ["meter", "pdu", 10_000], ...racks);
  expect(flow).toMatchObject({
    known: ["grid_import", "cooling", "pdu_output"],
    silent: [],
    daysOfPeriod: 3,
  });
  expect(flow.days.map(({ energies }) => energies)).toEqual(
    Array.from({ length: 3 }, () => ({
      grid_import: kwh(312),
      cooling: kwh(48),
      pdu_output: kwh(240),
    })),
  );
  const split = (held: number) => ({
    last: kwh(240),
    racks: kwh(228),
    tenants: [{ id: "t1", millijoules: kwh(held) }],
  });
  expect(flow.days.map(({ split: one }) => one)).toEqual([split(144), null, split(144 + 43.2)]);
});

it("a day that one meter does not cover wholly does not count, nor does a kind that is silent all the time", async () => {
  const short = await flowOf(...supply, ["meter", "pdu", 10_000, startMs + 1.5 * dayMs], ...racks);
  expect(short.days.map((day) => day.window.fromMs)).toEqual([startMs]);
  const silent = await flowOf(...supply, ["meter", "pdu", 10_000, startMs - dayMs / 2], ...racks);
  expect(silent).toMatchObject({
    known: ["grid_import", "cooling", "racks"],
    silent: [{ kind: "pdu_output", meters: ["pdu"] }],
  });
  expect(silent.days.map(({ energies }) => energies.racks)).toEqual([kwh(228), kwh(228)]);
});

it("waits for no empty rack that has a meter and never told anything", async () => {
  const { racks: filled } = aCenterDocument();
  const [first] = filled;
  if (!first) throw new Error("no rack");
  const document = { racks: [...filled, { ...first, id: "k9", name: "K9", position: 9 }] };
  const unused = ["rack", "k9", 0, startMs - dayMs / 2] as const;
  const flow = await flowIn(document, ...supply, ["meter", "pdu", 10_000], ...racks, unused);
  expect(flow.days.map(({ split }) => split?.racks ?? null)).toEqual([kwh(228), null, kwh(228)]);
});

it("racks that nothing measures are named, and then no rack is told of", async () => {
  const flow = await flowOf(...supply, ["meter", "pdu", 10_000], ["rack", "k1", 6000]);
  expect(flow).toMatchObject({
    known: ["grid_import", "cooling", "pdu_output"],
    silent: [{ kind: "racks", meters: ["k2"] }],
  });
  expect(flow.days.every(({ split }) => split === null)).toBe(true);
});

it("tells racks and who held them as they were put right, on the days that the correction touches", async () => {
  const known = correctedBy({
    kind: "value",
    subject: { kind: "rack", id: "k1" },
    energyKwh: "160",
    reason: "read off",
    from: isoOf(startMs),
    to: isoOf(startMs + dayMs),
  });
  const flow = await flowWith(known, {}, ...supply, ["meter", "pdu", 10_000], ...racks);
  // What the database adds up of samples alone says 228 and 144.
  expect(flow.days[0]?.split).toMatchObject({
    racks: kwh(160 + 84),
    tenants: [{ id: "t1", millijoules: kwh(160) }],
  });
  expect(flow.days[2]?.split).toMatchObject({ racks: kwh(228) });
});

it("a silent meter of which another time was put right is silent all the same", async () => {
  const known = correctedBy({
    kind: "value",
    subject: { kind: "meter", id: "pdu" },
    energyKwh: "1",
    reason: "read off",
    from: isoOf(startMs - 9 * dayMs),
    to: isoOf(startMs - 8 * dayMs),
  });
  const silent: Sent = ["meter", "pdu", 10_000, startMs - dayMs / 2];
  const flow = await flowWith(known, {}, ...supply, silent, ...racks);
  expect(flow.silent).toEqual([{ kind: "pdu_output", meters: ["pdu"] }]);
});

it("is no better known than what puts its meters right, and no worse than they are: a corrected rack is none of them", async () => {
  const stated = (kind: "meter" | "rack", id: string) =>
    correctedBy({
      kind: "value",
      subject: { kind, id },
      energyKwh: "160",
      reason: "read off",
      from: isoOf(startMs),
      to: isoOf(startMs + dayMs),
    });
  const gradeWith = async (known: KnownCorrections) =>
    (await flowWith(known, {}, ...supply, ["meter", "pdu", 10_000], ...racks)).grade;
  // The naive grade is that of the meters, whatever was put in their place: metered.
  expect(await gradeWith(stated("meter", "cold"))).toBe("assumed");
  expect(await gradeWith(stated("rack", "k1"))).toBe("metered");
});
