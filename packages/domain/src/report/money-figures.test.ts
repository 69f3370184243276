import { describe, expect, test } from "vitest";
import { evaluateFormula } from "./evaluate-formula.fixture.ts";
import { exampleReportInputs, exampleScenario } from "./example-report.fixture.ts";
import type { ReportInputs } from "./inputs.ts";
import { expectedStatements } from "./money-months.ts";
import { entryOf } from "./report-entry.fixture.ts";

const three = [100_000n, 120_050n, 99_950n];
const may = (tenants: number, byTenant: readonly bigint[] = three) => [
  { month: "2026-05", tenants, byTenant },
];

describe("revenue", () => {
  test.each([
    [3, 1, "valid"],
    [4, 0.75, "provisional"],
    [12, 0.25, "provisional"],
  ])(
    "of three statements where %i tenants lease is covered to %d and %s, not complete with the first",
    (tenants, coverage, status) => {
      const { figure } = entryOf("economics.revenue", "2026-05", { revenue: may(tenants) });
      expect(figure).toMatchObject({ value: 3200, coverage, status });
    },
  );

  test("a quarter with one month of three is covered to a third, and one without a lease is no month of 0", () => {
    const revenue = [...may(3), { month: "2026-06", tenants: 0, byTenant: [] }];
    const { figure } = entryOf("economics.revenue", "2026-Q2", { revenue });
    expect(figure).toMatchObject({ value: 3200, status: "provisional" });
    expect(figure.coverage).toBeCloseTo(1 / 3, 12);
  });

  test("three of twelve statements are not scaled to a year: no payback from a quarter of the revenue", () => {
    const scenario = { ...exampleScenario, revenuePerYear: null, energyPerYear: "0" };
    const told = (tenants: number) =>
      entryOf("economics.npv", "2026-05", { scenario, revenue: may(tenants) }).figure;
    expect(told(3).value).not.toBeNull();
    expect(told(12)).toMatchObject({ value: null, reason: "no_statement" });
  });

  test("every tenant that leases in the month is to be billed, and one without a lease who was", () => {
    const lease = (tenant: string, from: string, to: string | null) => ({
      id: `${tenant}-${from}`,
      tenant,
      resource: "racks" as const,
      amount: 1,
      from,
      to,
      grade: "metered" as const,
      terms: "commitment" as const,
    });
    const leases = [
      lease("a", "2026-01-01T00:00:00Z", null),
      lease("a", "2026-05-02T00:00:00Z", null),
      lease("b", "2026-05-31T15:59:59Z", null),
      lease("c", "2026-05-31T16:00:00Z", null),
      lease("d", "2026-01-01T00:00:00Z", "2026-04-30T16:00:00Z"),
    ];
    // In UTC the month of c would be May as well.
    const month = { fromMs: Date.parse("2026-04-30T16:00:00Z"), toMs: Date.parse("2026-05-31T16:00:00Z") };
    expect(expectedStatements(leases, month, [])).toBe(2);
    expect(expectedStatements(leases, month, ["a", "e"])).toBe(3);
  });
});

describe("revenue by what it was earned with", () => {
  const quarter = exampleReportInputs("2026-Q2");
  const oneOfThree: Partial<ReportInputs> = {
    revenue: [
      { month: "2026-04", tenants: 3, byTenant: [] },
      ...may(3),
      { month: "2026-06", tenants: 4, byTenant: three },
    ],
  };

  test.each([
    ["economics.revenue_per_kwh", "facility_kwh"],
    ["economics.revenue_per_pflops_hour", "hours"],
  ])("%s takes the one complete month on both sides, not two months' money over all three", (id, of) => {
    const { content, figure, formula } = entryOf(id, "2026-Q2", oneOfThree);
    const raw = content.chapters.find((chapter) => chapter.id === "raw")?.blocks;
    const table = raw?.find((block) => block.id === "energy_month");
    if (table?.kind !== "table") throw new Error("no months");
    const at = table.columns.findIndex((column) => column.id === of);
    const bases = ["2026-04", "2026-05", "2026-06"].map(
      (month) => table.rows.find((row) => row.id === month)?.cells[at]?.value ?? Number.NaN,
    );
    const quarterSum = bases.reduce((sum, base) => sum + base, 0);
    const pflops =
      content.figures.find((one) => one.id === "capacity.class_intelligent")?.figure.value ?? Number.NaN;
    const unit = of === "hours" ? pflops : 1;
    expect(figure.value).toBeCloseTo(3200 / ((bases[1] ?? Number.NaN) * unit), 9);
    expect(figure.value).not.toBeCloseTo(6400 / (quarterSum * unit), 3);
    expect(figure.value).not.toBeCloseTo(3200 / (quarterSum * unit), 3);
    expect(figure.status).toBe("provisional");
    expect(figure.coverage).toBeCloseTo(31 / 91, 2);
    expect(evaluateFormula(formula, content)).toBeCloseTo(figure.value ?? Number.NaN, 12);
  });

  test("is withheld where too little of the complete month is metered: 10 of 31 days are no third of the price", () => {
    const { window } = exampleReportInputs("2026-05").period;
    const from = window.fromMs + 10 * 86_400_000;
    const none = { integral: 0n, coveredMs: 0, resets: 0 };
    const days = quarter.energy.days.map((day) =>
      day.window.fromMs >= from && day.window.toMs <= window.toMs ? { ...day, facility: none } : day,
    );
    const change = { ...oneOfThree, energy: { ...quarter.energy, days } };
    const { content, figure, formula } = entryOf("economics.revenue_per_kwh", "2026-Q2", change);
    expect(figure).toMatchObject({ value: null, reason: "coverage_low" });
    expect(evaluateFormula(formula, content)).toBeNaN();
  });

  test.each([
    ["no month is complete", { revenue: may(4) }, "no_statement"],
    ["no statement is issued", { revenue: may(3, []) }, "no_statement"],
    ["one tenant is nearly all", { revenue: may(3, [1n, 1n, 1000n]) }, "suppressed"],
  ] as const)("is not told where %s", (_, change, reason) => {
    expect(entryOf("economics.revenue_per_kwh", "2026-05", change).figure).toMatchObject({
      value: null,
      reason,
    });
  });
});

describe("money without statements", () => {
  const scenario = { ...exampleScenario, revenuePerYear: null, energyPerYear: null };

  test("is not lost telemetry", () => {
    const { figure } = entryOf("economics.revenue", "2026-05", { revenue: may(3, []) });
    expect(figure).toMatchObject({ value: null, reason: "no_statement", coverage: 0 });
  });

  test("leaves the electricity of a year as it is measured: 12 months of the bill, and no dash", () => {
    const { content } = entryOf("energy.bill", "2026-05", { scenario, revenue: may(3, []) });
    const bill = content.figures.find(({ id }) => id === "energy.bill")?.figure.value ?? Number.NaN;
    const table = content.chapters.flatMap(({ blocks }) => blocks).find(({ id }) => id === "scenario_inputs");
    if (table?.kind !== "table") throw new Error("no inputs");
    const cell = (id: string) => table.rows.find((row) => row.id === id)?.cells[0];
    expect(cell("energy")?.value).toBeCloseTo(12 * bill, 6);
    expect(cell("revenue")).toMatchObject({ value: null, reason: "no_statement" });
  });
});
