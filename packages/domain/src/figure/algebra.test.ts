import type { Figure } from "@aidc/contract";
import { figureStatusSchema, gradeSchema } from "@aidc/contract";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ratioOf, sumFigures } from "./algebra.ts";
import { makeFigure } from "./figure.ts";

const hours = (value: number | null, change: Partial<Parameters<typeof makeFigure>[0]> = {}): Figure =>
  makeFigure({
    name: "h",
    value,
    unit: "h",
    window: { fromMs: 0, toMs: 1000 },
    coverage: 1,
    grade: "metered",
    method: "lease_hours",
    inputs: [],
    ...change,
  });

describe("sums", () => {
  test("add values, average coverage, keep the worst grade and status", () => {
    const sum = sumFigures(
      "total",
      [hours(2), hours(3, { coverage: 0.96, grade: "assumed" })],
      "lease_hours",
    );
    expect(sum).toMatchObject({
      value: 5,
      unit: "h",
      coverage: 0.98,
      grade: "assumed",
      status: "provisional",
    });
    expect(sum?.inputs).toHaveLength(2);
  });
  test("one unknown makes the sum unknown with its reason", () => {
    const sum = sumFigures("total", [hours(2), hours(null, { reason: "no_lease" })], "lease_hours");
    expect(sum).toMatchObject({ value: null, reason: "no_lease", status: "invalid" });
  });
  test("unlike units and windows are refused", () => {
    expect(sumFigures("total", [hours(2), hours(3, { unit: "kWh" })], "energy")).toMatchObject({
      value: null,
      reason: "mixed_units",
    });
    expect(
      sumFigures("total", [hours(2), hours(3, { window: { fromMs: 0, toMs: 999 } })], "energy"),
    ).toMatchObject({ value: null, reason: "window_mismatch" });
  });
  test("of nothing there is none", () => {
    expect(sumFigures("total", [], "energy")).toBeNull();
  });
});

describe("ratios", () => {
  const table: [string, Figure, Figure, object][] = [
    ["part over whole", hours(1), hours(4), { value: 0.25, unit: "ratio", status: "valid" }],
    ["nothing of something is 0", hours(0), hours(4), { value: 0 }],
    ["more than the whole is shown, not clamped", hours(5), hours(4), { value: 1.25 }],
    ["something over zero", hours(1), hours(0), { value: null, reason: "no_inventory" }],
    ["zero over zero", hours(0), hours(0), { value: null, reason: "no_inventory" }],
    [
      "an unknown part",
      hours(null, { reason: "not_collected" }),
      hours(4),
      { value: null, reason: "not_collected" },
    ],
    ["an unknown whole", hours(1), hours(null, { reason: "stale" }), { value: null, reason: "stale" }],
    ["unlike units", hours(1), hours(4, { unit: "kWh" }), { value: null, reason: "mixed_units" }],
    [
      "another window",
      hours(1),
      hours(4, { window: { fromMs: 1, toMs: 1000 } }),
      { value: null, reason: "window_mismatch" },
    ],
    [
      "the lower coverage and worst grade",
      hours(1, { coverage: 0.97, grade: "replayed" }),
      hours(4),
      { coverage: 0.97, grade: "replayed", status: "provisional" },
    ],
  ];
  test.each(table)("%s", (_, part, whole, expected) => {
    expect(ratioOf("r", part, whole, "occupancy", "no_inventory")).toMatchObject(expected);
  });
});

test("null, worst grade and worst status survive any sum and ratio", () => {
  const anyFigure = fc
    .record({
      value: fc.option(fc.double({ min: -1e9, max: 1e9, noNaN: true }), { nil: null }),
      grade: fc.constantFrom(...gradeSchema.options),
      coverage: fc.double({ min: 0, max: 1, noNaN: true }),
    })
    .map(({ value, ...rest }) => hours(value, rest));
  const rank = (figure: Figure) => gradeSchema.options.indexOf(figure.grade);
  const state = (figure: Figure) => figureStatusSchema.options.indexOf(figure.status);
  fc.assert(
    fc.property(fc.array(anyFigure, { minLength: 1, maxLength: 5 }), anyFigure, (figures, whole) => {
      const sum = sumFigures("sum", figures, "energy");
      if (!sum) throw new Error("a sum of figures is a figure");
      expect(sum.value === null).toBe(figures.some((figure) => figure.value === null));
      expect(rank(sum)).toBe(Math.max(...figures.map(rank)));
      expect(state(sum)).toBe(Math.max(...figures.map(state)));
      const ratio = ratioOf("ratio", sum, whole, "occupancy", "no_data");
      expect(ratio.value === null).toBe(
        sum.value === null ||
          whole.value === null ||
          whole.value === 0 ||
          !Number.isFinite(sum.value / whole.value),
      );
      expect(ratio.value === null).toBe(ratio.reason !== undefined);
      expect(rank(ratio)).toBe(Math.max(rank(sum), rank(whole)));
    }),
  );
});
