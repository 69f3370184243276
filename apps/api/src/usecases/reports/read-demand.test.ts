import type { CorrectionDraft, WindowMs } from "@aidc/contract";
import { demandOf, isoOf } from "@aidc/domain";
import type { BoundPoint, SignedPoint } from "@aidc/store";
import { aCenterDocument } from "@aidc/testkit";
import { describe, expect, it } from "vitest";
import { figureContext } from "../figures/compute-figures.ts";
import { energySources } from "../figures/energy-sources.ts";
import { aPoint, correctedBy, everyMs, MemoryTelemetry } from "../figures/memory-telemetry.fixture.ts";
import { readDemand } from "./read-demand.ts";

const month = { fromMs: Date.UTC(2026, 4, 1), toMs: Date.UTC(2026, 5, 1) };
const fiveMinutes = 300_000;
const wattsAt = (atMs: number) => (atMs % 3_600_000 < 900_000 ? 154_526 : 100_000);

/** The grid takes 154.526 kW in the first quarter of each hour, else 100; momentary power says 154 in it. */
async function read({
  intervalMs = fiveMinutes,
  silentFrom = month.toMs,
  hasPower = true,
  drafts = [],
}: {
  intervalMs?: number;
  silentFrom?: number;
  hasPower?: boolean;
  drafts?: readonly CorrectionDraft[];
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
    known: correctedBy(...drafts),
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

describe("demand follows what corrections say", () => {
  const at = (hours: number) => isoOf(month.fromMs + hours * 3_600_000);
  const value = (fromHour: number, toHour: number, energyKwh: string | null): CorrectionDraft => ({
    kind: "value",
    subject: { kind: "meter", id: "grid" },
    from: at(fromHour),
    to: at(toHour),
    energyKwh,
    reason: "the register jumped",
  });

  it("of an hour whose energy was put right upwards: 200 kW, which no sample has seen", async () => {
    const found = await read({ drafts: [value(10, 11, "200")] });
    expect(found).toMatchObject({ watts: 200_000, grade: "assumed", atMs: month.fromMs + 10 * 3_600_000 });
    // How 200 kWh spread over the hour is not known: its quarters may hold a greater mean.
    const lost = 4 / (31 * 96);
    expect(found?.coverage).toBeCloseTo(1 - lost, 3);
  });

  it("of all hours with the peak put right downwards or called wrong: the next greatest is charged", async () => {
    const whole = (month.toMs - month.fromMs) / 3_600_000;
    const flat = await read({ hasPower: false, drafts: [value(0, whole, String(whole * 100))] });
    expect(flat).toMatchObject({ watts: 100_000, coverage: 0 });
    const without = await read({ hasPower: false, drafts: [value(0, whole - 2.5, null)] });
    expect(without).toMatchObject({ watts: 154_526, atMs: month.toMs - 2 * 3_600_000 });
    expect(without?.coverage).toBeCloseTo(2.5 / whole, 3);
  });

  it("of a part of a quarter with what was measured of the rest of it", async () => {
    // 154.526 kW for ten minutes, and 20 kWh in the other five: 25.754 + 20 kWh in a quarter of an hour.
    const found = await read({ drafts: [value(10 + 10 / 60, 10.25, "20")] });
    expect(found?.watts).toBeCloseTo(183_017.3, 0);
    expect(found?.atMs).toBe(month.fromMs + 10 * 3_600_000);
  });

  it("is as measured where another meter was corrected", async () => {
    const other = { ...value(10, 11, "200"), subject: { kind: "meter" as const, id: "other" } };
    expect(await read({ drafts: [other] })).toMatchObject({ watts: 154_526, grade: "metered" });
  });
});
