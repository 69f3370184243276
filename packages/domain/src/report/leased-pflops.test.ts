import { expect, test } from "vitest";
import { exampleReportInputs } from "./example-report.fixture.ts";
import { entryOf } from "./report-entry.fixture.ts";

test("the leased share of the PFLOPS stands with the other shares, and is that of the waterfall", () => {
  const { figure, content, formula } = entryOf("leases.occupancy_pflops");
  const chart = content.chapters.flatMap(({ blocks }) => blocks).find(({ id }) => id === "pflops_waterfall");
  const points = chart?.kind === "chart" ? (chart.series[0]?.points ?? []) : [];
  const of = (label: string) => points.find((point) => point.label === label)?.value ?? Number.NaN;
  expect(figure.value).toBeCloseTo(of("leased") / of("installed"), 12);
  expect(figure.value).toBeCloseTo(4 / 6, 9);
  expect(formula).toBe("sum(raw.leased_pflops.leased) / sum(raw.leased_pflops.installed)");
});

test("what two tenants lease stays withheld in PFLOPS as in hours", () => {
  const { document } = exampleReportInputs();
  const { figure } = entryOf("leases.occupancy_pflops", "2026-05", {
    document: { ...document, leases: document.leases.slice(0, 2), tenants: document.tenants.slice(0, 2) },
  });
  expect(figure.value).toBeNull();
});
