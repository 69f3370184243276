import { describe, expect, test } from "vitest";
import { buildReportContent } from "./build-report.ts";
import { exampleReportInputs } from "./example-report.fixture.ts";
import type { HeldState, HoldingDay, ReportInputs } from "./inputs.ts";

const chartOf = (inputs: ReportInputs, id: string) => {
  const found = buildReportContent(inputs)
    .chapters.flatMap(({ blocks }) => blocks)
    .find((block) => block.id === id);
  return found?.kind === "chart" ? found : null;
};
const valuesOf = (inputs: ReportInputs, id: string, series: string) =>
  chartOf(inputs, id)?.series.find((one) => one.id === series)?.points ?? [];

/** The example with days of the period told otherwise, by their place in it. */
function withDays(change: (day: HoldingDay, at: number) => HoldingDay, name = "2026-05"): ReportInputs {
  const inputs = exampleReportInputs(name);
  const { fromMs, toMs } = inputs.period.window;
  const inPeriod = inputs.holdings.days.filter(
    ({ window }) => window.fromMs >= fromMs && window.toMs <= toMs,
  );
  const days = inputs.holdings.days.map((day) => {
    const at = inPeriod.indexOf(day);
    return at < 0 ? day : change(day, at);
  });
  return { ...inputs, holdings: { ...inputs.holdings, days } };
}

const ofOneTenant = (day: HoldingDay): HoldingDay => ({
  ...day,
  byTenant: { leased: [4, 0, 0], allocated: [3, 0, 0], active: [2, 0, 0] },
});
const nothing = { integral: 0n, coveredMs: 0, resets: 0 };
const unheard = (day: HoldingDay): HoldingDay => ({
  ...day,
  allocated: nothing,
  active: nothing,
  allocation: { allocatedMs: 0n, coveredMs: 0 },
  use: { activeMs: 0n, allocatedMs: 0n, coveredMs: 0, idleMs: 0 },
});

