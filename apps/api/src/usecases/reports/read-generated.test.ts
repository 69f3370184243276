import type { CorrectionDraft } from "@aidc/contract";
import { isoOf } from "@aidc/domain";
import { aCenterDocument } from "@aidc/testkit";
import { expect, it } from "vitest";
import { figureContext } from "../figures/compute-figures.ts";
import { aPoint, everyMs, MemoryTelemetry } from "../figures/memory-telemetry.fixture.ts";
import { readGenerated } from "./read-generated.ts";

const window = { fromMs: Date.UTC(2026, 4, 4), toMs: Date.UTC(2026, 4, 5) };

it("what the sun gave is corrected as the balance that it is a part of", async () => {
  const document = aCenterDocument({
    center: { id: "c1", name: "Center", timeZone: "UTC" },
    meters: [{ id: "pv", name: "PV", role: "pv" }],
  });
  const telemetry = new MemoryTelemetry("UTC");
  telemetry.set(
    1,
    everyMs(window, 60_000, () => 1_000_000),
  );
  const point = aPoint({ subject: { kind: "meter", id: "pv" }, quantity: "power", seriesId: 1 });
  const draft: CorrectionDraft = {
    kind: "value",
    subject: { kind: "meter", id: "pv" },
    energyKwh: "100",
    reason: "a jump",
    from: isoOf(window.fromMs),
    to: isoOf(window.toMs),
  };
  const facts = { id: "x", recordedAt: isoOf(window.toMs), recordedBy: "A", withdrawal: null };
  const known = { corrections: [{ ...facts, draft }], readings: [] };
  const context = figureContext({ history: telemetry }, { document, points: [point] }, window, { known });
  const measured = { startMs: window.fromMs, endMs: window.toMs, integral: 1n, coveredMs: 1, resets: 0 };
  const sums = {
    sumDays: async (groups: readonly (readonly unknown[])[]) =>
      groups.map((group) => (group.length > 0 ? [{ ...measured, points: 1, leastCoveredMs: 1 }] : [])),
    sumPoints: async () => [],
  };
  const {
    meters: { days, grade },
    sampled,
  } = await readGenerated(context, sums, window, "pv");
  expect(days.map(({ sum }) => sum.integral)).toEqual([100n * 3_600_000_000n]);
  expect(grade).toBe("assumed");
  // What came late must be told beside the correction: the samples stand apart from it.
  expect(sampled.map(({ integral }) => integral)).toEqual([24_000n * 3_600_000_000n]);
});
