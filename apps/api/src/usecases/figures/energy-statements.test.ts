import type { CorrectionDraft, MeterReading } from "@aidc/contract";
import { isoOf } from "@aidc/domain";
import { aCenterDocument } from "@aidc/testkit";
import { describe, expect, it } from "vitest";
import { figureContext } from "./compute-figures.ts";
import { energySources } from "./energy-figures.ts";
import { readSpans, usedOf } from "./energy-statements.ts";
import { aPoint, everyMs, MemoryTelemetry } from "./memory-telemetry.fixture.ts";

const hourMs = 3_600_000;
const window = { fromMs: Date.UTC(2026, 4, 4), toMs: Date.UTC(2026, 4, 5) };
const facts = { recordedAt: isoOf(window.toMs), recordedBy: "A", withdrawal: null };
const bill = (target: string): MeterReading => ({
  ...{ id: target, ...facts },
  draft: {
    ...{ kind: "bill", target, firstDay: "2026-05-04", lastDay: "2026-05-04", energyKwh: "240" },
    ...{ volumeM3: null, cost: null, document: "d" },
  },
});

/** Of two grid meters, those named send their power. */
function center(telemetered: readonly string[], known: { bills?: string[]; drafts?: CorrectionDraft[] }) {
  const document = aCenterDocument({
    center: { id: "c1", name: "Center", timeZone: "UTC" },
    meters: ["grid-1", "grid-2"].map((id) => ({ id, name: id, role: "grid_import" as const })),
  });
  const telemetry = new MemoryTelemetry("UTC");
  const points = telemetered.map((id, seriesId) => {
    telemetry.set(
      seriesId,
      everyMs(window, 60_000, () => 1000),
    );
    return aPoint({ subject: { kind: "meter", id }, quantity: "power", seriesId });
  });
  const corrections = (known.drafts ?? []).map((draft, at) => ({ ...{ id: `${at}`, ...facts }, draft }));
  const readings = (known.bills ?? []).map(bill);
  return figureContext({ history: telemetry }, { document, points }, window, {
    known: { corrections, readings },
  });
}

describe("a bill of the whole side", () => {
  it.each<[string, string[], Record<string, string>]>([
    ["takes the place of those of its meters", [], { "grid-2": "covered_by_side" }],
    ["that does not count covers nothing", ["grid-1"], { facility: "metered" }],
  ])("%s", async (_name, telemetered, unused) => {
    const context = center(telemetered, { bills: ["facility", "grid-2"] });
    const told = await readSpans(context, await energySources(context), window);
    expect(Object.fromEntries(told.unused)).toEqual(unused);
  });
});

it("asks the first source of a side about all bills at once, and the others about those that it left open", async () => {
  const meters = ["grid-1", "grid-2", "grid-3"];
  const document = aCenterDocument({
    center: { id: "c1", name: "Center", timeZone: "UTC" },
    meters: meters.map((id) => ({ id, name: id, role: "grid_import" as const })),
  });
  const telemetry = new MemoryTelemetry("UTC");
  const dayMs = 24 * hourMs;
  const dayOf = (day: number) => ({
    fromMs: window.fromMs + day * dayMs,
    toMs: window.fromMs + (day + 1) * dayMs - 60_000,
  });
  const send = (seriesId: number, days: readonly number[]) =>
    telemetry.set(
      seriesId,
      days.flatMap((day) => everyMs(dayOf(day), 60_000, () => 1000)),
    );
  send(0, [0]);
  send(1, []);
  send(2, [2]);
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
  const context = figureContext({ history }, { document, points }, reach, {
    known: { corrections: [], readings },
  });
  const { unused } = await readSpans(context, await energySources(context), reach);
  expect([...unused]).toEqual([
    ["2026-05-04", "metered"],
    ["2026-05-06", "metered"],
  ]);
  expect(asked).toBe(1 + 3);
});

describe("the time that a meter exchange changes", () => {
  const exchange = (atMs: number, factor: string): CorrectionDraft => ({
    ...{ kind: "meter_exchange", subject: { kind: "meter", id: "grid-1" }, at: isoOf(atMs), factor },
    ...{ lastReadingKwh: "1", firstReadingKwh: "0", reason: "worn out" },
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
