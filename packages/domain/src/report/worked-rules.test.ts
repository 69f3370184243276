import type { ItBoundary, TariffVersion } from "@aidc/contract";
import { describe, expect, test } from "vitest";
import { monthNameAt } from "../billing/month.ts";
import { cityMultiplierAt } from "../economics/city-multiplier.ts";
import { discountedPaybackYears, netPresentValue, paybackYears } from "../economics/investment.ts";
import { demandOf } from "../energy/demand.ts";
import { rollUpPue } from "../energy/pue.ts";
import { availabilityOf, repairTimes, serviceTimeOf } from "../service/availability.ts";
import { cutByTariff } from "../tariff/cut-by-tariff.ts";
import { priceEnergy } from "../tariff/price-energy.ts";
import { buildReportContent } from "./build-report.ts";
import { exampleReportInputs } from "./example-report.fixture.ts";
import { gbGrade, isKept, limitOf, limitsInForce } from "./limits.ts";
import { periodLastYear, previousPeriod, reportPeriod } from "./period.ts";
import { printedFigure } from "./words.ts";

/** The worked rules of the standards, each with the naive result that it refuses. */

const hour = 3_600_000;
const day = 24 * hour;
const at = (iso: string) => Date.parse(iso);
const kwh = (value: number) => BigInt(Math.round(value * 3_600_000_000));

function site(facilityKwh: number, itKwh: number, itBoundary: ItBoundary = "it_input") {
  return {
    window: { fromMs: 0, toMs: day },
    timeZone: "UTC",
    itBoundary,
    jointCoveredMs: day,
    facilityMj: kwh(facilityKwh),
    itMj: kwh(itKwh),
    ratedItPowerW: null,
    grade: "metered" as const,
    inputs: [],
  };
}

describe("energy", () => {
  test("PUE of two sites is the ratio of sums 1.15, not the mean of ratios 1.35", () => {
    const sites = [site(1100, 1000), site(160, 100)];
    const naive = (1100 / 1000 + 160 / 100) / 2;
    expect(naive).toBeCloseTo(1.35, 12);
    expect(rollUpPue(sites)?.value).toBeCloseTo(1260 / 1100, 12);
  });

  test("sites of different category have no common PUE, although their ratios could be averaged", () => {
    expect(rollUpPue([site(120, 100, "ups_output"), site(130, 100, "it_input")])).toBeNull();
  });

  test("both sides on their joint time: 1.2, not 1.8 because IT was silent for a third of the day", () => {
    const inputs = exampleReportInputs("2026-05");
    const days = inputs.energy.days.map((one) => {
      const lengthMs = one.window.toMs - one.window.fromMs;
      const share = (watts: number, part: number) => BigInt((watts * lengthMs * part) / 3);
      return {
        ...one,
        facility: { integral: share(12_000, 3), coveredMs: 2 * lengthMs, resets: 0 },
        it: { integral: share(10_000, 2), coveredMs: 2 * lengthMs, resets: 0 },
        joint: {
          facilityMj: share(12_000, 2.9),
          itMj: share(10_000, 2.9),
          coveredMs: (lengthMs * 2.9) / 3,
        },
      };
    });
    const content = buildReportContent({ ...inputs, energy: { ...inputs.energy, days } });
    const value = (id: string) => content.figures.find((one) => one.id === id)?.figure.value ?? Number.NaN;
    expect(value("energy.facility") / value("energy.it")).toBeCloseTo(1.8, 6);
    expect(value("energy.pue")).toBeCloseTo(1.2, 9);
  });

  test("demand is the greatest 15-minute mean, not the greatest 5 minutes and not the month's mean", () => {
    const watts = [1000, 1000, 1000, 4000, 1000, 1000, 2000, 2000, 2000, 9000];
    const buckets = watts.map((power, i) => ({
      startMs: i * 300_000,
      integral: BigInt(power * 300_000),
      coveredMs: 300_000,
    }));
    const naive = { peak: Math.max(...watts), mean: watts.reduce((a, b) => a + b) / watts.length };
    expect(naive).toEqual({ peak: 9000, mean: 2400 });
    // The last quarter is not whole: what it would be is not known.
    expect(demandOf([{ sign: 1, buckets }])).toEqual({ watts: 2000, atMs: 900_000, quarters: 3 });
    expect(demandOf([{ sign: 1, buckets: [] }])).toBeNull();
  });
});