describe("shares over time", () => {
  test.each([
    ["2026-05", 31, "2026-05-01"],
    ["2026-Q2", 14, "2026-W14"],
    ["2026", 12, "2026-01"],
  ])("of %s has %d steps from zero on", (name, count, first) => {
    const inputs = exampleReportInputs(name);
    for (const series of ["allocated", "active"]) {
      const points = valuesOf(inputs, "utilisation_time", series);
      expect(points).toHaveLength(count);
      expect(points[0]?.label).toBe(first);
      expect(points.every(({ from }) => from !== null)).toBe(true);
    }
    expect(chartOf(inputs, "utilisation_time")).toMatchObject({ form: "bar", unit: "%", digits: 1 });
  });

  test("a step is the figure of that step: 3 of 6 allocated, 2 of 3 of them at work, 4 of 6 leased", () => {
    const inputs = exampleReportInputs();
    expect(valuesOf(inputs, "utilisation_time", "allocated")[7]?.value).toBeCloseTo(50, 9);
    expect(valuesOf(inputs, "utilisation_time", "active")[7]?.value).toBeCloseTo(200 / 3, 9);
    expect(valuesOf(inputs, "leases_time", "accelerators")[7]?.value).toBeCloseTo(400 / 6, 9);
  });

  test("a month with a clock change has a value for each of its days, and no more is leased on the short one", () => {
    const inputs = exampleReportInputs("2026-03", {}, "Europe/Berlin");
    const points = valuesOf(inputs, "leases_time", "accelerators");
    expect(points).toHaveLength(31);
    for (const { value } of points) expect(value).toBeCloseTo(400 / 6, 9);
  });

  test("a day of one tenant and a silent day are gaps with their reasons, and neither is in the title", () => {
    const inputs = withDays((day, at) => (at === 3 ? ofOneTenant(day) : at === 5 ? unheard(day) : day));
    const points = valuesOf(inputs, "utilisation_time", "allocated");
    expect(points[3]).toMatchObject({ value: null, reason: "suppressed", coverage: 0 });
    expect(points[5]).toMatchObject({ value: null, reason: "no_data" });
    expect(points.filter(({ value }) => value !== null)).toHaveLength(29);
    const title = chartOf(inputs, "utilisation_time")?.title;
    expect(title?.en).toContain("50.0 % throughout");
    expect(title?.zh).toContain("始终为 50.0 %");
  });

  test("what is withheld on a day is withheld in the week and the month that hold it", () => {
    const quarter = withDays((day, at) => (at === 20 ? ofOneTenant(day) : day), "2026-Q2");
    const weeks = valuesOf(quarter, "utilisation_time", "allocated");
    expect(weeks.filter(({ reason }) => reason === "suppressed").map(({ label }) => label)).toEqual([
      "2026-W17",
    ]);
    const year = withDays((day, at) => (at === 20 ? ofOneTenant(day) : day), "2026");
    const months = valuesOf(year, "utilisation_time", "allocated");
    expect(months.filter(({ value }) => value === null).map(({ label }) => label)).toEqual(["2026-01"]);
  });

  test("the title names the least and the greatest day", () => {
    const inputs = withDays((day, at) =>
      at === 9
        ? { ...day, leased: { ...day.leased, amountMs: day.leased.amountMs / 2 } }
        : at === 11
          ? { ...day, leased: { ...day.leased, amountMs: (day.leased.amountMs * 5) / 4 } }
          : day,
    );
    expect(chartOf(inputs, "leases_time")?.title).toEqual({
      en: "Leased share of accelerators: from 33.3 % in 2026-05-10 to 83.3 % in 2026-05-12",
      zh: "加速卡出租率：最低 33.3 %（2026-05-10），最高 83.3 %（2026-05-12）",
    });
  });

  test("where nothing is counted there is no chart of it", () => {
    const inputs = withDays(unheard);
    expect(chartOf(inputs, "utilisation_time")).toBeNull();
  });
});

describe("capacity over time", () => {
  const state = (at: string, cards: number): HeldState => ({
    atMs: Date.parse(at),
    racks: 3,
    usableU: 126,
    limitW: 60_000,
    models: Object.fromEntries(
      exampleReportInputs()
        .document.servers.flatMap(({ accelerators }) => (accelerators ? [accelerators.model] : []))
        .slice(0, 1)
        .map((model) => [model, cards]),
    ),
  });

  test("is drawn where it changes: by month, unknown before the record begins", () => {
    const states = [state("2026-01-10T00:00:00Z", 4), state("2026-04-20T00:00:00Z", 8)];
    const chart = chartOf(exampleReportInputs("2026-05", { states }), "capacity_time");
    const points = chart?.series[0]?.points ?? [];
    expect(points.map(({ label }) => label)).toEqual([
      ...["2025-06", "2025-07", "2025-08", "2025-09", "2025-10", "2025-11", "2025-12"],
      ...["2026-01", "2026-02", "2026-03", "2026-04", "2026-05"],
    ]);
    expect(points.slice(0, 7).every(({ value, reason }) => value === null && reason === "no_inventory")).toBe(
      true,
    );
    const [before, after] = [points[7]?.value ?? Number.NaN, points[10]?.value ?? Number.NaN];
    expect(after).toBeCloseTo(2 * before, 9);
    expect(chart?.title.en).toMatch(
      /^Installed PFLOPS \(dense FP16\) at the end of the month: from .* in 2026-01 to .* in 2026-04$/,
    );
  });

  test("is not drawn where it did not change, nor where nothing is on record", () => {
    expect(chartOf(exampleReportInputs(), "capacity_time")).toBeNull();
    const states = [state("2025-01-10T00:00:00Z", 4)];
    expect(chartOf(exampleReportInputs("2026-05", { states }), "capacity_time")).toBeNull();
  });
});
