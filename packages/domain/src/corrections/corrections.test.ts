import type { Correction, CorrectionDraft, MeterReading } from "@aidc/contract";
import { describe, expect, it } from "vitest";
import { integrateCounter } from "../energy/counter.ts";
import { counterRules, gaugeRules, seconds, series } from "../samples.fixture.ts";
import { checkCorrection } from "./check-correction.ts";
import { knownAt } from "./known.ts";
import { patchedEnergy, patchedIntervals, patchedPart } from "./patched-energy.ts";
import type { Patch } from "./patches.ts";
import { amountWithin, exchangesOf, millijoulesOf, patchesOf } from "./patches.ts";
import { boundOfSamples } from "./power-bound.ts";
import { checkReading, readReadingFile } from "./reading-file.ts";
import { placePaired, placeReadings, windowOfDays } from "./readings.ts";

const meter = { kind: "meter" as const, id: "m1" };
const at = (second: number) => new Date(second * 1000).toISOString();
const facts = { recordedAt: at(1000), recordedBy: "A. Author", withdrawal: null };
const correction = (draft: CorrectionDraft, changes: Partial<Correction> = {}): Correction => ({
  id: "00000000-0000-4000-8000-000000000001",
  ...facts,
  draft,
  ...changes,
});
const kwh = (millijoules: bigint) => Number(millijoules) / 3.6e9;

describe("a meter exchange", () => {
  // 100 Wh to 160 Wh in a minute, then a new meter that begins at 4,321 kWh.
  const samples = series([
    [0, 100],
    [30, 130],
    [60, 4_321_020],
    [90, 4_321_050],
  ]);
  const record = (factor: string) =>
    correction({
      kind: "meter_exchange",
      subject: meter,
      at: at(45),
      reason: "worn out",
      lastReadingKwh: "0.145",
      firstReadingKwh: "4321.005",
      factor,
    });
  it.each([
    ["the same ratio", "1", 30 + 15 + 15 + 30],
    ["other transformers", "2", 30 + 15 + 2 * (15 + 30)],
  ])("joins both registers: %s", (_name, factor, wattHours) => {
    const rules = { ...counterRules, exchanges: exchangesOf([record(factor)], meter) };
    const { integral, coveredMs, resets } = integrateCounter(samples, seconds(0, 90), rules);
    expect([Number(integral) / 3.6e6, coveredMs, resets]).toEqual([wattHours, 90_000, 0]);
  });
  it("without its record would add what the new meter showed when it came", () => {
    const naive = integrateCounter(samples, seconds(0, 90), counterRules);
    expect(Number(naive.integral) / 3.6e6).toBe(4_320_950);
  });
});

describe("a stated amount", () => {
  it("adds up exactly however its window is cut", () => {
    const patch = { window: { fromMs: 0, toMs: 7 }, millijoules: 100n };
    const parts = [0, 1, 2, 3, 4, 5, 6].map((fromMs) => amountWithin(patch, { fromMs, toMs: fromMs + 1 }));
    expect(parts.reduce((sum, one) => sum + one, 0n)).toBe(100n);
    // A seventh of it, rounded each time, would make 98.
    expect(new Set(parts)).toEqual(new Set([14n, 15n]));
  });
  it("is exact to the sixth digit", () => {
    expect(millijoulesOf("0.000001")).toBe(3600n);
    expect(millijoulesOf("999999999999.999999")).toBe(3_599_999_999_999_999_996_400n);
  });
});

describe("a gap fill", () => {
  // 36 W for a minute, silence for two, and again.
  const own = {
    samples: series([0, 30, 60, 180, 210, 240].map((second) => [second, 36] as const)),
    rules: gaugeRules,
  };
  const redundant = {
    samples: series([0, 30, 60, 90, 120, 150, 180, 210, 240].map((second) => [second, 72] as const)),
    rules: gaugeRules,
  };
  const window = seconds(0, 240);
  const fill: Patch = { kind: "redundant", window: seconds(30, 210), meter: "m2" };
  const stated: Patch = { kind: "stated", window: seconds(60, 180), millijoules: 9_000_000n, over: "gaps" };
  it.each<[string, Patch[], bigint]>([
    ["from another meter, only where its own is silent", [fill], 4_320_000n + 8_640_000n],
    ["as stated", [stated], 4_320_000n + 9_000_000n],
  ])("%s", (_name, patches, millijoules) => {
    const source = { own: [own], patches, redundant: () => [redundant] };
    expect(patchedIntervals(source, window)).toEqual([window]);
    expect(patchedEnergy(source, window)).toBe(millijoules);
  });
  it("never counts what its own meter says too, also when that came late", () => {
    const late = { ...own, samples: redundant.samples };
    const source = { own: [late], patches: [stated], redundant: () => [] };
    // Both together would be 26,280,000.
    expect(patchedEnergy(source, window)).toBe(72_000n * 240n);
    expect(patchedPart(window, [stated], 17_280_000n, () => "none")).toBe(17_280_000n);
  });
  it("is looked up finer where a bucket tells a part only", () => {
    const bucket = seconds(60, 120);
    expect(patchedPart(bucket, [stated], "none", () => "none")).toBe(4_500_000n);
    expect(patchedPart(bucket, [stated], "partly", () => "none")).toBe("partly");
    expect(patchedPart(seconds(0, 120), [stated], "none", () => "none")).toBe("partly");
    expect(patchedPart(seconds(300, 360), [stated], 5n, () => "none")).toBe(5n);
  });
});

