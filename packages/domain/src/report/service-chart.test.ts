import type { ServiceEvent } from "@aidc/contract";
import { describe, expect, test } from "vitest";
import { buildReportContent } from "./build-report.ts";
import { exampleReportInputs } from "./example-report.fixture.ts";
import type { ReportInputs } from "./inputs.ts";

const blockOf = (inputs: ReportInputs, id: string) =>
  buildReportContent(inputs)
    .chapters.flatMap(({ blocks }) => blocks)
    .find((block) => block.id === id);
const tableOf = (inputs: ReportInputs, id: string) =>
  buildReportContent(inputs)
    .chapters.flatMap(({ blocks }) => blocks)
    .flatMap((block) => (block.kind === "table" ? [block] : []))
    .find((block) => block.id === id);
const chartOf = (inputs: ReportInputs) => {
  const found = blockOf(inputs, "downtime");
  return found?.kind === "chart" ? found : null;
};
const pointOf = (inputs: ReportInputs, label: string) =>
  chartOf(inputs)?.series[0]?.points.find((point) => point.label === label);

const incident = (
  from: string,
  to: string,
  tenants: string[] | null = null,
  kind: ServiceEvent["kind"] = "incident",
) => ({
  id: from + (tenants ?? []).join(""),
  kind,
  title: "Outage",
  text: "",
  from,
  to,
  tenants,
  places: [],
  updatedAt: from,
});
/** The record begins a year before. */
const first = incident("2025-01-01T00:00:00Z", "2025-01-01T01:00:00Z", null, "maintenance");
const withEvents = (events: ServiceEvent[], name = "2026-05", zone?: string) =>
  exampleReportInputs(name, { events: [first, ...events] }, zone);