describe("time", () => {
  test.each([
    ["2026-03", "Europe/Berlin", 743],
    ["2026-10", "Europe/Berlin", 745],
    ["2026", "Europe/Berlin", 8760],
    ["2024-Q1", "Europe/Berlin", 2183],
    ["2026-03", "Asia/Shanghai", 744],
  ])("%s in %s has %d hours, whatever days x 24 says", (name, zone, hours) => {
    const { window } = reportPeriod(name, zone);
    expect((window.toMs - window.fromMs) / hour).toBe(hours);
  });

  test.each([
    ["2026-03", "2026-03-29", 23],
    ["2026-10", "2026-10-25", 25],
    ["2026-10", "2026-10-26", 24],
  ])(
    "in the report of %s the day %s has %d hours, and its energy is that of so many",
    (name, date, hours) => {
      const content = buildReportContent(exampleReportInputs(name, {}, "Europe/Berlin"));
      const raw = content.chapters.find(({ id }) => id === "raw");
      const days = raw?.blocks.find(({ id }) => id === "energy_day");
      if (days?.kind !== "table") throw new Error("no days");
      const cells = days.rows.find(({ id }) => id === date)?.cells;
      const value = (id: string) => cells?.[days.columns.findIndex((one) => one.id === id)]?.value;
      expect(value("hours")).toBe(hours);
      expect(value("it_kwh")).toBeCloseTo(10 * hours, 9);
    },
  );

  test("a Shanghai January starts 2025-12-31T16:00Z, and 2026-01-31T17:00Z is February", () => {
    const { window } = reportPeriod("2026-01", "Asia/Shanghai");
    expect(new Date(window.fromMs).toISOString()).toBe("2025-12-31T16:00:00.000Z");
    expect(window.fromMs).not.toBe(at("2026-01-01T00:00:00Z"));
    expect(monthNameAt(at("2026-01-31T17:00:00Z"), "Asia/Shanghai")).toBe("2026-02");
    expect("2026-01-31T17:00:00Z".slice(0, 7)).toBe("2026-01");
  });

  test.each([
    ["2026-01", "2025-12", "2025-01"],
    ["2026-Q1", "2025-Q4", "2025-Q1"],
    ["2026", "2025", "2025"],
    ["2026-11", "2026-10", "2025-11"],
  ])("before %s comes %s, and a year before it %s", (name, before, year) => {
    const period = reportPeriod(name, "Asia/Shanghai");
    expect(previousPeriod(period, "Asia/Shanghai").name).toBe(before);
    expect(previousPeriod(period, "Asia/Shanghai").window.toMs).toBe(period.window.fromMs);
    expect(periodLastYear(period, "Asia/Shanghai").name).toBe(year);
  });

  test.each(["2026-13", "2026-Q5", "26", "2026-1", "2026-05-01", ""])("%s is no period", (name) => {
    expect(() => reportPeriod(name, "UTC")).toThrow(RangeError);
  });
});

