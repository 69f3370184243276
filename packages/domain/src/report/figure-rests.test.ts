import { expect, test } from "vitest";
import { buildReportContent } from "./build-report.ts";
import { exampleReportInputs } from "./example-report.fixture.ts";
import { figureRests } from "./figure-rests.ts";
import { rawColumnsOf, rawTables, sidesOf } from "./raw-tables.ts";

const content = buildReportContent(exampleReportInputs());

test("every figure rests on rows that lead to samples or to records, or says why there is none", () => {
  for (const row of content.figures) {
    const { tables, points, records, unknown } = figureRests(row, { content });
    expect([row.id, unknown]).toEqual([row.id, []]);
    if (tables.length === 0)
      expect([row.id, row.figure.value, row.figure.reason]).toEqual([row.id, null, expect.any(String)]);
    else expect([row.id, points.length + records.length > 0]).toEqual([row.id, true]);
    for (const table of tables)
      expect([row.id, table.id, table.rows.length > 0]).toEqual([row.id, table.id, true]);
  }
});

test.each([
  ["energy.peak_demand", ["facility_energy"]],
  ["energy.demand_charge", ["grid_import"]],
  ["energy.bill", ["grid_import"]],
  ["energy.cost_band_peak_day", ["grid_import"]],
  ["energy.water", ["water_intake"]],
  ["energy.wue", ["it_energy", "water_intake"]],
  ["energy.erf", ["facility_energy", "heat_reuse"]],
  ["energy.ref", ["facility_energy", "pv"]],
  ["energy.backup", ["generator"]],
  ["energy.pue", ["facility_energy", "it_energy"]],
  ["energy.it", ["it_energy"]],
  ["racks.occupancy_count", ["rack_occupancy_count"]],
  ["utilisation.leased_hours", []],
  ["utilisation.active_share", ["accelerator_hours_active", "accelerator_hours_allocated"]],
  ["utilisation.powered_hours", ["powered"]],
  ["utilisation.healthy_share", ["healthy"]],
  ["utilisation.effective_hours", ["effective"]],
])("%s ends at the points of %j: not at its table", (id, points) => {
  const row = content.figures.find((one) => one.id === id);
  if (!row) throw new Error(id);
  expect(figureRests(row, { content })).toMatchObject({ points });
});

test("every table that a formula names is in the registry: what is not there would be changed by anything", () => {
  const named = content.figures.flatMap(({ formula }) => rawColumnsOf(formula).map(({ table }) => table));
  expect([...new Set(named)].filter((table) => rawTables[table] === undefined)).toEqual([]);
  expect(new Set(named).size).toBeGreaterThan(25);
});

test("a column is of the sides whose corrections change it, by the longest beginning", () => {
  const sides = (table: string, column: string) => sidesOf({ table, column });
  expect(sides("energy_day", "joint_it_kwh")).toEqual(["facility", "it"]);
  expect(sides("energy_day", "it_kwh")).toEqual(["it"]);
  expect(sides("energy_day", "gaps")).toEqual([]);
  expect(sides("grid_day", "grid_kwh")).toContain("facility");
  expect(sides("alarms", "count")).toEqual([]);
});
