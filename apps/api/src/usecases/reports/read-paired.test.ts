import type { MeterReading, WindowMs } from "@aidc/contract";
import { isoOf } from "@aidc/domain";
import type { BoundPoint, Resolution } from "@aidc/store";
import { aCenterDocument } from "@aidc/testkit";
import { expect, it } from "vitest";
import { figureContext } from "../figures/compute-figures.ts";
import { energySources } from "../figures/energy-sources.ts";
import { aPoint, everyMs, MemoryTelemetry } from "../figures/memory-telemetry.fixture.ts";
import { readPaired } from "./read-paired.ts";

const hourMs = 3_600_000;
const window = { fromMs: Date.UTC(2026, 4, 4), toMs: Date.UTC(2026, 4, 5) };
const until = (hours: number): WindowMs => ({ ...window, toMs: window.fromMs + hours * hourMs });

/** IT draws 1 MW; the register of water counts 1,000 L an hour and starts at 4,321 m3, or is not there at all. */
async function read(heard: {
  readonly waterHours?: number;
  readonly itHours?: number;
  readonly bill?: string;
}) {
  const document = aCenterDocument({
    center: { id: "c1", name: "Center", timeZone: "UTC", itBoundary: "ups_output" },
    meters: [
      { id: "ups", name: "UPS", role: "ups_output" },
      { id: "w", name: "Water", role: "water_intake", modulusWh: 1000 },
    ],
  });
  const telemetry = new MemoryTelemetry("UTC");
  const points: BoundPoint[] = [
    aPoint({ subject: { kind: "meter", id: "ups" }, quantity: "power", seriesId: 1 }),
  ];
  telemetry.set(
    1,
    everyMs(until(heard.itHours ?? 24), 60_000, () => 1_000_000),
  );
  if (heard.waterHours !== undefined) {
    points.push(aPoint({ subject: { kind: "meter", id: "w" }, quantity: "volume", seriesId: 2 }));
    const reading = (atMs: number) => 4_321_000 + ((atMs - window.fromMs) / hourMs) * 1000;
    telemetry.set(2, everyMs(until(heard.waterHours), 60_000, reading));
  }
  const facts = { recordedAt: isoOf(window.toMs), recordedBy: "A", withdrawal: null };
  const day = { firstDay: "2026-05-04", lastDay: "2026-05-04" };
  const draft = { kind: "bill", target: "w", ...day, energyKwh: null, cost: null, document: "d" } as const;
  const readings: MeterReading[] = heard.bill
    ? [{ id: "bill", ...facts, draft: { ...draft, volumeM3: heard.bill } }]
    : [];
  const known = { corrections: [], readings };
  const context = figureContext({ history: telemetry }, { document, points }, window, { known });
  const { it: base } = await energySources(context);
  const sums = {
    sumDays: async (
      groups: readonly (readonly BoundPoint[])[],
      over: WindowMs | readonly WindowMs[],
      size: Resolution = "1d",
    ) =>
      Promise.all(
        groups.map(async (group) => {
          const windows = "fromMs" in over ? [over] : over;
          const read = windows.map((one) => telemetry.readRollups(group, one, size));
          const rows = (await Promise.all(read)).flat(2);
          return rows.map((row) => ({ ...row, points: 1, leastCoveredMs: row.coveredMs }));
        }),
      ),
    sumPoints: async () => [],
  };
  const { meters, stated } = await readPaired(
    context,
    sums,
    { role: "water_intake", side: "it", base },
    window,
  );
  const [first] = meters.days;
  return {
    count: meters.count,
    grade: meters.grade,
    days: meters.days.length,
    litres: first && Number(first.own.integral) / 1000,
    jointLitres: first && Number(first.joint.own) / 1000,
    jointKwh: first && Number(first.joint.base) / 3.6e9,
    jointHours: first && first.joint.coveredMs / hourMs,
    bill: stated.get("bill")?.notCounted,
  };
}

it("water and IT of a whole day: 24,000 L, not the 4,345 m3 that the register shows", async () => {
  const found = await read({ waterHours: 24 });
  expect(found).toMatchObject({ count: 1, grade: "metered", days: 1, jointHours: 24 });
  expect([found.litres, found.jointLitres, found.jointKwh]).toEqual([24_000, 24_000, 24_000]);
});

it("IT that is silent for half a day takes its water with it: 1 L/kWh, not 2", async () => {
  const { litres, jointLitres, jointKwh, jointHours } = await read({ waterHours: 24, itHours: 12 });
  expect(litres).toBe(24_000);
  expect(jointHours).toBeCloseTo(12, 0);
  expect((jointLitres ?? Number.NaN) / (jointKwh ?? Number.NaN)).toBeCloseTo(1, 9);
});

it("a bill counts where the register is silent, and never beside it: not 24 m3 twice", async () => {
  expect(await read({ bill: "24" })).toMatchObject({
    grade: "derived",
    litres: 24_000,
    jointLitres: 24_000,
    jointKwh: 24_000,
    bill: null,
  });
  expect(await read({ waterHours: 24, bill: "24" })).toMatchObject({
    litres: 24_000,
    days: 1,
    bill: "metered",
  });
  // Of half a day of IT nobody knows which half of the bill's water is its own.
  expect(await read({ itHours: 12, bill: "24" })).toMatchObject({ litres: 24_000, jointHours: 0 });
});
