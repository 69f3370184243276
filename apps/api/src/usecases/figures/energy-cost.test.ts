import type { CorrectionDraft, TariffVersion } from "@aidc/contract";
import type { KnownCorrections } from "@aidc/domain";
import { isoOf, kwhOf, nothingKnown } from "@aidc/domain";
import { aCenterDocument } from "@aidc/testkit";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { figureContext, makeOneFigure } from "./compute-figures.ts";
import { energyCostByBand } from "./energy-cost.ts";
import { jointEnergies, jointEnergiesByPiece } from "./joint-energy.ts";
import { aPoint, everyMs, MemoryTelemetry, memoryReader } from "./memory-telemetry.fixture.ts";
import { metersById } from "./point-rules.ts";

const hourMs = 3_600_000;
const startMs = Date.parse("2026-05-04T00:00:00+08:00");
const window = { fromMs: startMs, toMs: startMs + 24 * hourMs };
const wide = { fromMs: startMs - hourMs, toMs: startMs + 25 * hourMs };
const grid = aPoint({ subject: { kind: "meter", id: "grid" }, quantity: "power", seriesId: 9 });

/** 0.30 at night from 22 to 6, 0.60 otherwise, and 0.10 that follows no band. */
const tariff: TariffVersion = {
  effectiveFrom: "2026-01-01T00:00:00Z",
  currency: "CNY",
  source: "an example",
  note: "",
  components: [
    { id: "energy", name: "energy", perKwh: "0.6", banded: true },
    { id: "levy", name: "levy", perKwh: "0.1", banded: false },
  ],
  bands: [{ id: "night", from: "22:00", to: "06:00", factor: "0.5" }],
  demand: null,
  version: 1,
  publishedAt: "2025-12-01T00:00:00Z",
  publishedBy: "x",
  contentSha256: "",
};

/** 100 kW by day, 1 MW at night: the mean price says nothing about this bill. */
function center(tariffs: TariffVersion[], known: KnownCorrections = nothingKnown) {
  const document = aCenterDocument({
    center: { id: "c1", name: "Center", timeZone: "Asia/Shanghai" },
    meters: [{ id: "grid", name: "Grid", role: "grid_import" }],
  });
  const telemetry = new MemoryTelemetry("Asia/Shanghai", metersById(document));
  telemetry.set(
    9,
    everyMs(wide, 60_000, (at) => {
      const hour = ((at - startMs) / hourMs + 24) % 24;
      return hour < 6 || hour >= 22 ? 1_000_000 : 100_000;
    }),
  );
  return figureContext({ history: telemetry }, { document, points: [grid] }, window, { tariffs, known });
}

describe("energy_cost", () => {
  it("prices each band's own energy; energy x mean price would be another number", async () => {
    const figure = await makeOneFigure("energy_cost", center([tariff]));
    // 8 h x 1,000 kWh x 0.40 + 16 h x 100 kWh x 0.70, plus the two one-minute ramps of the trapezoid.
    expect(figure.unit).toBe("CNY");
    expect(figure.value).toBeCloseTo(4320, -1);
    expect(figure.value).not.toBeCloseTo(9600 * 0.6, -2);
    expect(figure).toMatchObject({ coverage: 1, status: "valid", method: { id: "energy_cost" } });
  });

  it("is as good as the corrections of its meter, and names them", async () => {
    const draft: CorrectionDraft = {
      kind: "value",
      subject: { kind: "meter", id: "grid" },
      energyKwh: "100",
      reason: "a jump",
      from: isoOf(startMs),
      to: isoOf(startMs + hourMs),
    };
    const facts = { id: "x", recordedAt: isoOf(startMs), recordedBy: "A", withdrawal: null };
    const known = { corrections: [{ ...facts, draft }], readings: [] };
    const figure = await makeOneFigure("energy_cost", center([tariff], known));
    expect(figure.value).toBeCloseTo(4320 - 900 * 0.4, -1);
    expect(figure.grade).toBe("assumed");
    expect(figure.inputs).toMatchObject([{ kind: "meter" }, { kind: "correction", count: 1 }]);
  });

  it.each([
    ["no tariff at all", [], "no_tariff"],
    [
      "a tariff that begins after the window",
      [{ ...tariff, effectiveFrom: "2027-01-01T00:00:00Z" }],
      "no_tariff",
    ],
    [
      "a tariff for the second half only",
      [{ ...tariff, effectiveFrom: "2026-05-04T12:00:00+08:00" }],
      "no_tariff",
    ],
  ])("has no value with %s", async (_name, tariffs, reason) => {
    const figure = await makeOneFigure("energy_cost", center(tariffs));
    expect(figure).toMatchObject({ value: null, reason, status: "invalid" });
  });
});

