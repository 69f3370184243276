import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { jointEnergies } from "./joint-energy.ts";
import { aPoint, everyMs, memoryReader } from "./memory-telemetry.fixture.ts";
import { integralsOver } from "./series-reader.ts";

const hourMs = 3_600_000;
const minuteMs = 60_000;
const startMs = Date.UTC(2026, 4, 4);
const dayAndABit = { fromMs: startMs - 7 * minuteMs - 13_000, toMs: startMs + 26 * hourMs + 17_000 };
const wide = { fromMs: startMs - hourMs, toMs: startMs + 30 * hourMs };

const power = (seriesId: number) =>
  aPoint({ subject: { kind: "server", id: `s${seriesId}` }, quantity: "power", seriesId });
const gauge = (seriesId: number) => ({ counter: null, gauge: power(seriesId) });

describe("jointEnergies", () => {
  it("adds constant powers over any window to power x time, to the millijoule", async () => {
    const { telemetry, reader } = memoryReader();
    telemetry.set(
      1,
      everyMs(wide, minuteMs, () => 1000),
    );
    telemetry.set(
      2,
      everyMs(wide, minuteMs, () => 250),
    );
    const joint = await jointEnergies(reader, [gauge(1), gauge(2)], dayAndABit);
    const lengthMs = dayAndABit.toMs - dayAndABit.fromMs;
    expect(joint.coveredMs).toBe(lengthMs);
    expect(joint.millijoules).toEqual([BigInt(1000 * lengthMs), BigInt(250 * lengthMs)]);
  });

  it("counts only the time that all cover: a gap of one takes the others with it", async () => {
    const { telemetry, reader } = memoryReader();
    const gap = { fromMs: startMs + 3 * hourMs + 2 * minuteMs, toMs: startMs + 4 * hourMs };
    telemetry.set(
      1,
      everyMs(wide, minuteMs, () => 1000),
    );
    telemetry.set(
      2,
      everyMs(wide, minuteMs, () => 250).filter(([at]) => at <= gap.fromMs || at >= gap.toMs),
    );
    const joint = await jointEnergies(reader, [gauge(1), gauge(2)], dayAndABit);
    const coveredMs = dayAndABit.toMs - dayAndABit.fromMs - (gap.toMs - gap.fromMs);
    expect(joint.coveredMs).toBe(coveredMs);
    expect(joint.millijoules).toEqual([BigInt(1000 * coveredMs), BigInt(250 * coveredMs)]);
    // Whole hours come from roll-ups; only edges and the hour of the gap are read sample by sample.
    const rawMs = telemetry.rawReads.reduce((sum, window) => sum + window.toMs - window.fromMs, 0);
    expect(rawMs).toBeLessThan(2 * hourMs);
  });

  it("does not look for samples where one source is silent for days", async () => {
    const { telemetry, reader } = memoryReader();
    telemetry.set(
      1,
      everyMs(wide, minuteMs, () => 1000),
    );
    const joint = await jointEnergies(reader, [gauge(1), gauge(2)], {
      fromMs: startMs,
      toMs: startMs + 24 * hourMs,
    });
    expect(joint).toEqual({ millijoules: [0n, 0n], coveredMs: 0, cut: false });
    expect(telemetry.rawReads).toEqual([]);
  });

  it("bridges a silent register with power, and prefers the register where it speaks", async () => {
    const { telemetry, reader } = memoryReader();
    const register = aPoint({ subject: { kind: "meter", id: "grid" }, quantity: "energy", seriesId: 3 });
    const window = { fromMs: startMs, toMs: startMs + 6 * hourMs };
    // The register says 2 kW, the power beside it 1 kW: it shows which one was used.
    telemetry.set(
      3,
      everyMs(window, minuteMs, (at) => ((at - startMs) / hourMs) * 2000).filter(
        ([at]) => at <= startMs + 4 * hourMs,
      ),
    );
    telemetry.set(
      1,
      everyMs(wide, minuteMs, () => 1000),
    );
    const joint = await jointEnergies(reader, [{ counter: register, gauge: power(1) }], window);
    expect(joint.coveredMs).toBe(6 * hourMs);
    expect(joint.millijoules).toEqual([BigInt(2000 * 4 * hourMs + 1000 * 2 * hourMs)]);
  });
});

describe("integralsOver", () => {
  it("adds up exactly however a window is split (property)", async () => {
    const { telemetry, reader } = memoryReader("Asia/Shanghai");
    telemetry.set(
      1,
      everyMs(wide, 47_000, (at) => 500 + 300 * Math.sin(at / 1e6)),
    );
    const instant = fc.integer({ min: wide.fromMs, max: wide.toMs });
    await fc.assert(
      fc.asyncProperty(instant, instant, instant, async (...instants) => {
        const [fromMs = 0, cutMs = 0, toMs = 0] = instants.sort((a, b) => a - b);
        const read = async (window: { fromMs: number; toMs: number }) =>
          (await integralsOver(reader, [power(1)], window))[0];
        const [whole, left, right] = await Promise.all([
          read({ fromMs, toMs }),
          read({ fromMs, toMs: cutMs }),
          read({ fromMs: cutMs, toMs }),
        ]);
        expect(whole?.integral).toBe((left?.integral ?? 0n) + (right?.integral ?? 0n));
        expect(whole?.coveredMs).toBe((left?.coveredMs ?? 0) + (right?.coveredMs ?? 0));
      }),
      { numRuns: 50 },
    );
  });
});
