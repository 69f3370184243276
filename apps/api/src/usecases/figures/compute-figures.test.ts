import type { CenterDocumentInput } from "@aidc/contract";
import { nothingKnown } from "@aidc/domain";
import { aCenterDocument } from "@aidc/testkit";
import { describe, expect, it } from "vitest";
import { figureContext, makeOneFigure, parseWindow } from "./compute-figures.ts";
import { aPoint, everyMs, MemoryTelemetry } from "./memory-telemetry.fixture.ts";
import { metersById } from "./point-rules.ts";

const hourMs = 3_600_000;
const minuteMs = 60_000;
const startMs = Date.UTC(2026, 4, 4);
const wide = { fromMs: startMs - hourMs, toMs: startMs + 30 * hourMs };
/** 2 h 03 min, on no edge of anything. */
const window = { fromMs: startMs + 7_000, toMs: startMs + 7_000 + 2 * hourMs + 3 * minuteMs };
const hours = 2.05;

const server = (id: string, quantity: "power" | "dc_power", seriesId: number) =>
  aPoint({ subject: { kind: "server", id }, quantity, seriesId });
const tenant = (quantity: "accelerators_allocated" | "accelerators_active", seriesId: number) =>
  aPoint({ subject: { kind: "tenant", id: "t1" }, quantity, seriesId });
const grid = aPoint({ subject: { kind: "meter", id: "grid" }, quantity: "power", seriesId: 9 });

const oneServer = [{ id: "s1", rack: "k1", name: "Server 1", heightU: 8 }];

function center(points: ReturnType<typeof aPoint>[], changes: Partial<CenterDocumentInput> = {}) {
  const document = aCenterDocument(changes);
  const telemetry = new MemoryTelemetry(document.center.timeZone, metersById(document));
  const context = figureContext({ history: telemetry }, { document, points }, window, {
    known: nothingKnown,
  });
  return { telemetry, context };
}

describe("it_energy", () => {
  it("is mean power x time in kWh over any window", async () => {
    const { telemetry, context } = center([server("s1", "power", 1), server("s2", "power", 2)]);
    telemetry.set(
      1,
      everyMs(wide, minuteMs, () => 6000),
    );
    telemetry.set(
      2,
      everyMs(wide, minuteMs, () => 4000),
    );
    const figure = await makeOneFigure("it_energy", context);
    expect(figure).toMatchObject({
      value: 10 * hours,
      unit: "kWh",
      coverage: 1,
      status: "valid",
      grade: "metered",
    });
  });

  it("takes the AC side where it exists and never adds the DC side", async () => {
    const { telemetry, context } = center([
      server("s1", "power", 1),
      server("s1", "dc_power", 3),
      server("s2", "dc_power", 2),
    ]);
    telemetry.set(
      1,
      everyMs(wide, minuteMs, () => 6000),
    );
    telemetry.set(
      3,
      everyMs(wide, minuteMs, () => 5500),
    );
    telemetry.set(
      2,
      everyMs(wide, minuteMs, () => 3000),
    );
    expect((await makeOneFigure("it_energy", context)).value).toBeCloseTo(9 * hours, 9);
  });

  it("falls back to the DC side in a window in which the AC side is silent", async () => {
    const { telemetry, context } = center([
      server("s1", "power", 1),
      server("s1", "dc_power", 3),
      server("s2", "power", 2),
    ]);
    telemetry.set(1, [[startMs + 20 * hourMs, 6000]]);
    telemetry.set(
      3,
      everyMs(wide, minuteMs, () => 5500),
    );
    telemetry.set(
      2,
      everyMs(wide, minuteMs, () => 4500),
    );
    expect((await makeOneFigure("it_energy", context)).value).toBeCloseTo(10 * hours, 9);
  });

  it("shows what is known of a half-silent center, with half the coverage", async () => {
    const { telemetry, context } = center([server("s1", "power", 1)]);
    telemetry.set(
      1,
      everyMs(wide, minuteMs, () => 6000),
    );
    expect(await makeOneFigure("it_energy", context)).toMatchObject({
      value: 12.3,
      coverage: 0.5,
      status: "provisional",
    });
  });

  it("is null with its reason without a point, and without a sample", async () => {
    expect(await makeOneFigure("it_energy", center([]).context)).toMatchObject({
      value: null,
      reason: "no_meter",
    });
    const silent = center([server("s1", "power", 1)]).context;
    expect(await makeOneFigure("it_energy", silent)).toMatchObject({
      value: null,
      reason: "no_data",
      status: "invalid",
    });
  });
});

