import { expect, test } from "vitest";
import { monthWindow } from "../billing/month.ts";
import { buildReportContent } from "./build-report.ts";
import { evaluateFormula } from "./evaluate-formula.fixture.ts";
import { exampleReportInputs } from "./example-report.fixture.ts";
import { figureRests } from "./figure-rests.ts";
import type { ReportInputs } from "./inputs.ts";

const kwh = 3_600_000_000n;
const example = exampleReportInputs();

/** Two bands of 4,000 and 3,000 kWh in the month. */
function built(change: Partial<ReportInputs>) {
  const content = buildReportContent({ ...example, ...change });
  const row = content.figures.find(({ id }) => id === "energy.kwh_no_band_known");
  if (row) {
    expect(figureRests(row, { content }).unknown).toEqual([]);
    expect(evaluateFormula(row.formula, content)).toBe(row.figure.value);
  }
  const blocks = content.chapters.flatMap((chapter) => chapter.blocks);
  const table = blocks.find((block) => block.kind === "table" && block.id === "by_band");
  const rows = table?.kind === "table" ? table.rows : [];
  return {
    unknown: row?.figure,
    rows: rows.map(({ label, cells }) => [label.en, ...cells.map(({ value }) => value)]),
  };
}

const unbanded = (unbandedMj: bigint) => example.energyCost.map((month) => ({ ...month, unbandedMj }));

test("what a register counted in a silence across bands is a part of its own: 7,000 is not all of 7,500", () => {
  const { unknown, rows } = built({ energyCost: unbanded(500n * kwh) });
  expect(unknown).toMatchObject({ value: 500, unit: "kWh", grade: "metered" });
  expect(rows.slice(2)).toEqual([
    ["No band known", 500, (500 / 7500) * 100, null, null],
    ["All together", 7500, 100, 6543.21 / 7000, 6543.21],
  ]);
  expect(rows.map(([, energy]) => energy)).toEqual([4000, 3000, 500, 7500]);
});

test("where every hour has its band there is no such part, and the bands are all", () => {
  const { unknown, rows } = built({});
  expect(unknown).toBeUndefined();
  expect(rows.map(([name, energy]) => [name, energy]).slice(2)).toEqual([["All together", 7000]]);
});

test("what a bill states beside the samples that it takes the place of has no band, and is derived", () => {
  const window = monthWindow("2026-05", "Asia/Shanghai");
  const none = { integral: 0n, coveredMs: 0, resets: 0 };
  const joint = { facilityMj: 0n, itMj: 0n, coveredMs: 0 };
  const side = (integral: bigint) => ({ integral, coveredMs: 1, resets: 0 });
  const spans = [
    { kind: "stated" as const, window, facility: side(62_000n * kwh), it: none, joint },
    { kind: "left_out" as const, window, facility: side(-7000n * kwh), it: none, joint },
  ];
  const energy = { ...example.energy, spans };
  const meters = [{ id: "grid", name: "Grid", role: "grid_import" as const, grade: "metered" as const }];
  const ofGrid = built({ energy, document: { ...example.document, meters } });
  expect(ofGrid.unknown).toMatchObject({ value: 55_000, grade: "derived" });
  expect(ofGrid.rows.at(-1)?.[1]).toBe(62_000);
  // Where the sun supplies too, what the facility's bill states is not told as the grid's.
  const withSun = [...meters, { id: "pv", name: "PV", role: "pv" as const, grade: "metered" as const }];
  expect(built({ energy, document: { ...example.document, meters: withSun } }).unknown).toBeUndefined();
});
