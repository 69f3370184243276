import type { CorrectionDraft, MeterReading, WindowMs } from "@aidc/contract";
import { isoOf } from "@aidc/domain";
import { aCenterDocument } from "@aidc/testkit";
import { describe, expect, it } from "vitest";
import { figureContext } from "./compute-figures.ts";
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

describe("a bill beside a register that was silent over a midnight", () => {
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