describe("a value", () => {
  const draft = { kind: "value" as const, subject: meter, from: at(0), to: at(60), reason: "a jump" };
  const own = { samples: series([0, 30, 60, 90].map((second) => [second, 1e9] as const)), rules: gaugeRules };
  it("takes the place of what was measured, or leaves it out", () => {
    const replaced = patchesOf([correction({ ...draft, energyKwh: "0.01" })], meter);
    const source = { own: [own], patches: replaced, redundant: () => [] };
    expect(kwh(patchedEnergy(source, seconds(0, 60)))).toBe(0.01);
    const excluded = patchesOf([correction({ ...draft, energyKwh: null })], meter);
    expect(patchedIntervals({ ...source, patches: excluded }, seconds(0, 90))).toEqual([seconds(60, 90)]);
    expect(patchedPart(seconds(0, 60), excluded, 5n, () => "none")).toBe("none");
  });
});

it("what is known at an instant is what was recorded by then and not yet withdrawn", () => {
  const draft: CorrectionDraft = {
    kind: "value",
    subject: meter,
    from: at(0),
    to: at(60),
    energyKwh: "1",
    reason: "a jump",
  };
  const withdrawn = { withdrawal: { at: at(2000), by: "B", reason: "no" } };
  const all = { corrections: [correction(draft, withdrawn)], readings: [] };
  const counts = [999, 1000, 1999, 2000].map((second) => knownAt(all, second * 1000).corrections.length);
  expect(counts).toEqual([0, 1, 1, 0]);
});

describe("what is refused, with the field and the way out", () => {
  const meters = (["grid_import", "cooling", "grid_export", "ups_output"] as const).map((role, at) => ({
    id: `m${at + 1}`,
    name: "M",
    role,
    grade: "metered" as const,
  }));
  const value: CorrectionDraft = {
    kind: "value",
    subject: meter,
    from: at(0),
    to: at(60),
    energyKwh: "1",
    reason: "a jump",
  };
  const center = { itBoundary: "ups_output" } as const;
  const document = { center, meters, racks: [], servers: [], feeds: [] };
  const around = { document, held: [], nowMs: 1e6, around: boundOfSamples(null) };
  it.each<[string, CorrectionDraft, string]>([
    ["no such meter", { ...value, subject: { kind: "meter", id: "x" } }, "subject.id"],
    ["an empty window", { ...value, to: at(0) }, "to"],
    ["the future", { ...value, to: at(2000) }, "to"],
    ["a fill from itself", { ...value, kind: "gap_fill", fromMeter: "m1", energyKwh: null }, "fromMeter"],
    ["a fill with both", { ...value, kind: "gap_fill", fromMeter: "m2", energyKwh: "1" }, "fromMeter"],
  ])("%s", (_name, draft, path) => {
    expect(checkCorrection(draft, around).map((issue) => issue.path)).toEqual([path]);
  });
  it.each([
    ["that is summed on the same side", "m3", /facility/],
    ["of the other side", "m4", null],
    ["of no side", "m2", null],
  ])("a fill from a meter %s", (_name, fromMeter, why) => {
    const draft = { ...value, kind: "gap_fill" as const, fromMeter, energyKwh: null };
    const told = why ? [{ path: "fromMeter", message: expect.stringMatching(why) }] : [];
    expect(checkCorrection(draft, around)).toEqual(told);
  });
  // 10 kWh in a minute are 600 kW.
  it.each<[string, object, string, RegExp | null]>([
    ["beyond the rating of the meter", { ratedPowerW: 500_000 }, "10", /600 kW.*550 kW.*rating of meter m1/],
    ["within a tenth of the rating", { ratedPowerW: 550_000 }, "10", null],
    ["of a digit too many beside the days around", {}, "10", /at most 500 kW.*10 times the mean/],
    ["as the days around allow", {}, "8", null],
  ])("an amount %s", (_name, facts, energyKwh, why) => {
    const rated = { ...document, meters: meters.map((one) => ({ ...one, ...facts })) };
    const there = { ...around, document: rated, around: boundOfSamples(50_000) };
    const told = why ? [{ path: "energyKwh", message: expect.stringMatching(why) }] : [];
    expect(checkCorrection({ ...value, energyKwh }, there)).toEqual(told);
    expect(checkCorrection({ ...value, kind: "gap_fill", fromMeter: null, energyKwh }, there)).toEqual(told);
  });
  it("what no center draws, where nothing is rated and nothing measured", () => {
    const paths = checkCorrection({ ...value, energyKwh: "999999999" }, around).map(({ path }) => path);
    expect(paths).toEqual(["energyKwh"]);
  });
  it("a second statement of one time", () => {
    const [issue] = checkCorrection(value, { ...around, held: [correction(value)] });
    expect(issue).toMatchObject({ path: "from", message: expect.stringContaining("withdraw") });
  });
});