describe("accelerator-hours lost to incidents over time", () => {
  test("a day without an incident is 0 and known, and the sentence says how much was lost and when most of it", () => {
    const inputs = withEvents([
      incident("2026-05-03T00:00:00Z", "2026-05-03T02:00:00Z"),
      incident("2026-05-20T00:00:00Z", "2026-05-20T01:00:00Z"),
    ]);
    const chart = chartOf(inputs);
    expect(chart).toMatchObject({ form: "bar", unit: "h" });
    expect(chart?.series[0]?.points).toHaveLength(31);
    // Four cards are leased.
    expect(pointOf(inputs, "2026-05-03")?.value).toBeCloseTo(8, 9);
    expect(pointOf(inputs, "2026-05-04")).toMatchObject({ value: 0, coverage: 1 });
    expect(chart?.title).toEqual({
      en: "Availability 99.596 %: incidents took 12.00 accelerator-hours, the most in 2026-05-03 (8.00)",
      zh: "可用率 99.596 %：故障造成 12.00 卡时中断，最多的一期为 2026-05-03（8.00）",
    });
  });

  test("the table has the steps, and they are the figure's own sums", () => {
    const inputs = withEvents([incident("2026-05-03T00:00:00Z", "2026-05-03T02:00:00Z")]);
    const [day, whole] = ["service_time", "service"].map((id) => tableOf(inputs, id));
    if (!day || !whole) throw new Error("no table");
    expect(day.columns.map(({ id }) => id)).toEqual(["agreed_accelerator_h", "down_accelerator_h"]);
    const sum = (at: number) =>
      day.rows.reduce((total, { cells }) => total + (cells[at]?.value ?? Number.NaN), 0);
    expect(sum(0)).toBeCloseTo(whole.rows[0]?.cells[1]?.value ?? Number.NaN, 6);
    expect(sum(1)).toBeCloseTo(whole.rows[0]?.cells[2]?.value ?? Number.NaN, 6);
  });

  test("the day that touched one tenant is withheld, as long as those withheld touched three together", () => {
    const days = ["t1", "t2", "t3"].map((tenant, at) =>
      incident(`2026-05-0${at + 3}T00:00:00Z`, `2026-05-0${at + 3}T01:00:00Z`, [tenant]),
    );
    const everybody = incident("2026-05-12T00:00:00Z", "2026-05-12T01:00:00Z");
    const inputs = withEvents([...days, everybody]);
    for (const label of ["2026-05-03", "2026-05-04", "2026-05-05"])
      expect(pointOf(inputs, label)).toMatchObject({ value: null, reason: "suppressed", coverage: 0 });
    expect(pointOf(inputs, "2026-05-12")?.value).toBeCloseTo(4, 9);
    expect(chartOf(inputs)?.title.en).toMatch(/, of what is told the most in 2026-05-12 \(4\.00\)$/);
    expect(chartOf(inputs)?.title.zh).toMatch(/，已公布各期中最多的一期为 2026-05-12（4\.00）$/);
  });

  test("what is left of the month would be one tenant's day: nothing is drawn, and no row is told", () => {
    const three = ["t1", "t2", "t3"];
    const inputs = withEvents([
      incident("2026-05-03T00:00:00Z", "2026-05-03T01:00:00Z", three),
      incident("2026-05-04T00:00:00Z", "2026-05-04T01:00:00Z", ["t1"]),
    ]);
    expect(chartOf(inputs)).toBeNull();
    const cells = tableOf(inputs, "service_time")?.rows.flatMap((row) => row.cells) ?? [];
    expect(cells).toHaveLength(62);
    expect(cells.every(({ value, reason }) => value === null && reason === "suppressed")).toBe(true);
  });

  describe("what was agreed on a day on which two tenants held leases", () => {
    const lost = incident("2026-05-20T00:00:00Z", "2026-05-20T01:00:00Z");
    const withTwo = (name: string): ReportInputs => {
      const inputs = withEvents([lost], name);
      const { holdings } = inputs;
      const two = Date.parse("2026-05-06T16:00:00Z");
      const days = holdings.days.map((day) =>
        day.window.fromMs === two ? { ...day, byTenant: { ...day.byTenant, leased: [2, 1] } } : day,
      );
      return { ...inputs, holdings: { ...holdings, days } };
    };
    const cellsOf = (inputs: ReportInputs, id: string, row: string) =>
      tableOf(inputs, id)
        ?.rows.find((one) => one.id === row)
        ?.cells.map(({ value, reason }) => reason ?? value);

    test("is withheld as the leased hours of that day are, and so is every period that holds it", () => {
      const inputs = withTwo("2026-05");
      expect(cellsOf(inputs, "accelerator_day", "2026-05-07")?.[2]).toBe("suppressed");
      expect(cellsOf(inputs, "service_time", "2026-05-07")).toEqual(["suppressed", "suppressed"]);
      expect(cellsOf(inputs, "service_time", "2026-05-08")).toEqual([96, 0]);
      expect(cellsOf(inputs, "service", "2026-05")).toEqual([744, "suppressed", "suppressed"]);
      const told = buildReportContent(inputs).figures.find(({ id }) => id === "service.availability");
      expect(told?.figure).toMatchObject({ value: null, reason: "suppressed", coverage: 0 });
      expect(chartOf(inputs)).toBeNull();
    });

    test("a quarter has its month without a number", () => {
      expect(cellsOf(withTwo("2026-Q2"), "service_time", "2026-05")).toEqual(["suppressed", "suppressed"]);
      expect(cellsOf(withTwo("2026-Q2"), "service_time", "2026-04")?.[0]).toBe(4 * 24 * 30);
    });

    test("is withheld where only one of three tenants leases cards: racks of the others agree no time of cards", () => {
      const inputs = withEvents([lost]);
      const leases = inputs.document.leases.map((lease, at) =>
        at === 0 ? lease : { ...lease, resource: "racks" as const },
      );
      const one = { ...inputs, document: { ...inputs.document, leases } };
      expect(cellsOf(one, "accelerator_day", "2026-05-07")?.[2]).toBe(96);
      expect(cellsOf(one, "service_time", "2026-05-07")).toEqual(["suppressed", "suppressed"]);
      expect(cellsOf(one, "service", "2026-05")?.[1]).toBe("suppressed");
    });

    test("is told where nothing of cards is leased: what stands there is the operator's", () => {
      const inputs = withTwo("2026-05");
      const own = { ...inputs, document: { ...inputs.document, leases: [] } };
      expect(cellsOf(own, "service_time", "2026-05-07")?.[0]).toBeGreaterThan(0);
    });
  });

  test("before anybody kept a record nothing is known: gaps, and not 0", () => {
    const inputs = exampleReportInputs("2026-05", {
      events: [
        incident("2026-05-11T16:00:00Z", "2026-05-11T18:00:00Z"),
        incident("2026-05-20T00:00:00Z", "2026-05-20T01:00:00Z"),
      ],
    });
    expect(pointOf(inputs, "2026-05-11")).toMatchObject({ value: null, reason: "not_collected" });
    expect(pointOf(inputs, "2026-05-13")).toMatchObject({ value: 0 });
  });

  test.each([
    ["2026-Q2", 3, "2026-04"],
    ["2026", 12, "2026-01"],
  ])("%s is told by its %d months", (name, count, label) => {
    const points = chartOf(withEvents([incident("2026-05-03T00:00:00Z", "2026-05-03T02:00:00Z")], name))
      ?.series[0]?.points;
    expect(points).toHaveLength(count);
    expect(points?.[0]?.label).toBe(label);
  });

  test("where nothing was lost there is no picture of it", () => {
    expect(chartOf(withEvents([]))).toBeNull();
  });

  test("on the day on which clocks change 23 hours were agreed", () => {
    const inputs = withEvents(
      [incident("2026-03-03T00:00:00Z", "2026-03-03T02:00:00Z")],
      "2026-03",
      "Europe/Berlin",
    );
    const day = tableOf(inputs, "service_time")?.rows.find(({ id }) => id === "2026-03-29");
    expect(day?.cells[0]?.value).toBeCloseTo(4 * 23, 9);
  });
});
