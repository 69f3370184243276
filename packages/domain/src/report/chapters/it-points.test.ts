import type { CenterDocument } from "@aidc/contract";
import { expect, test } from "vitest";
import { evaluateFormula } from "../evaluate-formula.fixture.ts";
import { exampleReportInputs } from "../example-report.fixture.ts";
import { entryOf } from "../report-entry.fixture.ts";

const meters = ["ups1", "ups2"].map((id) => ({
  id,
  name: id,
  role: "ups_output" as const,
  grade: "metered" as const,
}));
const always = { from: "2026-01-01T00:00:00Z", to: null };

function tableOf(ids: readonly string[], change: Partial<CenterDocument> = {}) {
  const inputs = exampleReportInputs();
  const [first] = inputs.racks.current.itPoints;
  if (!first) throw new Error("no point");
  const itPoints = ids.map((id, at) => ({ ...first, id, integral: first.integral * BigInt(at + 1) }));
  const current = { ...inputs.racks.current, itPoints };
  const entry = entryOf("racks.occupancy_power", "2026-05", {
    racks: { ...inputs.racks, current },
    document: { ...inputs.document, meters: [...inputs.document.meters, ...meters], ...change },
  });
  const table = entry.content.chapters.flatMap(({ blocks }) => blocks).find(({ id }) => id === "it_points");
  if (table?.kind !== "table") throw new Error("no table");
  return { ...entry, rows: table.rows.map(({ id, cells }) => [id, ...cells.map(({ value }) => value)]) };
}

test("IT that is measured at racks or servers is one row: of each it told what the hall of one tenant draws", () => {
  const { rows, figure, formula, content } = tableOf(["s1", "s2", "s3"]);
  expect(rows).toEqual([["together", 6 * 744, 744, 6]]);
  expect(figure.value).not.toBeNull();
  expect(evaluateFormula(formula, content)).toBeCloseTo(figure.value ?? Number.NaN, 12);
});

test("meters that reach everything have a row each", () => {
  expect(tableOf(["ups1", "ups2"]).rows).toEqual([
    ["ups1", 744, 744, 1],
    ["ups2", 2 * 744, 744, 2],
  ]);
});

test("a meter over the racks of one tenant is added to all others, racks beside it too", () => {
  const of = (meter: string, rack: string) => ({
    id: meter,
    name: meter,
    parent: null,
    path: null,
    meter,
    continuousShare: 0.8,
    racks: [rack],
  });
  const change = {
    feeds: [of("ups1", "R1"), of("ups2", "R2")],
    assignments: [{ lease: "L0", rack: "R1", ...always }],
  };
  expect(tableOf(["ups1", "ups2"], change).rows).toEqual([["together", 3 * 744, 744, 3]]);
  expect(tableOf(["ups1", "s3"]).rows.map(([id]) => id)).toEqual(["together"]);
});