describe("a file of bills", () => {
  it("is read as RFC 4180 has it, with the lines of an editor", () => {
    const rows = readReadingFile(
      '\uFEFFtarget,month,energy_kwh,document\r\nit,2024-05,1,"a ""b"",\nc"\r\n\r\nit,2024-06,2,d',
    );
    expect(rows.map(({ line, cells }) => [line, cells.document])).toEqual([
      [2, 'a "b",\nc'],
      [5, "d"],
    ]);
  });
  it("names every fault of its header", () => {
    const [head] = readReadingFile("target,kwh\nit,1\n");
    expect(head?.issues.map(({ path }) => path)).toEqual(["kwh", "energy_kwh", "document", "month"]);
  });
  const wanted = {
    kind: "bill",
    firstDay: "2024-05-01",
    lastDay: "2024-05-31",
    cost: null,
    document: "d",
  } as const;
  // May has 744 h: 744 MWh are 1 MW.
  it.each<[string, string, object, string, RegExp | null]>([
    ["it", "1488", { ratedItPowerW: 1e6 }, "0", null],
    ["it", "1489", { ratedItPowerW: 1e6 }, "0", /twice what the center is rated for/],
    ["w", "819", {}, "0", /1.1 times the rating of meter w/],
    ["facility", "999999.999", {}, "0", /no center draws more/],
    ["facility", "744", {}, "7.1", /100 times the greatest of the others/],
    ["facility", "744", {}, "7.5", null],
  ])("of %s with %s MWh is held to its bound", (target, mwh, facts, otherMwh, why) => {
    const meters = [{ id: "w", name: "W", role: "grid_import" as const, grade: "metered" as const }];
    const reading = (firstDay: string, lastDay: string, amount: string) => ({
      ...wanted,
      target,
      firstDay,
      lastDay,
      energyKwh: String(Number(amount) * 1000),
      volumeM3: null,
    });
    const issues = checkReading(reading("2024-05-01", "2024-05-31", mwh), {
      document: {
        meters: meters.map((one) => ({ ...one, ratedPowerW: 1e6 })),
        feeds: [],
        center: { timeZone: "UTC", ...facts },
      },
      held: [],
      earlier: [reading("2024-03-01", "2024-03-31", otherMwh)],
      nowMs: Date.UTC(2025, 0, 1),
    });
    expect(issues).toEqual(why ? [{ path: "energy_kwh", message: expect.stringMatching(why) }] : []);
  });
  const waterSite = {
    feeds: [],
    meters: [{ id: "w", name: "W", role: "water_intake" as const, grade: "metered" as const }],
    center: { timeZone: "UTC", itBoundary: "ups_output" as const },
  };
  it.each([
    ["water", null, "12.5", []],
    ["w", null, "12.5", []],
    ["water", "12.5", null, ["volume_m3", "energy_kwh"]],
    ["facility", null, "12.5", ["energy_kwh", "volume_m3"]],
    ["w", "1", "12.5", ["energy_kwh"]],
  ] as const)("of %s with %s kWh and %s m3 is at fault in %j", (target, energyKwh, volumeM3, faults) => {
    const draft = { ...wanted, target, energyKwh, volumeM3 };
    const issues = checkReading(draft, {
      document: waterSite,
      held: [],
      earlier: [],
      nowMs: Date.UTC(2025, 0, 1),
    });
    expect(issues.map(({ path }) => path)).toEqual(faults);
  });
  it.each([
    [20, "m19"],
    [21, "m19, …"],
  ])("of an unknown target tells what is known of %d meters: all, or that there are more", (count, end) => {
    const meters = Array.from({ length: count }, (_, at) => `m${at}`);
    const [issue] = checkReading(
      { ...wanted, target: "nothing", energyKwh: "1", volumeM3: null },
      {
        document: {
          ...waterSite,
          meters: meters.map((id) => ({ id, name: "M", role: "pdu_output", grade: "metered" })),
        },
        held: [],
        earlier: [],
        nowMs: Date.UTC(2025, 0, 1),
      },
    );
    expect(issue?.message.endsWith(`, ${end}`)).toBe(true);
  });
  it.each([
    ["bill", "bill", /two suppliers behind one metering point are one bill with the sum of both/],
    ["bill", "reading", /withdraw that one first$/],
    ["reading", "reading", /withdraw that one first$/],
  ] as const)("a %s of the time of a %s is refused and told the way out", (kind, other, words) => {
    const draft = { ...wanted, target: "facility", energyKwh: "1000", volumeM3: null };
    const [issue] = checkReading(
      { ...draft, kind },
      {
        document: waterSite,
        held: [],
        earlier: [{ ...draft, kind: other, document: "first supplier" }],
        nowMs: Date.UTC(2025, 0, 1),
      },
    );
    expect(issue).toMatchObject({ path: "first_day", message: expect.stringMatching(words) });
    expect(issue?.message).toContain("overlaps first supplier");
  });
  it("of water is told in millilitres beside the IT of the same time, and is in no sum of energy", () => {
    const reading = (target: string, energyKwh: string | null, volumeM3: string | null): MeterReading => ({
      id: target,
      ...facts,
      draft: { ...wanted, target, energyKwh, volumeM3 },
    });
    const readings = [reading("w", null, "12.5"), reading("it", "10", null), reading("facility", "12", null)];
    expect(placeReadings(readings, waterSite).map(({ record }) => record.id)).toEqual(["it", "facility"]);
    const placed = placePaired(readings, waterSite, "water_intake", "it");
    expect(placed.map(({ record, side, millijoules }) => [record.id, side, millijoules])).toEqual([
      ["w", "facility", 12_500_000n],
      ["it", "it", 36_000_000_000n],
    ]);
  });
  it("means the month of the place: Shanghai's May is not that of UTC", () => {
    const days = { firstDay: "2024-05-01", lastDay: "2024-05-31" };
    const shanghai = windowOfDays(days, "Asia/Shanghai");
    expect(new Date(shanghai.fromMs).toISOString()).toBe("2024-04-30T16:00:00.000Z");
    expect(shanghai.toMs - windowOfDays(days, "UTC").toMs).toBe(-8 * 3_600_000);
    // A month with a change of clocks is an hour longer than its days x 24.
    const october = windowOfDays({ firstDay: "2026-10-01", lastDay: "2026-10-31" }, "Europe/Berlin");
    expect((october.toMs - october.fromMs) / 3_600_000).toBe(31 * 24 + 1);
  });
  it("counts on the side that its target belongs to; elsewhere it is in no sum", () => {
    const reading = (target: string): MeterReading => ({
      id: target,
      ...facts,
      draft: {
        kind: "bill",
        target,
        firstDay: "2024-05-01",
        lastDay: "2024-05-31",
        energyKwh: "1",
        volumeM3: null,
        cost: null,
        document: "d",
      },
    });
    const meters = [
      { id: "g", name: "G", role: "grid_import", grade: "metered" },
      { id: "x", name: "X", role: "grid_export", grade: "metered" },
      { id: "c", name: "C", role: "cooling", grade: "metered" },
    ] satisfies Parameters<typeof placeReadings>[1]["meters"];
    const center = { timeZone: "UTC", itBoundary: "ups_output" } as const;
    const placed = placeReadings(["facility", "it", "g", "x", "c"].map(reading), { meters, center });
    expect(placed.map(({ record, side, sign }) => [record.id, side, sign])).toEqual([
      ["facility", "facility", 1],
      ["it", "it", 1],
      ["g", "facility", 1],
      ["x", "facility", -1],
    ]);
  });
});