describe("a register that was silent and went on counting", () => {
  /** 1,000 kWh an hour, heard every minute but in the silence. */
  async function bandsOf(
    silence: readonly [fromHour: number, toHour: number],
    days = 1,
    beside: { readonly power?: (hour: number) => boolean; readonly known?: KnownCorrections } = {},
  ) {
    const { document, history } = registerCenter(silence);
    const energy = aPoint({ subject: { kind: "meter", id: "grid" }, quantity: "energy", seriesId: 9 });
    const power = aPoint({ subject: { kind: "meter", id: "grid" }, quantity: "power", seriesId: 8 });
    const { power: isHeard, known = nothingKnown } = beside;
    if (isHeard) {
      const samples = everyMs({ ...wide, toMs: wide.toMs + 24 * hourMs }, 60_000, () => 1_000_000);
      history.set(
        8,
        samples.filter(([at]) => isHeard((at - startMs) / hourMs)),
      );
    }
    const options = { tariffs: [tariff], known };
    const over = { fromMs: startMs, toMs: startMs + days * 24 * hourMs };
    const context = figureContext(
      { history },
      { document, points: isHeard ? [energy, power] : [energy] },
      over,
      options,
    );
    const { figure, bands, unbandedMj } = await energyCostByBand(context);
    const kwh = (band: string | null) => kwhOf(bands.find((one) => one.band === band)?.millijoules ?? 0n);
    return { night: kwh("night"), flat: kwh(null), unbanded: kwhOf(unbandedMj), figure };
  }
  function registerCenter([fromHour, toHour]: readonly [number, number]) {
    const { document } = center([tariff]);
    const history = new MemoryTelemetry("Asia/Shanghai", metersById(document));
    const samples = everyMs(
      { ...wide, toMs: wide.toMs + 24 * hourMs },
      60_000,
      (at) => 5_000_000 + ((at - wide.fromMs) / hourMs) * 1_000_000,
    );
    history.set(
      9,
      samples.filter(([at]) => at <= startMs + fromHour * hourMs || at >= startMs + toHour * hourMs),
    );
    return { document, history };
  }

  it("across two bands leaves its 3,000 kWh in none of them: not lost, and in no band by guess", async () => {
    const { night, flat, unbanded, figure } = await bandsOf([20, 23]);
    // The naive sum of bands is 21,000 of the 24,000 kWh that the register counted.
    expect([night, flat, unbanded]).toEqual([7000, 14_000, 3000]);
    // What has no band has no price.
    expect(figure).toMatchObject({ value: 7000 * 0.4 + 14_000 * 0.7, status: "provisional" });
    expect(figure.coverage).toBeCloseTo(21 / 24, 9);
  });

  it("over a midnight within one band is of that band, and is paid as every other night", async () => {
    const { night, flat, unbanded, figure } = await bandsOf([23, 25], 2);
    // By days alone 46,000 of 48,000 kWh: nobody would pay for the two hours from 23 to 1.
    expect([night, flat, unbanded]).toEqual([16_000, 32_000, 0]);
    expect(figure).toMatchObject({ coverage: 1, status: "valid" });
  });

  it("over a midnight and across two bands is known and has no price", async () => {
    const { night, flat, unbanded, figure } = await bandsOf([21, 25], 2);
    expect([night, flat, unbanded]).toEqual([13_000, 31_000, 4000]);
    expect(figure.coverage).toBeCloseTo(44 / 48, 9);
  });

  it.each([
    ["silent with it", (hour: number) => hour <= 10 || hour >= 13],
    [
      "heard for an hour of the silence",
      (hour: number) => hour <= 10 || hour >= 13 || (hour >= 11 && hour <= 12),
    ],
    ["heard on no other day", (hour: number) => hour > 30],
  ])("within one band with power beside it, %s, is of that band, and is paid", async (_name, power) => {
    const { night, flat, unbanded, figure } = await bandsOf([10, 13], 1, { power });
    // More is sent, and the bill is the same.
    expect([night, flat, unbanded]).toEqual([8000, 16_000, 0]);
    expect(figure).toMatchObject({ value: 8000 * 0.4 + 16_000 * 0.7, coverage: 1, status: "valid" });
  });

  it("within one band is of that band where another day was corrected", async () => {
    const draft: CorrectionDraft = {
      kind: "value",
      subject: { kind: "meter", id: "grid" },
      energyKwh: "1000",
      reason: "a jump",
      from: isoOf(startMs + 36 * hourMs),
      to: isoOf(startMs + 37 * hourMs),
    };
    const facts = { id: "x", recordedAt: isoOf(startMs), recordedBy: "A", withdrawal: null };
    const known = { corrections: [{ ...facts, draft }], readings: [] };
    const { night, flat, unbanded } = await bandsOf([10, 13], 2, { known });
    expect([night, flat, unbanded]).toEqual([16_000, 32_000, 0]);
  });

  it("across two bands with power beside it leaves in none of them what power did not tell", async () => {
    const power = (hour: number) => hour <= 20 || hour >= 23 || (hour >= 21 && hour <= 21.5);
    const { night, flat, unbanded } = await bandsOf([20, 23], 1, { power });
    expect([night, flat, unbanded]).toEqual([7000, 14_500, 2500]);
  });

  it("within one band is of that band, and is paid", async () => {
    const { night, flat, unbanded, figure } = await bandsOf([10, 13]);
    expect([night, flat, unbanded]).toEqual([8000, 16_000, 0]);
    expect(figure).toMatchObject({ value: 8000 * 0.4 + 16_000 * 0.7, coverage: 1, status: "valid" });
  });
});

