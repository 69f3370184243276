import { nothingKnown } from "@aidc/domain";
import type { BoundPoint, DayOfGroup, Resolution, Rollup } from "@aidc/store";
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

function center() {
  const document = aCenterDocument();
  const telemetry = new MemoryTelemetry("UTC");
  /** As the database adds them up. */
  const sums = {
    async sumDays(
      groups: readonly (readonly BoundPoint[])[],
      over: typeof window,
      size: Resolution = "1d",
    ): Promise<DayOfGroup[][]> {
      const read = await Promise.all(groups.map((group) => telemetry.readRollups(group, over, size)));
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
      figureContext({ history: telemetry }, { document, points: servers }, window, {
        known: nothingKnown,
        ...options,
      }),
    );
  return { telemetry, sums, peakWith };
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
