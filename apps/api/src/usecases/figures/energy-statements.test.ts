import type { CorrectionDraft, MeterReading } from "@aidc/contract";
import type { JudgedReading } from "@aidc/domain";
import { isoOf } from "@aidc/domain";
import { aCenterDocument } from "@aidc/testkit";
import { describe, expect, it } from "vitest";
import { figureContext } from "./compute-figures.ts";
import { facilityEnergyFigure, pueOverWindow } from "./energy-figures.ts";
import { energySources } from "./energy-sources.ts";
import { readSpans, usedOf } from "./energy-statements.ts";
import { aPoint, everyMs, MemoryTelemetry } from "./memory-telemetry.fixture.ts";

const hourMs = 3_600_000;
const sides = { meters: ["grid-1", "ups"] };
const window = { fromMs: Date.UTC(2026, 4, 4), toMs: Date.UTC(2026, 4, 5) };
const facts = { recordedAt: isoOf(window.toMs), recordedBy: "A", withdrawal: null };
const bill = (target: string): MeterReading => ({
  id: target,
  ...facts,
  draft: {
    kind: "bill",
    target,
    firstDay: "2026-05-04",
    lastDay: "2026-05-04",
    energyKwh: "240",
    volumeM3: null,
    cost: null,
    document: "d",
  },
});

/** Of two grid meters, those named send their power. */
function center(
  telemetered: readonly string[],
  known: { bills?: string[]; drafts?: CorrectionDraft[] },
  { meters = ["grid-1", "grid-2"], hours = 24 }: { meters?: string[]; hours?: number } = {},
) {
  const document = aCenterDocument({
    center: { id: "c1", name: "Center", timeZone: "UTC", itBoundary: "ups_output" },
    meters: meters.map((id) => ({
      id,
      name: id,
      role: id === "ups" ? ("ups_output" as const) : ("grid_import" as const),
    })),
  });
  const telemetry = new MemoryTelemetry("UTC");
  const points = telemetered.map((id, seriesId) => {
    telemetry.set(
      seriesId,
      everyMs({ ...window, toMs: window.fromMs + hours * hourMs }, 60_000, () => 1000),
    );
    return aPoint({ subject: { kind: "meter", id }, quantity: "power", seriesId });
  });
  const corrections = (known.drafts ?? []).map((draft, at) => ({ id: `${at}`, ...facts, draft }));
  const readings = (known.bills ?? []).map(bill);
  return figureContext({ history: telemetry }, { document, points }, window, {
    known: { corrections, readings },
  });
}

const notCounted = (judged: ReadonlyMap<string, JudgedReading>) =>
  Object.fromEntries([...judged].map(([id, one]) => [id, one.notCounted]));

describe("a bill of the whole side", () => {
  it.each<[string, string[], Record<string, string | null>]>([
    ["takes the place of those of its meters", [], { facility: null, "grid-2": "covered_by_side" }],
    [
      "that does not count covers nothing",
      ["grid-1", "grid-2"],
      { facility: "metered", "grid-2": "metered" },
    ],
    ["counts where half of its meters tell", ["grid-1"], { facility: null, "grid-2": "covered_by_side" }],
  ])("%s", async (_name, telemetered, told) => {
    const context = center(telemetered, { bills: ["facility", "grid-2"] });
    const { judged } = await readSpans(context, await energySources(context), window);
    expect(notCounted(judged)).toEqual(told);
  });
});