it("pieces of a window add up to the whole to the millijoule, wherever it is cut (property)", async () => {
  const { telemetry, reader } = memoryReader("Asia/Shanghai");
  telemetry.set(
    9,
    everyMs(wide, 47_000, (at) => 500 + 300 * Math.sin(at / 1e6)).filter((_, i) => i % 90 > 6),
  );
  const sources = [{ counter: null, gauge: grid }];
  const whole = await jointEnergies(reader, sources, window);
  const edge = fc.oneof(
    fc.integer({ min: 1, max: 23 }).map((hour) => startMs + hour * hourMs),
    fc.integer({ min: 1, max: 287 }).map((five) => startMs + five * 300_000),
    fc.integer({ min: window.fromMs + 1, max: window.toMs - 1 }),
  );
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(edge, { maxLength: 6 }), async (inner) => {
      const edges = [window.fromMs, ...inner.sort((a, b) => a - b), window.toMs];
      const pieces = edges.slice(1).map((toMs, i) => ({ fromMs: edges[i] ?? 0, toMs }));
      const parts = await jointEnergiesByPiece(reader, sources, pieces);
      expect(parts.reduce((sum, part) => sum + part.coveredMs, 0)).toBe(whole.coveredMs);
      expect(parts.reduce((sum, part) => sum + (part.millijoules[0] ?? 0n), 0n)).toBe(whole.millijoules[0]);
    }),
    { numRuns: 60 },
  );
});
