import type { Meter } from "@aidc/contract";
import { describe, expect, test } from "vitest";
import { buildReportContent } from "./build-report.ts";
import { evaluateFormula } from "./evaluate-formula.fixture.ts";
import { exampleReportInputs } from "./example-report.fixture.ts";
import type { ReportInputs } from "./inputs.ts";
import { slugsOf } from "./slugs.ts";
import { statementTable } from "./statements.ts";

const inputs = exampleReportInputs("2026-05");
const built = (change: Partial<ReportInputs>) => buildReportContent({ ...inputs, ...change });

function blockOf({ chapters }: ReturnType<typeof built>, id: string) {
  const block = chapters.flatMap(({ blocks }) => blocks).find((one) => one.id === id);
  if (!block) throw new Error(`no block ${id}`);
  return block;
}

function withMeters(...roles: Meter["role"][]): ReportInputs["document"] {
  return {
    ...inputs.document,
    meters: roles.map((role) => ({ id: role, name: role, role, grade: "metered" })),
  };
}

test("a day whose PUE comes from a hand reading alone is told at the load of that reading, not at NaN kW", () => {
  const [first] = inputs.energy.days.filter(({ window }) => window.fromMs >= inputs.period.window.fromMs);
  if (!first) throw new Error("no day");
  const nothing = { integral: 0n, coveredMs: 0, resets: 0 };
  const silent = { facility: nothing, it: nothing, joint: { facilityMj: 0n, itMj: 0n, coveredMs: 0 } };
  const days = inputs.energy.days.map((day) => (day === first ? { ...day, ...silent } : day));
  const { window, facility, it, joint } = first;
  expect(Number(silent.joint.itMj) / silent.joint.coveredMs).toBeNaN();
  const chart = blockOf(
    built({ energy: { ...inputs.energy, days, spans: [{ kind: "stated", window, facility, it, joint }] } }),
    "pue_load",
  );
  if (chart.kind !== "chart") throw new Error("no chart");
  expect(JSON.stringify(chart)).not.toContain("NaN");
  expect(chart.series[0]?.points[0]).toMatchObject({ label: "10.0" });
});

describe("carbon", () => {
  const told = (change: Partial<ReportInputs>) => {
    const content = built(change);
    const row = content.figures.find(({ id }) => id === "energy.cue");
    if (!row) throw new Error("no CUE");
    return { ...row.figure, formula: row.formula, again: evaluateFormula(row.formula, content) };
  };
  const pue = built({}).figures.find(({ id }) => id === "energy.pue")?.figure.value ?? Number.NaN;

  test("is factor x PUE where the grid supplies all", () => {
    const cue = told({ document: withMeters("grid_import", "cooling"), grid: null });
    expect(cue).toMatchObject({
      again: cue.value,
      method: { category: expect.stringMatching(/^location-based, P/) },
    });
    expect(cue.value).toBeCloseTo(0.5 * pue, 9);
  });

  test.each(["generator", "pv", "grid_export"] as const)(
    "is factor x grid import / IT energy beside %s: neither the facility's energy nor without a factor",
    (role) => {
      const cue = told({ document: withMeters("grid_import", role) });
      // 10^12 mJ a day are those of the sun; the grid gave 9 x 10^11 beside 240 kWh of IT.
      expect(cue.value).toBeCloseTo((0.5 * 250) / 240, 9);
      expect(cue.again).toBeCloseTo(cue.value ?? Number.NaN, 9);
      expect(cue.method.category).toContain("grid import only");
    },
  );

  test("has no factor where none is published, and low coverage is not told as one that is missing", () => {
    const { gridCarbon: _, ...center } = inputs.document.center;
    const content = built({ document: { ...inputs.document, center }, grid: null });
    const without = content.figures.find(({ id }) => id === "energy.cue");
    expect(without).toMatchObject({
      formula: "not measured",
      figure: { value: null, reason: "no_factor" },
    });
    const grid = inputs.grid && { ...inputs.grid, days: inputs.grid.days.slice(0, 3) };
    const row = built({ grid }).figures.find(({ id }) => id === "energy.cue");
    expect(row?.figure).toMatchObject({ value: null, reason: "no_data" });
  });

  test("renewable energy of the EU fields is what REF counts, and without a meter it has none", () => {
    const cell = (change: Partial<ReportInputs>) => {
      const fields = blockOf(built(change), "eu_fields");
      if (fields.kind !== "table") throw new Error("no table");
      return fields.rows.find(({ id }) => id === "e_res_tot")?.cells[0];
    };
    expect(cell({})?.value).toBeCloseTo((31 * 10 ** 12) / 3.6e9, 6);
    const renewable = { count: 0, grade: "assumed" as const, days: [] };
    expect(cell({ renewable })).toMatchObject({ value: null, reason: "no_meter" });
  });
});

test.each([
  ["NVIDIA", "nvidia"],
  ["peak-day", "peak_day"],
  ["华为", "x534e_x4e3a"],
  ["壁仞 GPU", "x58c1_x4ede_gpu"],
  ["--", "x2d_x2d"],
])("%s is %s in an id, whoever else is named: never other, other_2", (name, slug) => {
  expect(slugsOf([name]).get(name)).toBe(slug);
  expect(slugsOf(["A", "一", name, "龥"]).get(name)).toBe(slug);
});

test("whether a record counts is said in both languages, and not in English alone", () => {
  const record = {
    id: "a",
    kind: "gap_fill" as const,
    subject: "meter grid-1",
    window: { fromMs: 0, toMs: 1 },
    oldKwh: null,
    newKwh: null,
    cost: null,
    reason: "",
    author: "",
    recordedAt: "",
    notCounted: null,
    sides: [],
  };
  const { rows } = statementTable([record], "CNY");
  expect(rows[0]?.cells.at(-1)).toMatchObject({ text: "counted", words: { en: "counted", zh: "计入" } });
});
