import { aCenterDocument, fixedClock } from "@aidc/testkit";
import { expect, it } from "vitest";
import { IngestStats } from "../ingest/stats.ts";
import { aPoint, everyMs, MemoryTelemetry } from "../usecases/figures/memory-telemetry.fixture.ts";
import type { YearFacts } from "../usecases/year-facts.ts";
import { noYearFacts, readYearFacts } from "../usecases/year-facts.ts";
import { FactsDue } from "./facts-due.ts";

const dayMs = 86_400_000;
const window = { fromMs: Date.UTC(2026, 4, 4), toMs: Date.UTC(2026, 4, 6) };
const secondMs = 1_000;

/** A new installation: a year is read as the server reads it, a second after the other, each reading taking `costMs`. */
function openRoom(costMs: number) {
  const clock = fixedClock(window.toMs + dayMs / 2);
  const stats = new IngestStats(clock.now);
  const due = new FactsDue((centerId) => stats.takeOldest(centerId), clock.now);
  const telemetry = new MemoryTelemetry("UTC");
  const document = aCenterDocument({
    center: { id: "c1", name: "Center", timeZone: "UTC", itBoundary: "ups_output" },
    meters: [
      { id: "ups", name: "UPS", role: "ups_output" },
      { id: "grid", name: "Grid", role: "grid_import" },
    ],
  });
  const points = ["ups", "grid"].map((id, at) =>
    aPoint({ subject: { kind: "meter", id }, quantity: "power", seriesId: at + 1 }),
  );
  const services = {
    history: telemetry,
    tariffs: { list: async () => [] },
    corrections: { list: async () => ({ corrections: [], readings: [] }) },
    clock: clock.now,
  };
  let facts: YearFacts = noYearFacts;
  let readings = 0;
  const second = async () => {
    clock.advance(secondMs);
    const reason = due.reasonFor("c1", facts.toMs);
    if (!reason) return;
    readings++;
    const isOver = due.begin("c1", reason);
    const before = reason === "grown" ? noYearFacts : facts;
    facts = await readYearFacts(services, { document, points }, window, { nowMs: clock.now(), before });
    clock.advance(costMs);
    isOver(true);
  };
  const send = (fromMs: number, toMs: number) => {
    for (const [at, watts] of [1000, 1250].entries())
      telemetry.set(
        at + 1,
        everyMs({ fromMs: window.fromMs, toMs }, 60_000, () => watts),
      );
    const accepted = (toMs - fromMs) / 60_000;
    const counts = { accepted, refused: 0, ended: 0, newestMs: toMs - 60_000, oldestMs: fromMs };
    stats.record({ centerId: "c1", sourceId: "k1" }, counts);
  };
  return { clock, second, send, facts: () => facts, readings: () => readings };
}

it("shows the twelve months of a new installation within seconds of its history", async () => {
  const room = openRoom(0);
  for (let n = 0; n < 10; n++) await room.second();
  expect(room.facts().values.pueYear.value).toBeNull();
  room.send(window.fromMs, window.toMs);
  const sentAtMs = room.clock.now();
  while (room.facts().values.pueYear.value === null && room.clock.now() < sentAtMs + 60_000)
    await room.second();
  expect(room.facts().values.pueYear.value).toBe(1.25);
  expect(room.clock.now() - sentAtMs).toBeLessThanOrEqual(3_000);
});

it("reads nothing anew for the samples of this moment, and a year as before after half a minute", async () => {
  const room = openRoom(0);
  room.send(window.fromMs, window.toMs);
  await room.second();
  expect(room.readings()).toBe(1);
  const first = room.facts();
  for (let n = 0; n < 29; n++) {
    room.send(room.clock.now() - 60_000, room.clock.now());
    await room.second();
  }
  expect(room.readings()).toBe(1);
  await room.second();
  await room.second();
  expect(room.readings()).toBe(2);
  expect(room.facts()).toBe(first);
});

it("gives a history that is being filled in a twentieth of the time, and reads its end", async () => {
  const costMs = 500;
  const room = openRoom(costMs);
  const startMs = room.clock.now();
  const hours = 40;
  for (let hour = 0; hour < hours; hour++) {
    room.send(window.fromMs + hour * 3_600_000, window.fromMs + (hour + 1) * 3_600_000);
    await room.second();
  }
  const spentMs = room.readings() * costMs;
  expect(room.readings()).toBeGreaterThan(2);
  expect(spentMs / (room.clock.now() - startMs)).toBeLessThan(0.08);
  // Nothing more comes: what is missing is read after two quiet seconds, not after the rest of a growing one.
  for (let n = 0; n < 3; n++) await room.second();
  expect(room.facts().values.itEnergyYear.value).toBeCloseTo(hours, 0);
});
