import type { WindowMs } from "@aidc/contract";
import { demandOf } from "@aidc/domain";
import type { BoundPoint, SignedPoint } from "@aidc/store";
import { aCenterDocument } from "@aidc/testkit";
import { expect, it } from "vitest";
import { figureContext } from "../figures/compute-figures.ts";
import { energySources } from "../figures/energy-sources.ts";
import { aPoint, everyMs, MemoryTelemetry } from "../figures/memory-telemetry.fixture.ts";
import { readDemand } from "./read-demand.ts";

const month = { fromMs: Date.UTC(2026, 4, 1), toMs: Date.UTC(2026, 5, 1) };
const fiveMinutes = 300_000;
const wattsAt = (atMs: number) => (atMs % 3_600_000 < 900_000 ? 154_526 : 100_000);

/** The grid takes 154.526 kW in the first quarter of each hour, else 100; momentary power says 154 in it. */
async function read({
  intervalMs = fiveMinutes,
  silentFrom = month.toMs,
  hasPower = true,
}: {
  intervalMs?: number;
  silentFrom?: number;
  hasPower?: boolean;
}) {
  const document = aCenterDocument({
    center: { id: "c1", name: "Center", timeZone: "UTC" },
    meters: [{ id: "grid", name: "Grid", role: "grid_import" }],
  });
  const telemetry = new MemoryTelemetry("UTC");
  const meter = { kind: "meter", id: "grid" } as const;
  const points: BoundPoint[] = [
    aPoint({ subject: meter, quantity: "energy", seriesId: 1, intervalMs, maxGapMs: 3 * intervalMs }),
  ];
  let wattHours = 1_000_000;
  const register = everyMs({ ...month, toMs: month.toMs + 1 }, fiveMinutes, (atMs) => {
    const now = wattHours;
    wattHours += wattsAt(atMs) / 12;
    return now;
  });
  telemetry.set(
    1,
    register.filter(([atMs]) => atMs < silentFrom && (atMs - month.fromMs) % intervalMs === 0),
  );
  if (hasPower) {
    points.push(
      aPoint({ subject: meter, quantity: "power", seriesId: 2, intervalMs: 60_000, maxGapMs: 180_000 }),
    );
    telemetry.set(
      2,
      everyMs({ ...month, toMs: month.toMs + 1 }, 60_000, (atMs) => Math.min(wattsAt(atMs), 154_000)),
    );
  }
  const context = figureContext({ history: telemetry }, { document, points }, month, {
    known: { corrections: [], readings: [] },
  });
  const { facility } = await energySources(context);
  const greatestQuarters = async (signed: readonly SignedPoint[], windows: readonly WindowMs[]) =>
    Promise.all(
      windows.map(async (window) => {
        const series = signed.map(({ point }) => point);
        const rows = await telemetry.readRollups(series, window, "5m");
        const found = demandOf(signed.map(({ sign }, at) => ({ sign, buckets: rows[at] ?? [] })));
        return found && { ...found, millijoules: BigInt(Math.round(found.watts * 900)) * 1000n };
      }),
    );
  const [found] = await readDemand(context, { greatestQuarters }, facility, month);
  return found;
}

it("comes from the register, as energy does: 154.526 kW, not the 154.000 of momentary power beside it", async () => {
  const found = await read({});
  expect(found).toMatchObject({ watts: 154_526, readFrom: "register" });
  expect(found?.coverage).toBeGreaterThan(0.999);
  expect(await read({ hasPower: false })).toMatchObject({ watts: 154_526, readFrom: "register" });
});

it("comes from power where the register is read too seldom for quarters, or is silent for longer", async () => {
  const seldom = await read({ intervalMs: 3_600_000 });
  expect(seldom).toMatchObject({ readFrom: "power" });
  expect(seldom?.watts).toBeLessThanOrEqual(154_000);
  const silent = await read({ silentFrom: Date.UTC(2026, 4, 10) });
  expect(silent).toMatchObject({ readFrom: "power", coverage: 1 });
});
