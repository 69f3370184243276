import type { WindowMs } from "@aidc/contract";
import { nothingKnown } from "@aidc/domain";
import type { BoundPoint, DayOfGroup, HourBound, Resolution, Rollup } from "@aidc/store";
import { aCenterDocument } from "@aidc/testkit";
import fc from "fast-check";
import { expect, it } from "vitest";
import { figureContext, makeOneFigure } from "./compute-figures.ts";
import { aPoint, everyMs, MemoryTelemetry } from "./memory-telemetry.fixture.ts";

const minuteMs = 60_000;
const fromMs = Date.UTC(2026, 4, 4);
const window = { fromMs, toMs: fromMs + 3 * 60 * minuteMs };
const wide = { fromMs: fromMs - 30 * minuteMs, toMs: window.toMs + 30 * minuteMs };

/** A declared cadence so fine that so long a window is not read sample by sample. */
const servers = ["s1", "s2"].map((id, seriesId) => ({
  ...aPoint({ subject: { kind: "server", id }, quantity: "power", seriesId }),
  intervalMs: 1,
  maxGapMs: 3 * minuteMs,
}));

const inOrder = (rows: readonly (readonly Rollup[])[]) => rows.flat().sort((a, b) => a.startMs - b.startMs);

function center(points: readonly BoundPoint[] = servers, over = window) {
  const document = aCenterDocument({
    servers: points.map(({ subject: { id } }, at) => ({
      id,
      rack: `k${(at % 2) + 1}`,
      name: id,
      heightU: 1,
    })),
    assignments: [],
  });
  const telemetry = new MemoryTelemetry("UTC");
  /** As the database adds them up. */
  let rowsRead = 0;
  const sums = {
    async boundsOfHours(points: readonly BoundPoint[], over: WindowMs): Promise<HourBound[]> {
      const rows = (await telemetry.readRollups(points, over, "1h")).flat();
      rowsRead += rows.length;
      return [...Map.groupBy(rows, ({ startMs }) => startMs)].map(([startMs, own]) => ({
        startMs,
        bound: own.reduce((sum, { max }) => sum + Math.max(0, max ?? 0), 0),
      }));
    },
    async sumDays(
      groups: readonly (readonly BoundPoint[])[],
      over: WindowMs | readonly WindowMs[],
      size: Resolution = "1d",
    ): Promise<DayOfGroup[][]> {
      const windows = "fromMs" in over ? [over] : over;
      const read = await Promise.all(
        groups.map(async (group) =>
          (await Promise.all(windows.map((one) => telemetry.readRollups(group, one, size)))).flat(),
        ),
      );
      rowsRead += read.flat(2).length;
      return read.map((rows) =>
        [...Map.groupBy(inOrder(rows), ({ startMs }) => startMs).values()].map((own) => ({
          startMs: own[0]?.startMs ?? 0,
          endMs: own[0]?.endMs ?? 0,
          resets: 0,
          integral: own.reduce((sum, { integral }) => sum + integral, 0n),
          coveredMs: own.reduce((sum, { coveredMs }) => sum + coveredMs, 0),
          points: own.filter(({ coveredMs }) => coveredMs > 0).length,
          leastCoveredMs: Math.min(...own.map(({ coveredMs }) => coveredMs)),
        })),
      );
    },
  };
  const peakWith = (options: Partial<Parameters<typeof figureContext>[3]>) =>
    makeOneFigure(
      "it_power_peak",
      figureContext({ history: telemetry }, { document, points }, over, {
        known: nothingKnown,
        ...options,
      }),
    );
  return { telemetry, sums, peakWith, rowsRead: () => rowsRead };
}

it("is the same from sums of the database as point by point, with gaps and below zero too", async () => {
  const silences = fc.array(fc.tuple(fc.nat(240), fc.integer({ min: 1, max: 40 })), { maxLength: 4 });
  const watts = fc.array(fc.integer({ min: -200, max: 9000 }), { minLength: 3, maxLength: 20 });
  await fc.assert(
    fc.asyncProperty(fc.tuple(watts, watts), fc.tuple(silences, silences), async (levels, silent) => {
      const { telemetry, sums, peakWith } = center();
      for (const [seriesId, values] of levels.entries()) {
        const isSilent = (minute: number) =>
          silent[seriesId]?.some(([from, length]) => minute >= from && minute < from + length);
        const samples = everyMs(wide, minuteMs, (atMs) => values[(atMs / minuteMs) % values.length] ?? 0);
        telemetry.set(
          seriesId,
          samples.filter(([atMs]) => !isSilent((atMs - wide.fromMs) / minuteMs)),
        );
      }
      const [added, alone] = [await peakWith({ sums }), await peakWith({})];
      const close = alone.value === null ? null : expect.closeTo(alone.value, 6);
      expect(added).toEqual({ ...alone, value: close });
      expect(added.method).toMatchObject({ category: "5m means" });
    }),
    { numRuns: 60 },
  );
});

it("reads 5-minute rows of few hours: a peak in the afternoons of 31 days leaves the other hours unread", async () => {
  const month = { fromMs, toMs: fromMs + 31 * 24 * 60 * minuteMs };
  const racks = Array.from({ length: 16 }, (_, seriesId) => ({
    ...aPoint({ subject: { kind: "server", id: `s${seriesId}` }, quantity: "power", seriesId }),
    intervalMs: 1,
    maxGapMs: 15 * minuteMs,
  }));
  const { telemetry, sums, peakWith, rowsRead } = center(racks, month);
  for (const { seriesId } of racks) {
    // A day's course of 4 to 8 kW, a greater one each weekday, and what a rack does by itself: 3 % at most.
    const watts = (atMs: number) => {
      const hour = (atMs / 3_600_000) % 24;
      const day = Math.floor(atMs / 86_400_000);
      const own = Math.sin(atMs / 7e5 + (seriesId ?? 0) * 2.1) * 0.03;
      return (6000 + 2000 * Math.cos(((hour - 15) / 12) * Math.PI) * (1 + (day % 7) / 20)) * (1 + own);
    };
    telemetry.set(seriesId ?? 0, everyMs({ ...month, toMs: month.toMs + minuteMs }, 5 * minuteMs, watts));
  }
  const [found, alone] = [await peakWith({ sums }), await peakWith({})];
  expect(found.value).toBeCloseTo(alone.value ?? 0, 6);
  const all = 31 * 24 * 12 * racks.length;
  expect(all).toBe(142_848);
  // All hours, and of the 5-minute rows those that could hold the peak.
  expect(rowsRead()).toBeLessThan(all / 7);
});
