import { expect, test } from "vitest";
import { dayChart } from "./day-chart.ts";
import { exampleReportInputs } from "./example-report.fixture.ts";
import type { ReportInputs } from "./inputs.ts";

const hourMs = 3_600_000;

/** The example with the facility of one day silent for so long. */
function silent(hours: number, day = 13): ReportInputs {
  const inputs = exampleReportInputs();
  const { energy, period } = inputs;
  const at = energy.days.findIndex(({ window }) => window.fromMs >= period.window.fromMs) + day;
  const days = energy.days.map((one, index) => {
    const { integral, coveredMs, resets } = one.facility;
    // Two meters, both silent.
    const lost = index === at ? 2 * hours * hourMs : 0;
    return { ...one, facility: { integral, resets, coveredMs: coveredMs - lost } };
  });
  return { ...inputs, energy: { ...energy, days } };
}

test("three silent hours of one day are seen on that day, which its month hides", () => {
  const chart = dayChart(silent(3));
  const points = chart?.series.find(({ id }) => id === "facility")?.points ?? [];
  expect(points).toHaveLength(31);
  expect(points[13]).toMatchObject({ label: "2026-05-14", coverage: 21 / 24 });
  expect(points.filter(({ coverage }) => coverage !== 1)).toHaveLength(1);
  expect(chart?.title.en).toMatch(/^Daily energy: from .* to .*; 1 of 31 days are not metered whole$/);
  expect(chart?.title.zh).toMatch(/；31 天中有 1 天计量不完整$/);
  expect(chart?.title.en).not.toContain("2026-05-14");
});

test("whole days are said with no word of gaps; where only bills tell the energy there are no days to draw", () => {
  expect(dayChart(silent(0))?.title.en).not.toContain("not metered whole");
  const inputs = exampleReportInputs();
  expect(dayChart({ ...inputs, energy: { ...inputs.energy, days: [] } })).toBeNull();
});
