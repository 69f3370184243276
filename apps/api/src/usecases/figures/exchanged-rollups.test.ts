import { expect, it } from "vitest";
import { withExchanges } from "./exchanged-rollups.ts";
import { aPoint, everyMs, MemoryTelemetry } from "./memory-telemetry.fixture.ts";

const hourMs = 3_600_000;
const startMs = Date.UTC(2026, 4, 4);
const day = { fromMs: startMs, toMs: startMs + 24 * hourMs };
const register = aPoint({ subject: { kind: "meter", id: "grid" }, quantity: "energy", seriesId: 3 });
const meter = { id: "grid", name: "Grid", role: "grid_import" as const, grade: "metered" as const };
const exchange = { atMs: startMs + 12 * hourMs + 30_000, finalReading: 12_000, initialReading: 500_000 };

/** 1 kW throughout; at noon the register is another. */
function telemetry() {
  const memory = new MemoryTelemetry("UTC", new Map([["grid", meter]]));
  const read = (at: number) =>
    ((at - startMs) / hourMs) * 1000 +
    (at > exchange.atMs ? exchange.initialReading - exchange.finalReading : 0);
  memory.set(3, everyMs(day, 60_000, read));
  return memory;
}

const rowOf = async (reads: Pick<MemoryTelemetry, "readSamples" | "readRollups">) => {
  const [[row] = []] = await withExchanges(
    reads,
    new Map([["grid", { ...meter, exchanges: [exchange] }]]),
  ).readRollups([register], day, "1d");
  return row;
};

it("the day of an exchange is made again from its samples", async () => {
  expect(await rowOf(telemetry())).toMatchObject({ integral: BigInt(24 * hourMs * 1000) });
});

it.each([
  ["none", Number.POSITIVE_INFINITY],
  ["a part", startMs + 18 * hourMs],
])("of the day's samples %s is left: the roll-up stays as it was made", async (_name, keptFromMs) => {
  const memory = telemetry();
  const [[made] = []] = await memory.readRollups([register], day, "1d");
  const kept = {
    readRollups: memory.readRollups.bind(memory),
    readSamples: (points: Parameters<MemoryTelemetry["readSamples"]>[0], window: typeof day) =>
      memory.readSamples(points, { ...window, fromMs: Math.max(window.fromMs, keptFromMs) }),
  };
  expect(await rowOf(kept)).toEqual(made);
});
