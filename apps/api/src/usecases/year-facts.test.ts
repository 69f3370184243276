import type { MeterReading } from "@aidc/contract";
import { isoOf } from "@aidc/domain";
import type { TelemetryStore } from "@aidc/store";
import { aCenterDocument } from "@aidc/testkit";
import { expect, it } from "vitest";
import { aPoint, everyMs, MemoryTelemetry } from "./figures/memory-telemetry.fixture.ts";
import type { YearFacts } from "./year-facts.ts";
import { noYearFacts, readYearFacts } from "./year-facts.ts";

const dayMs = 86_400_000;
const window = { fromMs: Date.UTC(2026, 4, 4), toMs: Date.UTC(2026, 4, 6) };

it("reads a year of every source once in a while, and again as soon as somebody states something of it", async () => {
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
  const telemetry = new MemoryTelemetry("UTC");
  telemetry.set(
    1,
    everyMs(window, 60_000, () => 1000),
  );
  telemetry.set(
    2,
    everyMs(window, 60_000, () => 1250),
  );
  let asked = 0;
  const history: Pick<TelemetryStore, "readSamples" | "readRollups"> = {
    readSamples: (...which) => telemetry.readSamples(...which),
    readRollups: (...which) => {
      asked += 1;
      return telemetry.readRollups(...which);
    },
  };
  const readings: MeterReading[] = [];
  const services = {
    history,
    tariffs: { list: async () => [] },
    corrections: { list: async () => ({ corrections: [], readings }) },
    clock: () => window.toMs,
  };
  const read = (nowMs: number, before: YearFacts) =>
    readYearFacts(services, { document, points }, window, { nowMs, before });

  const first = await read(window.toMs, noYearFacts);
  expect(first.values).toMatchObject({ pueYear: { value: 1.25 }, itEnergyYear: { value: 48 } });
  const once = asked;
  expect(await read(window.toMs + 30_000, first)).toBe(first);
  expect(asked).toBe(once);

  const facts = { recordedAt: isoOf(window.toMs - dayMs), recordedBy: "A", withdrawal: null };
  const time = { firstDay: "2026-05-04", lastDay: "2026-05-04" };
  readings.push({
    id: "bill",
    ...facts,
    draft: {
      kind: "bill",
      target: "ups",
      ...time,
      energyKwh: "24",
      volumeM3: null,
      cost: null,
      document: "d",
    },
  });
  const again = await read(window.toMs + 60_000, first);
  expect(again).not.toBe(first);
  expect(asked).toBeGreaterThan(once);
});
