import type { TariffVersion } from "@aidc/contract";
import { describe, expect, test } from "vitest";
import { demandChargeOf } from "../tariff/demand-charge.ts";
import { buildReportContent } from "./build-report.ts";
import { evaluateFormula } from "./evaluate-formula.fixture.ts";
import { exampleReportInputs, exampleScenario, exampleTariff } from "./example-report.fixture.ts";
import type { ReportInputs } from "./inputs.ts";
import { reportPeriod } from "./period.ts";
import { bandWords } from "./words.ts";

function entry(id: string, change: Partial<ReportInputs> = {}) {
  const content = buildReportContent(exampleReportInputs("2026-05", change));
  const found = content.figures.find((one) => one.id === id);
  if (!found) throw new Error(`no figure ${id}`);
  return { content, ...found };
}
const figure = (id: string, change: Partial<ReportInputs> = {}) => entry(id, change).figure;

describe("demand charge", () => {
  const month = reportPeriod("2026-05", "Asia/Shanghai").window;

  test("is paid on the 15-minute mean of 2 kW: 84.00, not 378.00 on 5 minutes of 9 kW and not on the mean", () => {
    expect(9 * 42).toBe(378);
    expect(demandChargeOf([exampleTariff], month, 2000)).toEqual([
      { ...month, share: 1, basis: "kW", amount: 2, price: "42", costMinor: 8400n },
    ]);
  });

  test("is paid on the contracted kVA whatever was drawn, and on nothing where the tariff has none", () => {
    const contracted: TariffVersion = {
      ...exampleTariff,
      demand: { perKvaMonth: "28.5", contractedKva: 1250 },
    };
    expect(demandChargeOf([contracted], month, null)).toMatchObject([
      { basis: "kVA", costMinor: 3_562_500n },
    ]);
    expect(demandChargeOf([exampleTariff], month, null)).toBeNull();
    expect(demandChargeOf([{ ...exampleTariff, demand: null }], month, 2000)).toEqual([]);
    const later = { ...exampleTariff, version: 2, effectiveFrom: "2026-06-01T00:00:00Z" };
    expect(demandChargeOf([later], month, 2000)).toBeNull();
  });

  test("at a new price from the 10th on 9 of 30 days are owed at the old one: 1,520.28, not the later 1,543.42", () => {
    const november = reportPeriod("2026-11", "Asia/Shanghai").window;
    const old = { ...exampleTariff, demand: { perKwMonth: "9.50" } };
    const dearer: TariffVersion = {
      ...exampleTariff,
      version: 2,
      effectiveFrom: "2026-11-10T00:00:00+08:00",
      demand: { perKwMonth: "10.00" },
    };
    expect(154.3424 * 10).toBeCloseTo(1543.42, 2);
    expect(demandChargeOf([old, dearer], november, 154_342.4)).toMatchObject([
      { share: 0.3, price: "9.50", costMinor: 43_988n },
      { share: 0.7, price: "10.00", costMinor: 108_040n },
    ]);
    const without = demandChargeOf([old, { ...dearer, demand: null }], november, 154_342.4);
    expect(without).toMatchObject([{ share: 0.3, costMinor: 43_988n }]);
    // No tariff at all in the first days: what is owed for them is not known, and not nothing.
    expect(demandChargeOf([dearer], november, 154_342.4)).toBeNull();
  });

  test("of two prices in one month stand in two lines, which the formula adds up", () => {
    const dearer = {
      ...exampleTariff,
      version: 2,
      effectiveFrom: "2026-05-11T00:00:00+08:00",
      demand: { perKwMonth: "84" },
    };
    const {
      content,
      figure: charge,
      formula,
    } = entry("energy.demand_charge", { tariffs: [exampleTariff, dearer] });
    // 13.0005 kW: 10 of 31 days at 42, 21 at 84.
    expect(charge.value).toBe(176.14 + 739.77);
    expect(evaluateFormula(formula, content)).toBeCloseTo(915.91, 9);
    expect(entry("energy.peak_demand", { tariffs: [exampleTariff, dearer] }).figure.value).toBe(13.0005);
  });

  test("is owed on what the grid delivers: 320,000 for 8 MW, not 400,000 because the sun gave 2 MW beside it", () => {
    const tariffs = [{ ...exampleTariff, demand: { perKwMonth: "40" } }];
    const of = (watts: number | null) =>
      exampleReportInputs("2026-05").demand.map((one) => ({ ...one, watts, atMs: one.atMs }));
    const change = { tariffs, demand: of(10_000_000), gridDemand: of(8_000_000) };
    const { content, figure: charge, formula } = entry("energy.demand_charge", change);
    expect(10_000 * 40).toBe(400_000);
    expect(charge).toMatchObject({ value: 320_000, status: "valid" });
    expect(evaluateFormula(formula, content)).toBe(320_000);
    expect(figure("energy.peak_demand", change).value).toBe(10_000);
    // A meter of the sun that nobody hears leaves the facility unknown, and the charge as it is.
    expect(figure("energy.demand_charge", { ...change, demand: of(null) }).value).toBe(320_000);
  });

  test("without one in the tariff the bill is the energy; with one that is not known it is not told", () => {
    const tariffs = [{ ...exampleTariff, demand: null }];
    expect(figure("energy.demand_charge", { tariffs })).toMatchObject({ value: null, reason: "no_tariff" });
    expect(figure("energy.bill", { tariffs }).value).toBeCloseTo(6543.21, 9);
    const gridDemand = exampleReportInputs("2026-05").gridDemand.map((one) => ({
      ...one,
      watts: null,
      atMs: null,
      reason: "no_data" as const,
      coverage: 0,
    }));
    expect(figure("energy.bill", { gridDemand })).toMatchObject({ value: null, reason: "no_data" });
  });
});

