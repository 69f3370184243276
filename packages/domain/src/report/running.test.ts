import type { ReportFigure } from "@aidc/contract";
import { describe, expect, test } from "vitest";
import { buildReportContent } from "./build-report.ts";
import { evaluateFormula } from "./evaluate-formula.fixture.ts";
import { exampleReportInputs } from "./example-report.fixture.ts";
import { energyReachOf, periodSoFar, periodTitle, reportPeriod, twelveMonthsTo } from "./period.ts";

const zone = "Asia/Shanghai";
const may = reportPeriod("2026-05", zone);
/** 10:40 of 23 May in Shanghai. */
const nowMs = Date.parse("2026-05-23T02:40:00Z");
const soFar = periodSoFar(may, nowMs, zone);
const midnight = (day: string) => Date.parse(`${day}T00:00:00+08:00`);

describe("a period that still runs", () => {
  test("is told by its whole local days, not by the 31 of which nobody can know the rest", () => {
    expect(soFar.window).toEqual({ fromMs: may.window.fromMs, toMs: midnight("2026-05-23") });
    expect(soFar.runsToMs).toBe(may.window.toMs);
  });

  test.each([
    ["on its first day by that", "2026-05-01T03:00:00+08:00", "2026-05-02"],
    ["on its last day by those before", "2026-05-31T23:59:59+08:00", "2026-05-31"],
  ])("%s", (_when, at, to) => {
    expect(periodSoFar(may, Date.parse(at), zone).window.toMs).toBe(midnight(to));
  });

  test.each(["2026-06-01T00:00:00+08:00", "2026-04-30T23:59:59+08:00"])(
    "no longer, and not yet: %s",
    (at) => {
      expect(periodSoFar(may, Date.parse(at), zone)).toBe(may);
    },
  );

  test("tells 12 months to the last whole one; energy is read for the same a year before", () => {
    const april = { fromMs: midnight("2025-05-01"), toMs: midnight("2026-05-01") };
    expect(twelveMonthsTo(soFar, zone)).toEqual(april);
    expect(twelveMonthsTo(may, zone)).toEqual({
      fromMs: midnight("2025-06-01"),
      toMs: midnight("2026-06-01"),
    });
    expect(energyReachOf(soFar, zone)).toEqual({
      fromMs: midnight("2024-05-01"),
      toMs: midnight("2026-05-23"),
    });
  });
});

describe("its report", () => {
  const whole = exampleReportInputs("2026-05");
  const planned = ["energy.facility", "energy.pue"].map((figure) => ({
    figure,
    value: figure === "energy.pue" ? 1.25 : 9300,
    unit: figure === "energy.pue" ? "ratio" : "kWh",
    version: 1,
    source: "budget",
    publishedAt: "2026-01-01T00:00:00Z",
  }));
  const inputs = { ...whole, period: soFar, periods: { ...whole.periods, current: soFar }, planned };
  const content = buildReportContent(inputs);
  const entry = (id: string): ReportFigure => {
    const found = content.figures.find((one) => one.id === id);
    if (!found) throw new Error(id);
    return found;
  };

  test("covers the time so far: PUE is told and valid, where of the month 71 % would withhold it", () => {
    expect(entry("energy.pue").figure).toMatchObject({ status: "valid", coverage: 1 });
    expect(entry("energy.pue").figure.value).toBeCloseTo(1.25, 1);
    expect(entry("energy.facility").figure).toMatchObject({ coverage: 1, to: "2026-05-22T16:00:00.000Z" });
    expect(22 / 31).toBeLessThan(0.95);
  });

  test("holds no sum of 22 days against April or May of the year before, and says why; a ratio it does", () => {
    for (const id of [
      "energy.facility",
      "energy.it",
      "utilisation.leased_hours",
      "energy.water",
      "service.incidents",
    ])
      for (const before of [entry(id).previous, entry(id).lastYear])
        expect([id, before?.value, before?.reason]).toEqual([id, null, "window_mismatch"]);
    expect(entry("energy.pue").previous?.value).toBeCloseTo(1.25, 1);
    expect(entry("leases.occupancy").previous?.value).not.toBeNull();
  });

  test("holds no sum of 22 days against the plan of the month; a ratio it does", () => {
    const table = content.chapters.flatMap(({ blocks }) => blocks).find(({ id }) => id === "plan");
    if (table?.kind !== "table") throw new Error("no plan");
    const shareOf = (id: string) => table.rows.find((row) => row.id === id)?.cells[3];
    expect(shareOf("energy.facility")).toMatchObject({ value: null, reason: "window_mismatch" });
    expect(shareOf("energy.pue")?.value).toBeCloseTo(100, 0);
  });

  test("says so first, in its title too, and its numbers follow from its raw tables", () => {
    expect(content.period).toMatchObject({
      to: "2026-05-22T16:00:00.000Z",
      runsTo: "2026-05-31T16:00:00.000Z",
    });
    expect(content.headline.en).toMatch(/^So far, to 2026-05-22: /);
    expect(content.headline.zh).toMatch(/^截至 2026-05-22：/);
    expect(content.findings[0]?.en).toContain("2026-05 still runs");
    expect(periodTitle(content.period, zone)).toEqual({
      en: "2026-05 so far (to 2026-05-22)",
      zh: "2026-05（截至 2026-05-22）",
    });
    for (const { id, figure, formula } of content.figures) {
      // Alarms are graded where they are read, over a window of the example's own.
      if (figure.value === null || formula === "not measured" || id.startsWith("service.alarm")) continue;
      expect([id, evaluateFormula(formula, content)]).toEqual([id, expect.closeTo(figure.value, 6)]);
    }
  });

  test("charges the demand of the whole month, as the price is one of a month, and says that it has not ended", () => {
    const charge = entry("energy.demand_charge");
    const ended = buildReportContent(whole).figures.find(({ id }) => id === "energy.demand_charge");
    // 22 days do not make it 22/31: 546.02 are owed for one quarter of an hour, whenever it was.
    expect(charge.figure).toMatchObject({ value: 546.02, status: "provisional" });
    expect(charge.figure.method.category).toBe("2026-05 has not ended: charge of the whole month");
    expect(charge.title.en).toContain("2026-05 has not ended: charge of the whole month");
    expect(charge.title.zh).toContain("2026-05 未结束，按整月计收");
    expect(entry("energy.bill").title.en).toContain("charge of the whole month");
    expect(ended?.figure).toMatchObject({ value: 546.02, status: "valid" });
    expect(ended?.title.en).toBe("Demand charge");
    expect(ended?.figure.method).not.toHaveProperty("category");
  });

  test("of a whole month stands beside whole months, and has no word of it", () => {
    const told = buildReportContent(whole);
    expect(told.figures.find(({ id }) => id === "energy.facility")?.previous?.value).not.toBeNull();
    expect(told.period).not.toHaveProperty("runsTo");
    expect(told.headline.en).not.toContain("So far");
  });
});