describe("pue", () => {
  it("is facility over IT energy on their common time", async () => {
    const { telemetry, context } = center([server("s1", "power", 1), server("s2", "power", 2), grid]);
    telemetry.set(
      1,
      everyMs(wide, minuteMs, () => 6000),
    );
    telemetry.set(
      2,
      everyMs(wide, minuteMs, () => 4000),
    );
    telemetry.set(
      9,
      everyMs(wide, minuteMs, () => 13_000),
    );
    expect(await makeOneFigure("pue", context)).toMatchObject({
      value: 1.3,
      coverage: 1,
      status: "valid",
      method: { category: "iPUE3" },
    });
  });

  it("is a dash with its reason without a facility meter, and with half the coverage", async () => {
    const noMeter = center([server("s1", "power", 1)], { meters: [] });
    noMeter.telemetry.set(
      1,
      everyMs(wide, minuteMs, () => 6000),
    );
    expect(await makeOneFigure("pue", noMeter.context)).toMatchObject({ value: null, reason: "no_meter" });

    const { telemetry, context } = center([server("s1", "power", 1), server("s2", "power", 2), grid]);
    for (const series of [1, 2])
      telemetry.set(
        series,
        everyMs(wide, minuteMs, () => 6000),
      );
    telemetry.set(
      9,
      everyMs({ ...wide, toMs: startMs + hourMs }, minuteMs, () => 13_000),
    );
    expect(await makeOneFigure("pue", context)).toMatchObject({ value: null, reason: "coverage_low" });
  });

  it("is withheld below one: a meter is swapped or missing", async () => {
    const { telemetry, context } = center([server("s1", "power", 1), grid], { servers: oneServer });
    telemetry.set(
      1,
      everyMs(wide, minuteMs, () => 10_000),
    );
    telemetry.set(
      9,
      everyMs(wide, minuteMs, () => 9000),
    );
    expect(await makeOneFigure("pue", context)).toMatchObject({ value: null, reason: "below_one" });
  });
});

describe("it_power_peak", () => {
  it("is the greatest sum at one instant, not the sum of the peaks", async () => {
    const { telemetry, context } = center([server("s1", "power", 1), server("s2", "power", 2)]);
    const tentAt = (peakMs: number) => (at: number) => 1000 - Math.min(900, Math.abs(at - peakMs) / 1000);
    telemetry.set(1, everyMs(wide, minuteMs, tentAt(startMs + 30 * minuteMs)));
    telemetry.set(2, everyMs(wide, minuteMs, tentAt(startMs + 40 * minuteMs)));
    // Ten minutes apart: each has lost 600 W where the other stands at its peak.
    expect((await makeOneFigure("it_power_peak", context)).value).toBeCloseTo(1400, 6);
  });
});