describe("a quarter", () => {
  const quarter = exampleReportInputs("2026-Q2");
  const before: TariffVersion = { ...exampleTariff, demand: null };
  const twoPart = { ...exampleTariff, version: 2, effectiveFrom: "2026-05-01T00:00:00+08:00" };
  const unheard = quarter.gridDemand.map((one) => ({
    ...one,
    watts: null,
    atMs: null,
    reason: "no_data" as const,
    coverage: 0,
  }));
  const found = (id: string, change: Partial<ReportInputs>) => {
    const { figures } = buildReportContent(exampleReportInputs("2026-Q2", change));
    const one = figures.find((row) => row.id === id)?.figure;
    if (!one) throw new Error(`no figure ${id}`);
    return one;
  };

  test.each(["energy.bill", "economics.cost_measured"])(
    "%s is not the energy's 19,629.63, and not valid, where a demand charge begins in its second month and is not known",
    (id) => {
      expect(3 * 6543.21).toBeCloseTo(19_629.63, 9);
      expect(found(id, { tariffs: [before, twoPart], gridDemand: unheard })).toMatchObject({
        value: null,
        reason: "no_data",
      });
      expect(found(id, { tariffs: [before] })).toMatchObject({ status: "valid" });
      expect(found(id, { tariffs: [before] }).value).toBeCloseTo(19_629.63, 9);
    },
  );

  test("a month whose tariff has no demand charge leaves nothing open: valid, not two thirds", () => {
    const charge = found("energy.demand_charge", { tariffs: [before, twoPart] });
    expect(charge).toMatchObject({ status: "valid", coverage: 1 });
    expect(charge.value).toBeCloseTo(2 * 13.0005 * 42, 1);
  });

  test("a month before the first tariff leaves its charge open", () => {
    const charge = found("energy.demand_charge", { tariffs: [twoPart] });
    expect(charge.status).toBe("provisional");
    expect(charge.coverage).toBeCloseTo(2 / 3, 9);
  });
});

describe("money", () => {
  const [month] = exampleReportInputs("2026-05").energyCost;
  if (!month) throw new Error("no month");
  const [peak] = month.bands;
  if (!peak) throw new Error("no band");

  test("adds up in cents: 0.10 and 0.20 are 0.30, where doubles make 0.30000000000000004", () => {
    const energyCost = [10n, 20n].map((costMinor, at) => ({
      ...month,
      month: ["2026-04", "2026-05"][at] ?? "",
      cost: Number(costMinor) / 100,
      bands: [{ ...peak, costMinor }],
    }));
    expect(0.1 + 0.2).not.toBe(0.3);
    expect(figure("energy.cost", { energyCost }).value).toBe(0.3);
    expect(figure("energy.cost_band_peak_day", { energyCost }).value).toBe(0.3);
  });

  test("of energy and demand together is 18,103.62, not 18,103.620000000003", () => {
    const energyCost = [{ ...month, cost: 16_560.2 }];
    const tariffs = [{ ...exampleTariff, demand: { perKwMonth: "118.7202" } }];
    const [bill, charge] = ["energy.bill", "energy.demand_charge"].map(
      (id) => figure(id, { energyCost, tariffs }).value,
    );
    expect(charge).toBe(1543.42);
    expect(16_560.2 + 1543.42).not.toBe(18_103.62);
    expect(bill).toBe(18_103.62);
  });
});

test("a band that its publisher calls flat or no_band stands beside the hours without a band: 30 kWh, not 20", () => {
  const band = (id: string | null) => ({
    version: 1,
    band: id,
    millijoules: 10n * 3_600_000_000n,
    price: 0n,
    costMinor: 700n,
  });
  const [month] = exampleReportInputs("2026-05").energyCost;
  if (!month) throw new Error("no month");
  const energyCost = [{ ...month, cost: 21, bands: [band("flat"), band("no_band"), band(null)] }];
  const { figures } = buildReportContent(exampleReportInputs("2026-05", { energyCost }));
  const kwh = figures.filter(({ id }) => id.startsWith("energy.kwh_band_"));
  expect(kwh.map(({ id }) => id)).toHaveLength(new Set(kwh.map(({ id }) => id)).size);
  expect(kwh.reduce((sum, { figure: { value } }) => sum + (value ?? Number.NaN), 0)).toBe(30);
});

