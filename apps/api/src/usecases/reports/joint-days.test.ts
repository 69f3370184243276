import type { WindowMs } from "@aidc/contract";
import { localDaysOver, nothingKnown } from "@aidc/domain";
import type { BoundPoint, DayOfGroup, Resolution, Rollup } from "@aidc/store";
import { aCenterDocument } from "@aidc/testkit";
import { expect, it } from "vitest";
import { figureContext } from "../figures/compute-figures.ts";
import type { SignedSource } from "../figures/energy-sources.ts";
import { jointEnergies } from "../figures/joint-energy.ts";
import { aPoint, everyMs, MemoryTelemetry } from "../figures/memory-telemetry.fixture.ts";
import { jointOfDays } from "./joint-days.ts";

const minuteMs = 60_000;
const reach = { fromMs: Date.UTC(2026, 4, 3, 18, 30), toMs: Date.UTC(2026, 4, 6, 18, 30) };

/** As the database adds up. */
function sumOf(group: readonly (readonly Rollup[])[]): DayOfGroup[] {
  const sums = new Map<number, DayOfGroup>();
  for (const row of group.flat()) {
    const known = sums.get(row.startMs);
    sums.set(row.startMs, {
      startMs: row.startMs,
      endMs: row.endMs,
      resets: 0,
      integral: (known?.integral ?? 0n) + row.integral,
      coveredMs: (known?.coveredMs ?? 0) + row.coveredMs,
      points: (known?.points ?? 0) + (row.coveredMs > 0 ? 1 : 0),
      leastCoveredMs: Math.min(known?.leastCoveredMs ?? row.coveredMs, row.coveredMs),
    });
  }
  return [...sums.values()];
}

/** Power of four racks and of the grid, which has a register too, each silent at times of its own. */
function center(timeZone: string) {
  const telemetry = new MemoryTelemetry(timeZone);
  const power = (id: string, seriesId: number) =>
    aPoint({ subject: { kind: "rack", id }, quantity: "power", seriesId });
  const racks = [1, 2, 3, 4].map((id) => power(`r${id}`, id));
  const grid = power("grid", 5);
  const register = aPoint({ subject: { kind: "rack", id: "grid" }, quantity: "energy", seriesId: 6 });
  for (const [at, { seriesId }] of [...racks, grid].entries()) {
    const isSilent = (atMs: number) =>
      Math.floor(atMs / minuteMs / 7) % (at === 4 ? 97 : 211 + 60 * at) === 5;
    const samples = everyMs(reach, minuteMs, (atMs) => 1000 + ((atMs / minuteMs) % (17 + at)));
    telemetry.set(
      seriesId ?? 0,
      samples.filter(([atMs]) => !isSilent(atMs)),
    );
  }
  telemetry.set(
    6,
    everyMs(
      { ...reach, toMs: reach.fromMs + 30 * 3_600_000 },
      5 * minuteMs,
      (atMs) => (atMs - reach.fromMs) / 1000,
    ),
  );
  const source = (gauge: BoundPoint, counter: BoundPoint | null = null): SignedSource => ({
    subject: gauge.subject,
    sign: 1,
    counter,
    gauge,
  });
  const sources = { facility: [source(grid, register)], it: racks.map((rack) => source(rack)) };
  const document = aCenterDocument({ center: { id: "c1", name: "c", timeZone } });
  const context = figureContext({ history: telemetry }, { document, points: [] }, reach, {
    known: nothingKnown,
  });
  const asked: Resolution[] = [];
  const sums = {
    sumDays: async (
      groups: readonly (readonly BoundPoint[])[],
      windows: readonly WindowMs[],
      size: Resolution = "1d",
    ) => {
      asked.push(size);
      const read = async (group: readonly BoundPoint[]) => {
        const rows = await Promise.all(windows.map((one) => telemetry.readRollups(group, one, size)));
        return sumOf(rows.flat());
      };
      return Promise.all(groups.map(read));
    },
  };
  return { context, sources, sums, telemetry, asked };
}

it.each(["UTC", "Asia/Kolkata"])(
  "days with gaps add up as their sources do one by one, in %s",
  async (zone) => {
    const { context, sources, sums } = center(zone);
    const days = localDaysOver(reach, zone).filter(
      ({ fromMs, toMs }) => fromMs >= reach.fromMs && toMs <= reach.toMs,
    );
    const found = await jointOfDays(context, sums, sources, days);
    expect(days.length).toBeGreaterThan(1);
    for (const day of days) {
      const { millijoules, coveredMs } = await jointEnergies(
        context,
        [...sources.facility, ...sources.it],
        day,
      );
      const [facilityMj = 0n, ...it] = millijoules;
      const itMj = it.reduce((sum, one) => sum + one, 0n);
      expect(coveredMs).toBeGreaterThan(0);
      expect(coveredMs).toBeLessThan(day.toMs - day.fromMs);
      expect(found.get(day.fromMs)).toEqual({ facilityMj, itMj, coveredMs });
    }
  },
);

it("days apart are asked for together: their hours in one question, what gaps cut through in another", async () => {
  const { context, sources, sums, asked } = center("UTC");
  const days = localDaysOver(reach, "UTC");
  const apart = days.filter((_, at) => at % 2 === 1);
  expect(apart.length).toBeGreaterThan(1);
  await jointOfDays(context, sums, sources, apart);
  expect(asked).toEqual(["1h", "5m"]);
});

it("samples are read only where a gap cuts through 5 minutes", async () => {
  const { context, sources, sums, telemetry } = center("UTC");
  await jointOfDays(context, sums, sources, [{ fromMs: Date.UTC(2026, 4, 4), toMs: Date.UTC(2026, 4, 5) }]);
  const readMs = telemetry.rawReads.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0);
  expect(telemetry.rawReads.length).toBeGreaterThan(0);
  expect(readMs).toBeLessThan(12 * 3_600_000);
});