describe("accelerators", () => {
  it("counts leases by the time they share with the window", async () => {
    const { context } = center([]);
    expect(await makeOneFigure("accelerator_hours_leased", context)).toMatchObject({
      value: 8 * hours,
      unit: "h",
    });
    expect((await makeOneFigure("occupancy", context)).value).toBeCloseTo(0.5, 12);
  });

  it("integrates the scheduler's counts, and relates them on common time", async () => {
    const { telemetry, context } = center([
      tenant("accelerators_allocated", 1),
      tenant("accelerators_active", 2),
    ]);
    telemetry.set(
      1,
      everyMs(wide, minuteMs, () => 8),
    );
    telemetry.set(
      2,
      everyMs(wide, minuteMs, () => 6),
    );
    expect((await makeOneFigure("accelerator_hours_allocated", context)).value).toBeCloseTo(8 * hours, 9);
    expect((await makeOneFigure("accelerator_hours_active", context)).value).toBeCloseTo(6 * hours, 9);
    expect((await makeOneFigure("allocation", context)).value).toBeCloseTo(0.5, 12);
    expect((await makeOneFigure("utilisation", context)).value).toBeCloseTo(0.75, 12);
  });

  it("judges activity by the accelerators themselves where the scheduler sends no count", async () => {
    const cards = [1, 2].map((seriesId) =>
      aPoint({ subject: { kind: "accelerator", id: `s1:${seriesId}` }, quantity: "utilisation", seriesId }),
    );
    const { telemetry, context } = center(cards);
    telemetry.set(
      1,
      everyMs(wide, minuteMs, () => 0.05),
    );
    telemetry.set(
      2,
      everyMs(wide, minuteMs, () => 0.049),
    );
    expect((await makeOneFigure("accelerator_hours_active", context)).value).toBeCloseTo(hours, 9);
  });

  it("says not_collected where nobody counts", async () => {
    const { context } = center([]);
    for (const name of ["accelerator_hours_allocated", "allocation", "utilisation"] as const) {
      expect(await makeOneFigure(name, context)).toMatchObject({ value: null, reason: "not_collected" });
    }
  });

  it("adds dense peaks at one precision", async () => {
    const { context } = center([]);
    expect((await makeOneFigure("capacity_pflops", context)).value).toBeCloseTo(16 * 0.989, 9);
  });
});

describe("a window of the past", () => {
  const earlier = { atMs: window.fromMs - hourMs, racks: 1, usableU: 40, limitW: 10_000 };
  const midwayMs = (window.fromMs + window.toMs) / 2;
  /** Four cards and one rack before, 28 cards from midway; today's document has 16 and 40 kW. */
  const states = [
    { ...earlier, models: { "h100-sxm": 4 } },
    { ...earlier, atMs: midwayMs, limitW: 30_000, models: { "h100-sxm": 28 } },
  ];

  it("is told of the inventory of its time: what is there at its end, and shares of what was there on the way", async () => {
    const { telemetry, context } = center([server("s1", "power", 1), tenant("accelerators_allocated", 2)]);
    for (const seriesId of [1, 2])
      telemetry.set(
        seriesId,
        everyMs(wide, minuteMs, () => 8),
      );
    const past = { ...context, states };
    const { models } = states[0] ?? {};
    expect(
      (await makeOneFigure("accelerators_installed", { ...past, states: states.slice(0, 1) })).value,
    ).toBe(models?.["h100-sxm"]);
    expect((await makeOneFigure("accelerators_installed", past)).value).toBe(28);
    expect((await makeOneFigure("capacity_pflops", past)).value).toBeCloseTo(28 * 0.989, 9);
    expect((await makeOneFigure("occupancy", past)).value).toBeCloseTo(8 / 16, 12);
    expect((await makeOneFigure("allocation", past)).value).toBeCloseTo(8 / 16, 12);
    // Of two racks with the same limit only the one of s1 is measured.
    expect((await makeOneFigure("rack_occupancy_power", past)).value).toBeCloseTo(8 / 10_000, 12);
  });
});

describe("racks", () => {
  it("counts racks with live IT, filled units, and power against limits", async () => {
    const { telemetry, context } = center([server("s1", "power", 1), server("s2", "power", 2)]);
    telemetry.set(
      1,
      everyMs(wide, minuteMs, () => 6000),
    );
    telemetry.set(
      2,
      everyMs(wide, minuteMs, () => 0),
    );
    expect((await makeOneFigure("rack_occupancy_count", context)).value).toBe(0.5);
    expect((await makeOneFigure("rack_occupancy_u", context)).value).toBeCloseTo(16 / 84, 12);
    expect((await makeOneFigure("rack_occupancy_power", context)).value).toBeCloseTo(6000 / 40_000, 12);
  });
  it("covers nothing where there is nothing to be full", async () => {
    const { context } = center([], { racks: [], servers: [] });
    const figure = await makeOneFigure("rack_occupancy_u", context);
    expect(figure).toMatchObject({ value: null, reason: "no_inventory", coverage: 0, status: "invalid" });
  });
});

