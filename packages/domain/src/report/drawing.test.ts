import type { ReportChart } from "@aidc/contract";
import { describe, expect, test } from "vitest";
import { layOutHeat, undrawn } from "./drawing.ts";

type Values = readonly (number | null)[];

function chart(form: ReportChart["form"], rows: readonly Values[], unit = "%"): ReportChart {
  return {
    kind: "chart",
    id: "c",
    form,
    unit,
    digits: 1,
    limit: null,
    title: { en: "T", zh: "题" },
    series: rows.map((values, row) => ({
      id: `s${row}`,
      title: { en: `Hall ${row}`, zh: `机房 ${row}` },
      points: values.map((value, at) => ({
        label: `2026-05-${String(at + 1).padStart(2, "0")}`,
        from: "2026-05-01T00:00:00Z",
        value,
        coverage: value === null ? 0 : at === 1 ? 0.97 : 1,
        ...(value === null ? { reason: "suppressed" as const } : {}),
      })),
    })),
  };
}

describe("what says too little for a picture is a sentence", () => {
  test.each<[string, ReportChart["form"], readonly Values[], string | null]>([
    ["nothing known", "line", [[null, null, null]], "0 of 3 values are known, so no chart is drawn."],
    ["one point", "line", [[null, 1, null]], "1 of 3 values is known, so no chart is drawn."],
    [
      "two points, which the title names",
      "line",
      [[null, 1, 2]],
      "2 of 3 values are known, so no chart is drawn.",
    ],
    ["one bar of each of two series", "bar", [[1], [2]], "2 of 2 values are known, so no chart is drawn."],
    [
      "one cell",
      "heat",
      [
        [1, null],
        [null, null],
      ],
      "1 of 4 values is known, so no chart is drawn.",
    ],
    [
      "one number all the time",
      "bar",
      [
        [1, 1.04, 1],
        [2, 2, 2],
      ],
      "It does not change, so no chart is drawn.",
    ],
    ["one number with a gap, which is to be seen", "bar", [[1, 1, null, 1]], null],
    [
      "one of two that changes",
      "bar",
      [
        [1, 1, 1],
        [2, 3, 2],
      ],
      null,
    ],
    ["three points", "line", [[1, null, 2, 3]], null],
    ["two halls of one week", "heat", [[1], [2]], null],
    ["steps of a ladder, most of them unknown", "waterfall", [[1, null, null]], null],
  ])("%s", (_, form, rows, said) => {
    expect(undrawn(chart(form, rows))?.en ?? null).toBe(said);
  });

  test("bars that have no time have their numbers beside them and stay", () => {
    const { series, ...rest } = chart("bar", [[1]]);
    const timeless = series.map((one) => ({
      ...one,
      points: one.points.map((point) => ({ ...point, from: null })),
    }));
    expect(undrawn({ ...rest, series: timeless })).toBeNull();
  });
});

describe("a heat map", () => {
  test("tells five steps of a share of 100, and one more where something is above", () => {
    const { steps, rows } = layOutHeat(chart("heat", [[0, 19.9, 20, 60, 99.9, 100, null]]));
    expect(steps).toEqual(["0–20", "20–40", "40–60", "60–80", "80–100"]);
    expect(rows[0]?.cells.map(({ shade }) => shade)).toEqual([0, 0, 1, 3, 4, 4, null]);
    const over = layOutHeat(chart("heat", [[10, 100.1]]));
    expect(over.steps.at(-1)).toBe("> 100");
    expect(over.rows[0]?.cells.map(({ shade }) => shade)).toEqual([0, 5]);
  });

  test("another unit has the greatest value at its end", () => {
    expect(layOutHeat(chart("heat", [[10, 50]], "kW")).steps).toEqual([
      ...["0.0–10.0", "10.0–20.0", "20.0–30.0", "30.0–40.0", "40.0–50.0"],
    ]);
  });

  test("beside each row stands from where to where it goes, and what is not known is no end of it", () => {
    const { rows } = layOutHeat(
      chart("heat", [
        [31.25, null, 58],
        [7, 7, 7],
        [null, null, null],
      ]),
    );
    expect(rows.map(({ range }) => range)).toEqual(["31.3–58.0", "7.0", "–"]);
  });

  test.each([
    [5, true, 5],
    [14, true, 14],
    [31, false, 8],
    [53, false, 8],
  ])("of %d columns numbers in the cells: %s, and %d columns are named", (count, isNumbered, named) => {
    const values = Array.from({ length: count }, (_, at) => at);
    const heat = layOutHeat(chart("heat", [values]));
    expect(heat.isNumbered).toBe(isNumbered);
    expect(heat.columns.filter(({ name }) => name !== "")).toHaveLength(named);
    expect(heat.columns[0]).toEqual({ label: "2026-05-01", name: "05-01" });
  });

  test("what is covered in part is told from what is whole, and a gap from both", () => {
    const [cells] = layOutHeat(chart("heat", [[1, 2, null]])).rows.map((row) => row.cells);
    expect(cells?.map(({ isWhole }) => isWhole)).toEqual([true, false, false]);
    expect(cells?.map(({ text }) => text)).toEqual(["1.0", "2.0", "–①"]);
  });
});
