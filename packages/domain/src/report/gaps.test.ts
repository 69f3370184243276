import { expect, test } from "vitest";
import { buildReportContent } from "./build-report.ts";
import { exampleReportInputs } from "./example-report.fixture.ts";

const inputs = exampleReportInputs();
const gapsIn = (content: ReturnType<typeof buildReportContent>) => {
  const blocks = content.chapters.find(({ id }) => id === "data_quality")?.blocks ?? [];
  const found = blocks.find(({ id }) => id === "gap_list");
  return found?.kind === "table" ? found.rows.map(({ label }) => label.en) : [];
};

test("what was heard for part of the time is listed in the report itself: counts and racks too", () => {
  const days = inputs.holdings.days.map((day, at) => ({
    ...day,
    allocated: at % 2 === 0 ? { ...day.allocated, coveredMs: 0 } : day.allocated,
  }));
  const current = {
    ...inputs.racks.current,
    racks: inputs.racks.current.racks.map((rack) => ({ ...rack, coveredMs: rack.coveredMs && 3_600_000 })),
  };
  const content = buildReportContent({
    ...inputs,
    holdings: { ...inputs.holdings, days },
    racks: { ...inputs.racks, current },
  });
  const told = gapsIn(content);
  expect(told).toEqual(content.gaps.map(({ what }) => what.en));
  expect(told.filter((text) => text.startsWith("Counts of allocated")).length).toBeGreaterThan(10);
  expect(told.filter((text) => text.startsWith("Counts of active"))).toEqual([]);
  expect(told).toContainEqual(expect.stringMatching(/^Power of 2 of 3 racks/));
});

test("a period that was wholly heard lists none and says so", () => {
  const energy = {
    ...inputs.energy,
    days: inputs.energy.days.map((day) => ({
      ...day,
      facility: { ...day.facility, coveredMs: 2 * (day.window.toMs - day.window.fromMs) },
    })),
  };
  const content = buildReportContent({ ...inputs, energy });
  expect([content.gaps, gapsIn(content)]).toEqual([[], []]);
  expect(JSON.stringify(content.chapters)).toContain("No day of the period has a gap");
});
