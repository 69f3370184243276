import type { CorrectionDraft, MeterReading, WindowMs } from "@aidc/contract";
import { isoOf, kwhOf } from "@aidc/domain";
import { aCenterDocument } from "@aidc/testkit";
import { describe, expect, it } from "vitest";
import { figureContext } from "./compute-figures.ts";
import { energyByPiece } from "./energy-by-piece.ts";
import { facilityEnergyFigure, pueOverWindow } from "./energy-figures.ts";
import { energySources } from "./energy-sources.ts";
import { readSpans } from "./energy-statements.ts";
import { aPoint, everyMs, MemoryTelemetry } from "./memory-telemetry.fixture.ts";

const hourMs = 3_600_000;
const startMs = Date.UTC(2026, 4, 4);
const hours = (from: number, to: number): WindowMs => ({
  fromMs: startMs + from * hourMs,
  toMs: startMs + to * hourMs,
});
const threeDays = hours(0, 72);
const facts = { recordedAt: isoOf(startMs), recordedBy: "A", withdrawal: null };

interface Sent {
  /** kW */
  readonly grid?: number;
  readonly silent?: readonly WindowMs[];
  readonly upsSilent?: readonly WindowMs[];
  /** Power of the grid meter beside its register, where it is heard. */
  readonly power?: readonly WindowMs[];
  readonly drafts?: readonly CorrectionDraft[];
  readonly readings?: readonly MeterReading[];
}

/** Registers of the grid (12 kW) and of the UPS (10 kW), read every minute but in their silences. */
function center(sent: Sent, window: WindowMs) {
  const document = aCenterDocument({
    center: { id: "c1", name: "Center", timeZone: "UTC", itBoundary: "ups_output" },
    meters: [
      { id: "grid", name: "Grid", role: "grid_import" },
      { id: "ups", name: "UPS", role: "ups_output" },
    ],
  });
  const telemetry = new MemoryTelemetry("UTC");
  const wide = hours(-1, 73);
  const send = (seriesId: number, kw: number, silent: readonly WindowMs[] = []) =>
    telemetry.set(
      seriesId,
      everyMs(wide, 60_000, (at) => ((at - wide.fromMs) / hourMs) * kw * 1000).filter(
        ([at]) => !silent.some(({ fromMs, toMs }) => at > fromMs && at < toMs),
      ),
    );
  send(0, sent.grid ?? 12, sent.silent);
  send(1, 10, sent.upsSilent);
  const power = (sent.power ?? []).flatMap((heard) => everyMs(heard, 60_000, () => 12_000));
  telemetry.set(2, power);
  const point = (id: string, quantity: "energy" | "power", seriesId: number) =>
    aPoint({ subject: { kind: "meter", id }, quantity, seriesId });
  const points = [
    point("grid", "energy", 0),
    point("ups", "energy", 1),
    ...(sent.power ? [point("grid", "power", 2)] : []),
  ];
  const corrections = (sent.drafts ?? []).map((draft, at) => ({ id: `${at}`, ...facts, draft }));
  return figureContext({ history: telemetry }, { document, points }, window, {
    known: { corrections, readings: [...(sent.readings ?? [])] },
  });
}

const overMidnight = hours(22, 26);

const bill = (firstDay: string, lastDay: string): MeterReading => ({
  id: "bill",
  ...facts,
  draft: {
    kind: "bill",
    target: "facility",
    firstDay,
    lastDay,
    energyKwh: "900",
    volumeM3: null,
    cost: null,
    document: "d",
  },
});

describe("a register that was silent from 22 to 2 o'clock and went on counting", () => {
  it("is known for every period that holds the silence, and for no day of it", async () => {
    const of = async (window: WindowMs) => facilityEnergyFigure(center({ silent: [overMidnight] }, window));
    // The naive sum of the days is 816 kWh of the 864 that the register counted.
    expect(await of(threeDays)).toMatchObject({ value: 864, coverage: 1, status: "valid", grade: "metered" });
    expect((await of(hours(0, 24))).value).toBeCloseTo(264, 9);
    expect((await of(hours(24, 48))).value).toBeCloseTo(264, 9);
  });

  it("has a PUE of all of that time, because the other side is known over it", async () => {
    const figure = await pueOverWindow(center({ silent: [overMidnight] }, threeDays));
    expect(figure).toMatchObject({ value: 1.2, coverage: 1, status: "valid" });
  });

  it("with the other side silent at about the same time is one span from the first to the last", async () => {
    const sent = { silent: [overMidnight], upsSilent: [hours(21, 25.5)] };
    const context = center(sent, threeDays);
    const { spans } = await readSpans(context, await energySources(context), threeDays);
    expect(spans).toMatchObject([
      {
        kind: "silence",
        window: hours(21, 26),
        facility: { integral: 48n * 3_600_000_000n, coveredMs: 4 * hourMs },
        it: { integral: 45n * 3_600_000_000n, coveredMs: 4.5 * hourMs },
        joint: { facilityMj: 60n * 3_600_000_000n, itMj: 50n * 3_600_000_000n, coveredMs: 5 * hourMs },
      },
    ]);
    expect(await pueOverWindow(context)).toMatchObject({ value: 1.2, coverage: 1 });
  });

  it("counts the whole of days that were all silent", async () => {
    const figure = await facilityEnergyFigure(center({ silent: [hours(20, 60)] }, threeDays));
    expect(figure).toMatchObject({ value: 864, coverage: 1 });
  });

  it("is never told where the silence reaches out of the period", async () => {
    const out = await facilityEnergyFigure(center({ silent: [hours(60, 73)] }, threeDays));
    expect(out.value).toBeCloseTo(720, 9);
  });

  it("counts beyond what power told of the silence, and both are what the register says", async () => {
    const sent = { silent: [overMidnight], power: [hours(23, 25)] };
    const figure = await facilityEnergyFigure(center(sent, threeDays));
    expect(figure).toMatchObject({ value: 864, coverage: 1 });
    expect(await pueOverWindow(center(sent, threeDays))).toMatchObject({ value: 1.2, coverage: 1 });
  });

  it("says nothing of time that somebody corrected", async () => {
    const draft: CorrectionDraft = {
      kind: "value",
      subject: { kind: "meter", id: "grid" },
      from: isoOf(overMidnight.fromMs),
      to: isoOf(overMidnight.toMs),
      energyKwh: "30",
      reason: "the meter was off",
    };
    const figure = await facilityEnergyFigure(center({ silent: [overMidnight], drafts: [draft] }, threeDays));
    expect(figure).toMatchObject({ value: 846, grade: "assumed" });
  });
});