describe("samples beside a bill of 240 kWh", () => {
  // 1 kW for 24 hours is 24 kWh; the last hour and a minute of them are missing, or all but two hours are.
  it.each([
    ["that cover less than 95 % of its time are left out", 2, 240],
    ["that cover 95 % and more count, and the bill stands beside them", 23, 23],
  ])("%s", async (_name, hours, value) => {
    const context = center(["grid-1"], { bills: ["facility"] }, { meters: ["grid-1"], hours });
    const figure = await facilityEnergyFigure(context);
    // Never 242 or 263: two tellings of one energy are not added.
    expect(figure.value).toBeCloseTo(value, 0);
    const documents = figure.inputs.filter(({ kind }) => kind === "document");
    expect(documents.map(({ label }) => label)).toEqual(
      value === 240 ? ["bills and readings from documents: d (facility, in place of samples)"] : [],
    );
    if (value === 240) expect(figure).toMatchObject({ value: 240, coverage: 1, grade: "derived" });
    // A time that the bill does not lie in is told by what was measured of it.
    const hour = { fromMs: window.fromMs, toMs: window.fromMs + hourMs };
    expect((await facilityEnergyFigure({ ...context, window: hour })).value).toBeCloseTo(1, 9);
  });

  it("make no PUE with it: 300 kWh of two bills are divided, not 302 by 242", async () => {
    const context = center(["grid-1", "ups"], { bills: ["facility", "it"] }, { ...sides, hours: 2 });
    const statements = await readSpans(context, await energySources(context), window);
    expect(statements.spans.map(({ kind, joint }) => [kind, Math.round(joint.coveredMs / hourMs)])).toEqual([
      ["stated", 24],
      ["left_out", -2],
    ]);
    expect(await pueOverWindow(context)).toMatchObject({ value: 1, coverage: 1, grade: "derived" });
  });

  it("of another side that is not wholly known make no PUE at all, and say why", async () => {
    const context = center(["grid-1", "ups"], { bills: ["facility"] }, { ...sides, hours: 2 });
    expect(await facilityEnergyFigure(context)).toMatchObject({ value: 240 });
    expect(await pueOverWindow(context)).toMatchObject({ value: null, reason: "window_mismatch" });
  });
});

it("all bills of a side are judged by one question about its sources", async () => {
  const meters = ["grid-1", "grid-2"];
  const document = aCenterDocument({
    center: { id: "c1", name: "Center", timeZone: "UTC" },
    meters: meters.map((id) => ({ id, name: id, role: "grid_import" as const })),
  });
  const telemetry = new MemoryTelemetry("UTC");
  const dayMs = 24 * hourMs;
  const send = (seriesId: number, days: readonly number[]) =>
    telemetry.set(
      seriesId,
      days.flatMap((day) =>
        everyMs(
          { fromMs: window.fromMs + day * dayMs, toMs: window.fromMs + (day + 1) * dayMs - 60_000 },
          60_000,
          () => 1000,
        ),
      ),
    );
  send(0, [0, 1]);
  send(1, [0, 2]);
  let asked = 0;
  const history = {
    readSamples: telemetry.readSamples.bind(telemetry),
    readRollups: (...of: Parameters<MemoryTelemetry["readRollups"]>) => {
      asked += 1;
      return telemetry.readRollups(...of);
    },
  };
  const points = meters.map((id, seriesId) =>
    aPoint({ subject: { kind: "meter", id }, quantity: "power", seriesId }),
  );
  const readings = ["2026-05-04", "2026-05-05", "2026-05-06", "2026-05-07"].map((day) => {
    const { draft, ...one } = bill("facility");
    return { ...one, id: day, draft: { ...draft, firstDay: day, lastDay: day } };
  });
  const reach = { fromMs: window.fromMs, toMs: window.fromMs + 4 * dayMs };
  const known = { corrections: [], readings };
  const context = figureContext({ history }, { document, points }, reach, { known });
  const { judged } = await readSpans(context, await energySources(context), reach);
  expect(notCounted(judged)).toEqual({
    "2026-05-04": "metered",
    "2026-05-05": null,
    "2026-05-06": null,
    "2026-05-07": null,
  });
  expect(asked).toBe(1);
});

describe("the time that a meter exchange changes", () => {
  const exchange = (atMs: number, factor: string): CorrectionDraft => ({
    kind: "meter_exchange",
    subject: { kind: "meter", id: "grid-1" },
    at: isoOf(atMs),
    factor,
    lastReadingKwh: "1",
    firstReadingKwh: "0",
    reason: "worn out",
  });
  const atMs = window.fromMs + hourMs;
  it.each<[string, number, string, number[][]]>([
    ["is its instant", atMs, "1", [[atMs, atMs + 1]]],
    ["with other transformers goes on to the end", atMs, "1.5", [[atMs, window.toMs]]],
    ["is not that before it", window.toMs + 1, "1.5", []],
    ["is not that after it", window.fromMs - 1, "1", []],
  ])("%s", async (_name, at, factor, windows) => {
    const context = center(["grid-1"], { drafts: [exchange(at, factor)] });
    const used = usedOf(context, await energySources(context), window);
    expect(used.map((one) => [one.window.fromMs, one.window.toMs])).toEqual(windows);
  });
});