describe("scenario", () => {
  const scenario = { ...exampleScenario, energyPerYear: "0", horizonYears: 4 };

  test("what is never recovered has no payback: not its horizon of 4 years, and the sentence says never", () => {
    const poor = { ...scenario, investment: "1000000", revenuePerYear: "100000" };
    const { content } = entry("economics.payback", { scenario: poor });
    expect(figure("economics.payback", { scenario: poor })).toMatchObject({
      value: null,
      reason: "never_recovered",
      grade: "assumed",
    });
    expect(figure("economics.npv", { scenario: poor }).value).toBeCloseTo(-668_787.3, 1);
    const economics = content.chapters.find(({ id }) => id === "economics");
    expect(JSON.stringify(economics)).toContain("is never recovered within its 4 years");
  });

  test("what is recovered follows again from the years of the raw table", () => {
    const good = { ...scenario, investment: "100000", revenuePerYear: "40000" };
    for (const [id, years] of [
      ["economics.payback", 2.5],
      ["economics.discounted_payback", 2.903],
    ] as const) {
      const { content, figure: told, formula } = entry(id, { scenario: good });
      expect(told.value).toBeCloseTo(years, 3);
      expect(evaluateFormula(formula, content)).toBeCloseTo(told.value ?? Number.NaN, 9);
    }
  });

  test("what it leaves to be measured is scaled to a year, and an incomplete period is not", () => {
    const left = { ...exampleScenario, revenuePerYear: null };
    const { content } = entry("economics.npv", { scenario: left });
    expect(JSON.stringify(content.chapters)).toContain("this period, scaled to a year");
    const revenue = [{ month: "2026-05", tenants: 3, byTenant: [] }];
    expect(figure("economics.npv", { scenario: left, revenue }).value).toBeNull();
    expect(figure("economics.npv", { scenario: null })).toMatchObject({ value: null, reason: "no_scenario" });
  });
});

describe("tenants cannot be read off", () => {
  test("the three largest are withheld where one tenant is all the rest: 1 - share would be his", () => {
    const { document } = exampleReportInputs("2026-05");
    const tenants = [...document.tenants, { id: "t4", name: "t4" }];
    const [lease] = document.leases;
    if (!lease) throw new Error("no lease");
    const leases = [...document.leases, { ...lease, id: "L9", tenant: "t4" }];
    expect(figure("leases.top3_share").value).toBe(1);
    expect(figure("leases.top3_share", { document: { ...document, tenants, leases } })).toMatchObject({
      value: null,
      reason: "suppressed",
    });
  });

  test("requests of fewer than three tenants are withheld; none at all is 0", () => {
    const pending = [{ tenant: "t1", accelerators: 8 }];
    expect(figure("leases.pending_accelerators").value).toBe(24);
    expect(figure("leases.pending_accelerators", { pending })).toMatchObject({ reason: "suppressed" });
    expect(figure("leases.pending_requests", { pending: [] }).value).toBe(0);
  });
});

test("capacity is what was held when the period ended, not what is installed today", () => {
  const at = (iso: string, cards: number) => ({
    atMs: Date.parse(iso),
    racks: cards,
    usableU: 42,
    limitW: 1000,
    models: { "h100-sxm": cards },
  });
  const states = [at("2026-04-10T00:00:00Z", 8), at("2026-05-20T00:00:00Z", 16)];
  const { figure: now, previous, lastYear, content } = entry("capacity.accelerators", { states });
  expect([now.value, previous?.value, lastYear]).toEqual([16, 8, null]);
  expect(figure("capacity.accelerators").value).toBe(6);
  expect(JSON.stringify(content.chapters)).toContain("Changes of capacity");
});

test("a journal without anything knows nothing: alarms are not 0", () => {
  const alarms = { current: null, previous: null, lastYear: null };
  expect(figure("service.alarm_rate", { alarms })).toMatchObject({ value: null, reason: "not_collected" });
  expect(figure("service.alarm_worst").value).toBe(1);
});

test.each([
  ["peak-day", "高峰时段（白天）"],
  ["sharp", "尖峰时段"],
  ["deep-valley", "深谷时段"],
  ["x7", "x7"],
])("band %s is called %s", (id, zh) => {
  expect(bandWords(id).zh).toBe(zh);
});

test("the source of each method is told in Chinese too where it is a sentence and not the name of a standard", () => {
  const { chapters } = buildReportContent(exampleReportInputs("2026-05"));
  const tables = chapters.flatMap(({ blocks }) => blocks.filter((block) => block.kind === "table"));
  const rows = tables.find(({ id }) => id === "definitions")?.rows ?? [];
  const sources = rows.flatMap(({ cells }) => cells.at(-1)?.words ?? []);
  expect(sources.length).toBeGreaterThan(50);
  const untold = sources.flatMap(({ en, zh }) => (en === zh ? [en] : []));
  expect([...new Set(untold)]).toEqual([]);
});