describe("a window that cuts days", () => {
  // Naive: sums of hours have nothing of what was silent over the edge of an hour: 606 of 648 kWh, and no PUE.
  it.each([
    ["over hours of its first day", hours(6, 60), hours(10.5, 14)],
    ["over the edge of one hour", hours(6, 60), hours(10.8, 11.2)],
    ["to the very edge of an hour", hours(6, 60), hours(10.5, 12)],
    ["over hours of its last day", hours(6, 60), hours(50, 54)],
    ["over a midnight between a cut day and a whole one", hours(6, 60), hours(22, 26)],
    ["of hours alone, with cut edges", hours(6.25, 20.75), hours(10.5, 14)],
    ["over an edge of 5 minutes", hours(10.1, 10.9), hours(10.4, 10.6)],
    [
      "at a cut edge of a second",
      { fromMs: hours(6, 7).fromMs + 61_000, toMs: hours(12, 13).toMs },
      hours(6.05, 7.5),
    ],
    ["within one hour, which has it", hours(6, 60), hours(10.2, 10.4)],
  ] as const)("has what a register counted in a silence %s", async (_, window, silence) => {
    const context = center({ silent: [silence] }, window);
    const figure = await facilityEnergyFigure(context);
    expect(figure.value).toBeCloseTo((12 * (window.toMs - window.fromMs)) / hourMs, 6);
    expect(figure.coverage).toBe(1);
    expect(await pueOverWindow(context)).toMatchObject({ coverage: 1, status: "valid" });
  });

  it("counts beyond what power told of the silence there, too", async () => {
    const sent = { silent: [hours(10.5, 14)], power: [hours(11, 12.5)] };
    const figure = await facilityEnergyFigure(center(sent, hours(6, 60)));
    expect(figure).toMatchObject({ value: 648, coverage: 1 });
  });

  it("has nothing of a silence that reaches out of it", async () => {
    const figure = await facilityEnergyFigure(center({ silent: [hours(4, 9)] }, hours(6, 60)));
    expect(figure.value).toBeCloseTo(12 * 51, 9);
    expect(figure.coverage).toBeCloseTo(51 / 54, 9);
  });

  it.each([
    ["within a piece", hours(10.5, 14), [12 * 12, 12 * 42], 0],
    ["over an edge of pieces", hours(16.5, 19), [12 * 10.5, 12 * 41], 30],
    ["over a midnight", hours(22, 26), [12 * 12, 12 * 42], 0],
  ] as const)("places a silence %s once", async (_, silence, kwh, unplaced) => {
    const window = hours(6, 60);
    const context = center({ silent: [silence] }, window);
    const { facility } = await energySources(context);
    const [source] = facility;
    if (!source) throw new Error("no source");
    const told = await energyByPiece(context, source, [hours(6, 18), hours(18, 60)]);
    expect(told.pieces.map(({ millijoules }) => kwhOf(millijoules))).toEqual(kwh);
    expect(kwhOf(told.unplacedMj)).toBe(unplaced);
  });

  it("judges a bill by the day's own sum, and not by a silence in it a second time", async () => {
    const readings = [bill("2026-05-04", "2026-05-05")];
    const context = center({ silent: [hours(10.5, 14)], readings }, hours(6, 60));
    const { judged } = await readSpans(context, await energySources(context), hours(6, 60));
    expect(judged.get("bill")).toMatchObject({ sampled: { coverage: 1 } });
  });
});

describe("a bill beside a register that was silent over a midnight", () => {
  it("does not count where the register knows all of its time: 864, not 900 and never both", async () => {
    const readings = [bill("2026-05-04", "2026-05-06")];
    const silent = [hours(20, 60)];
    const figure = await facilityEnergyFigure(center({ silent, readings }, threeDays));
    expect(figure).toMatchObject({ value: 864, grade: "metered" });
  });

  it("takes the place of the silence that reaches into its days", async () => {
    const readings = [bill("2026-05-04", "2026-05-04")];
    const figure = await facilityEnergyFigure(center({ silent: [hours(12, 26)], readings }, threeDays));
    // 900 of the bill and 46 hours of 12 kW; what was counted from 12 to 2 o'clock is in the bill in part.
    expect(figure.value).toBeCloseTo(900 + 46 * 12, 9);
  });
});