describe("money", () => {
  const band = (id: string, from: string, to: string, factor: string) => ({ id, from, to, factor });
  const tariff: TariffVersion = {
    version: 1,
    effectiveFrom: "2026-01-01T00:00:00Z",
    currency: "CNY",
    source: "example",
    note: "",
    publishedAt: "2026-01-01T00:00:00Z",
    publishedBy: "A",
    contentSha256: "",
    components: [{ id: "energy", name: "Energy", perKwh: "1", banded: true }],
    bands: [band("sharp", "12:00", "14:00", "2.25"), band("peak", "08:00", "15:00", "1.8")],
    demand: null,
  };

  test("a sharp-peak band replaces the peak of its hours: 13.5, not peak and sharp together 17.1", () => {
    const noon = { fromMs: at("2026-07-01T00:00:00Z"), toMs: at("2026-07-01T07:00:00Z") };
    const pieces = cutByTariff(noon, [tariff], "Asia/Shanghai").map((piece) => ({
      ...piece,
      millijoules: kwh((piece.toMs - piece.fromMs) / hour),
    }));
    const naive = 7 * 1.8 + 2 * 2.25;
    expect(naive).toBeCloseTo(17.1, 9);
    expect(priceEnergy(pieces, "CNY").costMinor).toBe(1350n);
  });

  test("what is never recovered has no payback: not the horizon of 4 years, and not 100 / 10", () => {
    expect(paybackYears([-100, 10, 10, 10])).toBeNull();
    expect(paybackYears([-100, 40, 40, 40])).toBeCloseTo(2.5, 12);
    expect(discountedPaybackYears([-100, 40, 40, 40], 0.1)).toBeNull();
    expect(discountedPaybackYears([-100, 60, 60], 0)).toBeCloseTo(1 + 40 / 60, 12);
  });

  test("NPV leaves the flow of year 0 undiscounted: -8.33, not -6.94", () => {
    const naive = [-100, 110].reduce((sum, flow, year) => sum + flow / 1.2 ** (year + 1), 0);
    expect(naive).toBeCloseTo(-6.9444, 3);
    expect(netPresentValue([-100, 110], 0.2)).toBeCloseTo(-8.3333, 3);
    expect(netPresentValue([-100, 0, 121], 0.1)).toBeCloseTo(0, 9);
  });

  test.each([
    [0.8, { low: 2.9, high: 3.4 }],
    [0.4, null],
    [0.81, null],
    [1, null],
    [null, null],
  ])("at an application level of %s the published multiplier is %o; it is not scaled", (level, expected) => {
    expect(cityMultiplierAt(level)).toEqual(expected);
  });
});

describe("service", () => {
  const window = { fromMs: 0, toMs: 30 * day };
  const span = (kind: "incident" | "maintenance", fromH: number, toH: number) => ({
    kind,
    fromMs: fromH * hour,
    toMs: toH * hour,
  });

  test("overlapping incidents are united and maintenance leaves both sides", () => {
    const spans = [
      span("incident", 0, 4),
      span("incident", 2, 6),
      span("maintenance", 5, 25),
      span("incident", 10, 12),
    ];
    const naive = (720 - 4 - 4 - 20 - 2) / 720;
    expect(naive).toBeCloseTo(0.958333, 6);
    const time = serviceTimeOf([{ accelerators: 1, spans }], window);
    expect(time).toEqual({ agreedMs: 700 * hour, downMs: 5 * hour, unknownMs: 0 });
    expect(availabilityOf(time)).toBeCloseTo(695 / 700, 12);
  });

  test("it is weighted by accelerators: one card down of ten is 99.9 %, not the mean of tenants 99.5 %", () => {
    const capacity = [
      { accelerators: 9, spans: [] },
      { accelerators: 1, spans: [span("incident", 0, 7.2)] },
    ];
    const naive = (1 + (720 - 7.2) / 720) / 2;
    expect(naive).toBeCloseTo(0.995, 12);
    expect(availabilityOf(serviceTimeOf(capacity, window))).toBeCloseTo(0.999, 12);
  });

  test("99.9 % of 30 days are 43.2 minutes; nothing agreed has no availability", () => {
    const spans = [{ kind: "incident" as const, fromMs: 0, toMs: 43.2 * 60_000 }];
    expect(availabilityOf(serviceTimeOf([{ accelerators: 1, spans }], window))).toBeCloseTo(0.999, 12);
    expect(availabilityOf({ agreedMs: 0, downMs: 0 })).toBeNull();
  });

  test("no failure has no time between failures; it is not the whole period and not infinite", () => {
    expect(repairTimes([], window)).toEqual({ repairs: 0, mttrMs: null, mtbfMs: null });
    const two = [
      { fromMs: 0, toMs: hour },
      { fromMs: 10 * hour, toMs: 13 * hour },
    ];
    expect(repairTimes(two, window)).toEqual({ repairs: 2, mttrMs: 2 * hour, mtbfMs: (716 / 2) * hour });
  });
});

