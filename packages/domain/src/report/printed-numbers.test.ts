import type { Meter } from "@aidc/contract";
import { describe, expect, test } from "vitest";
import { buildReportContent } from "./build-report.ts";
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
    built({ energy: { ...inputs.energy, days, spans: [{ window, facility, it, joint }] } }),
    "pue_load",
  );
  if (chart.kind !== "chart") throw new Error("no chart");
  expect(JSON.stringify(chart)).not.toContain("NaN");
  expect(chart.series[0]?.points[0]).toMatchObject({ label: "10.0" });
});

describe("carbon", () => {
  test("is factor x PUE where the grid supplies all, and not told beside a generator or the sun", () => {
    const cue = (...roles: Meter["role"][]) =>
      built({ document: withMeters(...roles) }).figures.find(({ id }) => id === "energy.cue");
    const pue = built({}).figures.find(({ id }) => id === "energy.pue")?.figure.value ?? Number.NaN;
    expect(cue("grid_import", "cooling")?.figure.value).toBeCloseTo(0.5 * pue, 9);
    for (const role of ["generator", "pv", "grid_export"] as const)
      expect(cue("grid_import", role), role).toMatchObject({
        ...{ formula: "not measured", figure: { value: null, reason: "no_factor" } },
      });
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
    ...{ id: "a", kind: "gap_fill" as const, subject: "meter grid-1", window: { fromMs: 0, toMs: 1 } },
    ...{
      oldKwh: null,
      newKwh: null,
      cost: null,
      reason: "",
      author: "",
      recordedAt: "",
      notCounted: null,
      sides: [],
    },
  };
  const { rows } = statementTable([record], "CNY");
  expect(rows[0]?.cells.at(-1)).toMatchObject({ text: "counted", words: { en: "counted", zh: "计入" } });
});
