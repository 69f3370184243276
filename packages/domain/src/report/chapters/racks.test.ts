import { expect, test } from "vitest";
import { exampleReportInputs } from "../example-report.fixture.ts";
import { entryOf } from "../report-entry.fixture.ts";

const day = 86_400_000;

function byHall(third: { live: boolean | null; coveredMs: number | null }) {
  const { racks } = exampleReportInputs();
  const current = {
    ...racks.current,
    racks: racks.current.racks.map((rack, at) => (at === 2 ? { ...rack, ...third } : rack)),
  };
  const { content } = entryOf("racks.occupancy_count", "2026-05", { racks: { ...racks, current } });
  const table = content.chapters.flatMap(({ blocks }) => blocks).find(({ id }) => id === "by_hall");
  if (table?.kind !== "table") throw new Error("no table");
  const sumOf = (id: string) => {
    const at = table.columns.findIndex((column) => column.id === id);
    return table.rows.reduce((sum, { cells }) => sum + (cells[at]?.value ?? 0), 0);
  };
  return { racks: sumOf("racks"), live: sumOf("live"), unknown: sumOf("unknown") };
}

test("2 live racks and a silent one are not 2 of 3: one is said to be unknown", () => {
  expect(byHall({ live: null, coveredMs: 0 })).toEqual({ racks: 3, live: 2, unknown: 1 });
});

test("an empty rack is known, and a dark one too", () => {
  expect(byHall({ live: null, coveredMs: null })).toEqual({ racks: 3, live: 2, unknown: 0 });
  expect(byHall({ live: false, coveredMs: 31 * day })).toEqual({ racks: 3, live: 2, unknown: 0 });
});