describe("limits", () => {
  test.each([
    [1.2, 1],
    [1.20001, 2],
    [1.3, 2],
    [1.3004, 3],
    [1.5, 3],
    [1.5001, "none"],
    [null, null],
  ])("an annual value of %s has grade %s, judged before it is rounded", (value, grade) => {
    expect(gbGrade(value)).toBe(grade);
  });

  test("1.3004 prints as 1.300 and is above 1.30 all the same", () => {
    expect((1.3004).toFixed(3)).toBe("1.300");
    expect(isKept({ side: "at_most", value: 1.3 }, 1.3004)).toBe(false);
    expect(isKept({ side: "at_least", value: 0.6 }, null)).toBeNull();
    // "Less than 1.25" is not kept by 1.25; "at most" would be.
    expect(isKept({ side: "below", value: 1.25 }, 1.25)).toBe(false);
    expect(isKept({ side: "at_most", value: 1.25 }, 1.25)).toBe(true);
  });

  test("a limit holds from its first day until the day it ends, and only in its country", () => {
    const ids = (name: string, timeZone = "Asia/Shanghai") =>
      limitsInForce(reportPeriod(name, timeZone), { timeZone }).map(({ id }) => id);
    expect(ids("2022-10")).not.toContain("gb40879-grade-3");
    expect(ids("2022-11")).toContain("gb40879-grade-3");
    expect(ids("2024-12")).toContain("procurement-2023");
    expect(ids("2025-01")).not.toContain("procurement-2023");
    expect(ids("2025-01", "Europe/Berlin")).toEqual([]);
  });

  const may = reportPeriod("2026-05", "Asia/Shanghai");
  const inForce = (center: Omit<Parameters<typeof limitsInForce>[1], "timeZone">) =>
    limitsInForce(may, { timeZone: "Asia/Shanghai", ...center });

  test("a limit of Beijing is one of centers in Beijing, not of every center in its time zone", () => {
    const ids = (jurisdiction?: string) => inForce({ jurisdiction }).map(({ id }) => id);
    expect(ids("CN-11")).toContain("beijing-tariff");
    for (const elsewhere of ["CN-31", "CN", undefined]) {
      expect(ids(elsewhere)).not.toContain("beijing-tariff");
      expect(ids(elsewhere)).toContain("gb40879-grade-3");
    }
    expect(ids("HK")).toEqual([]);
  });

  test.each([
    ["250 kW are 100 standard racks, which the standard leaves out", 250_000, false],
    ["above 100 standard racks", 250_001, true],
    ["a center that does not tell its size is not judged", undefined, false],
  ])("GB 40879: %s", (_, ratedItPowerW, binding) => {
    expect(inForce({ ratedItPowerW }).find(({ id }) => id === "gb40879-grade-3")).toMatchObject({ binding });
  });

  test("the occupancy of a whole country is no limit of one center", () => {
    const rows = inForce({ ratedItPowerW: 1_000_000 });
    expect(rows.map(({ id }) => id)).toContain("ndrc-2024-occupancy");
    expect(limitOf(rows, "racks.occupancy_count", 0.1)).toBeNull();
  });

  test("a center's own limit holds in any country while it is in force, and the strictest is printed", () => {
    const permit = {
      ...({
        id: "permit",
        figure: "energy.pue_12_months",
        side: "below",
        value: 1.4,
        binding: true,
      } as const),
      scope: "Building permit",
      from: "2026-05-01",
      to: "2026-06-01",
      source: "permit 7 of 2026",
    };
    const [row] = limitsInForce(may, { timeZone: "Europe/Berlin", limits: [permit] });
    expect(row).toMatchObject({ id: "permit", scope: { en: "Building permit", zh: "Building permit" } });
    expect(
      limitsInForce(reportPeriod("2026-06", "Europe/Berlin"), {
        timeZone: "Europe/Berlin",
        limits: [permit],
      }),
    ).toEqual([]);
    const both = inForce({ ratedItPowerW: 1_000_000, limits: [permit] });
    expect(limitOf(both, "energy.pue_12_months", 1.4)).toMatchObject({ value: 1.4, kept: false });
  });

  test("availability is cut, never rounded up to 100 %", () => {
    const content = buildReportContent(exampleReportInputs());
    const figure = content.figures.find(({ id }) => id === "service.availability")?.figure;
    if (!figure) throw new Error("no availability");
    expect(printedFigure({ ...figure, value: 0.999996 }, 5)).toEqual({ text: "99.999", unit: "%" });
  });
});
