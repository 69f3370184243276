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

test("a month whose bill counts has no gap on that side", () => {
  const { window } = inputs.period;
  const silent = { integral: 0n, coveredMs: 0, resets: 0 };
  const days = inputs.energy.days.map((day) => ({ ...day, facility: silent, it: silent }));
  const billed = { integral: 1n, coveredMs: 2 * (window.toMs - window.fromMs), resets: 0 };
  const joint = { facilityMj: 0n, itMj: 0n, coveredMs: 0 };
  const span = { kind: "stated" as const, window, facility: billed, it: silent, joint };
  const told = (spans: (typeof span)[]) =>
    gapsIn(buildReportContent({ ...inputs, energy: { ...inputs.energy, days, spans } }));
  expect(told([])).toEqual(
    expect.arrayContaining(["Facility metering incomplete", "IT metering incomplete"]),
  );
  expect(told([span])).toContain("IT metering incomplete");
  expect(told([span])).not.toContain("Facility metering incomplete");
});