describe("rack power utilisation", () => {
  const rack = (id: string, powerLimitW?: number) => ({ id, row: "r1", name: id, position: 1, powerLimitW });
  const named = (id: string, inRack: string) => ({ id, rack: inRack, name: id, heightU: 2 });
  const heard = { racks: [rack("k1", 10_000), rack("k2", 10_000)] };

  it("is of the racks that are known, as the tile is: an empty one draws nothing, one of no meter is on neither side", async () => {
    const { telemetry, context } = center([server("s1", "power", 1), server("s2", "power", 2)], {
      racks: [...heard.racks, rack("empty", 5000), rack("dark", 5000), rack("half", 10_000), rack("open")],
      servers: [
        named("s1", "k1"),
        named("s2", "half"),
        named("s3", "half"),
        named("s4", "dark"),
        named("s5", "k2"),
      ],
    });
    for (const seriesId of [1, 2])
      telemetry.set(
        seriesId,
        everyMs(wide, minuteMs, () => 6000),
      );
    const figure = await makeOneFigure("rack_power_utilisation", context);
    // k1 draws 6 of 10 kW and 5 kW stand empty; k2, dark and half of "half" are not heard: 15 of 40 kW are known.
    expect(figure).toMatchObject({ status: "provisional", method: { id: "rack_power_use" } });
    expect(figure.value).toBeCloseTo(6000 / 15_000, 9);
    expect(figure.coverage).toBeCloseTo(15_000 / 40_000, 9);
  });

  it("compares what was heard half of the time with half of the limit", async () => {
    const { telemetry, context } = center([server("s1", "power", 1), server("s2", "power", 2)], {
      ...heard,
      servers: [named("s1", "k1"), named("s2", "k2")],
    });
    const half = { fromMs: wide.fromMs, toMs: (window.fromMs + window.toMs) / 2 };
    telemetry.set(
      1,
      everyMs(wide, minuteMs, () => 8000),
    );
    telemetry.set(
      2,
      everyMs(half, minuteMs, () => 2000),
    );
    const figure = await makeOneFigure("rack_power_utilisation", context);
    expect(figure.value).toBeCloseTo((8000 + 1000) / 15_000, 2);
    expect(figure.coverage).toBeCloseTo(0.75, 2);
  });

  it("says why it is not known", async () => {
    const silent = await makeOneFigure(
      "rack_power_utilisation",
      center([server("s1", "power", 1)], heard).context,
    );
    expect(silent).toMatchObject({ value: null, reason: "no_data", coverage: 0 });
    const servers = [named("s1", "k1")];
    const unmetered = center([], { ...heard, servers }).context;
    expect(await makeOneFigure("rack_power_utilisation", unmetered)).toMatchObject({ reason: "no_meter" });
    const unlimited = center([server("s1", "power", 1)], { racks: [rack("k1")], servers }).context;
    expect(await makeOneFigure("rack_power_utilisation", unlimited)).toMatchObject({ reason: "no_limit" });
  });
});

it("says how much of the window the racks were heard in: half of it, not all of it for one sample", async () => {
  const { telemetry, context } = center([server("s1", "power", 1), server("s2", "power", 2)]);
  telemetry.set(
    1,
    everyMs(wide, minuteMs, () => 6000),
  );
  const figure = await makeOneFigure("rack_occupancy_count", context);
  // Of the second rack nothing was heard: it is not counted as empty.
  expect(figure).toMatchObject({ value: 1, status: "provisional" });
  expect(figure.coverage).toBeCloseTo(0.5, 9);
});

it("racks of which nothing was heard are not counted as empty", async () => {
  const { context } = center([server("s1", "power", 1)]);
  expect(await makeOneFigure("rack_occupancy_count", context)).toMatchObject({
    value: null,
    reason: "no_data",
  });
});

describe("parseWindow", () => {
  it("refuses an empty, a reversed and an absurd window by naming the field", () => {
    const at = "2026-05-04T00:00:00Z";
    expect(() => parseWindow({ from: at, to: at })).toThrow("to: must be later than from");
    expect(() => parseWindow({ from: "0001-01-01T00:00:00Z", to: at })).toThrow("within 50 years");
    expect(() => parseWindow({ from: "1999-12-31T23:59:59Z", to: "2000-01-02T00:00:00Z" })).toThrow(
      "from: must not be before 2000",
    );
  });
});
