import { describe, expect, test } from "vitest";
import { buildReportContent } from "./build-report.ts";
import { exampleReportInputs } from "./example-report.fixture.ts";

describe("where the PFLOPS went", () => {
  const { holdings } = exampleReportInputs();

  /** 6 installed, 4 leased, 3 allocated and 2 active, the counts heard for so much of every day. */
  function waterfall(heard: number) {
    const of = (sum: bigint) => BigInt(Math.round(Number(sum) * heard));
    const scaled = (sum: (typeof holdings.days)[number]["allocated"]) => ({
      ...sum,
      integral: of(sum.integral),
      coveredMs: sum.coveredMs * heard,
    });
    const days = holdings.days.map((day) => ({
      ...day,
      allocated: scaled(day.allocated),
      active: scaled(day.active),
      allocation: {
        allocatedMs: of(day.allocation.allocatedMs),
        coveredMs: day.allocation.coveredMs * heard,
      },
      use: {
        activeMs: of(day.use.activeMs),
        allocatedMs: of(day.use.allocatedMs),
        coveredMs: day.use.coveredMs * heard,
        idleMs: 0,
      },
    }));
    const content = buildReportContent(exampleReportInputs("2026-05", { holdings: { ...holdings, days } }));
    const chart = content.chapters
      .flatMap(({ blocks }) => blocks)
      .find(({ id }) => id === "pflops_waterfall");
    if (chart?.kind !== "chart") throw new Error("no chart");
    const points = chart.series[0]?.points ?? [];
    const share = (label: string) => {
      const [installed, one] = ["installed", label].map((name) =>
        points.find((point) => point.label === name),
      );
      return one?.value == null ? one?.reason : one.value / (installed?.value ?? Number.NaN);
    };
    return { share, title: chart.title.en };
  }

  test.each([1, 0.96])("a step is its share of what is known: half is allocated, not half x %d", (heard) => {
    const { share } = waterfall(heard);
    expect(share("leased")).toBeCloseTo(4 / 6, 9);
    expect(share("allocated")).toBeCloseTo(3 / 6, 9);
    expect(share("active")).toBeCloseTo(2 / 6, 9);
  });

  test("counts of a quarter of the time are no loss from leased to allocated: dashes with their reason", () => {
    const { share, title } = waterfall(0.25);
    expect(share("allocated")).toBe("coverage_low");
    expect(share("active")).toBe("coverage_low");
    // What accelerators tell themselves is known: the loss is told from the last known step to it.
    expect(title).toContain("from leased to effective");
  });
});

test("a month that is known for two hours is no least month: 2 kWh beside 300,000 would say nothing of use", () => {
  const inputs = exampleReportInputs();
  const month = inputs.period.window;
  const days = inputs.energy.days.filter(({ window }) => window.toMs > month.fromMs - 86_400_000);
  const content = buildReportContent({ ...inputs, energy: { ...inputs.energy, days } });
  const chart = content.chapters.flatMap(({ blocks }) => blocks).find(({ id }) => id === "kwh_month");
  if (chart?.kind !== "chart") throw new Error("no chart");
  const known = chart.series[0]?.points.filter(({ value }) => value !== null);
  expect(known?.map(({ label }) => label)).toEqual(["2026-04", "2026-05"]);
  expect(chart.title.en).toMatch(/^Monthly energy: [0-9,.]+ kWh in 2026-05$/);
});

test("the limit of 12 months is drawn over 12 months and over no single month", () => {
  const inputs = exampleReportInputs();
  const permit = {
    id: "permit",
    figure: "energy.pue_12_months" as const,
    side: "below" as const,
    value: 1.11,
    binding: true,
    scope: "Building permit",
    from: "2025-01-01",
    to: null,
    source: "permit 7",
  };
  const center = { ...inputs.document.center, limits: [permit] };
  const { chapters } = buildReportContent({ ...inputs, document: { ...inputs.document, center } });
  const charts = chapters.flatMap(({ blocks }) => blocks).filter((block) => block.kind === "chart");
  const limitOf = (id: string) => charts.find((chart) => chart.id === id)?.limit?.value ?? null;
  expect([limitOf("pue_rolling"), limitOf("pue_month")]).toEqual([1.11, null]);
});
