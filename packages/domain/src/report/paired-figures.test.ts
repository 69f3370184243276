import { describe, expect, test } from "vitest";
import { buildReportContent } from "./build-report.ts";
import { evaluateFormula } from "./evaluate-formula.fixture.ts";
import { exampleReportInputs } from "./example-report.fixture.ts";
import type { PairedDay, ReportInputs } from "./inputs.ts";

/** The family of standards 1.3, each with the naive result that it refuses. */

const inputs = exampleReportInputs("2026-05");
const periodDays = inputs.water.days.filter(
  ({ window }) => window.fromMs >= inputs.period.window.fromMs && window.toMs <= inputs.period.window.toMs,
);

function told(id: string, change: Partial<ReportInputs> = {}) {
  const content = buildReportContent({ ...inputs, ...change });
  const row = content.figures.find((one) => one.id === id);
  if (!row) throw new Error(`no figure ${id}`);
  const again = row.figure.value === null ? null : evaluateFormula(row.formula, content);
  return { ...row.figure, again };
}

/** Each day: litres, kWh of IT and the share of the day that both are known. */
function water(days: readonly (readonly [litres: number, itKwh: number, share: number])[]) {
  const told = periodDays.map((day, at): PairedDay => {
    const [litres, itKwh, share] = days[at % days.length] ?? [0, 0, 0];
    const coveredMs = (day.window.toMs - day.window.fromMs) * share;
    const own = BigInt(Math.round(litres * 1000));
    const joint = { own: share > 0 ? own : 0n, base: BigInt(Math.round(itKwh * 3.6e9)), coveredMs };
    return { window: day.window, kind: "measured", own: { integral: own, coveredMs, resets: 0 }, joint };
  });
  return { water: { count: 1, grade: "metered" as const, days: told } };
}

describe("WUE", () => {
  test("is litres over IT energy: 2.0, not 1.6 because cooling and losses are divided by as well", () => {
    const { value, again, unit, category } = { ...told("energy.wue", water([[480, 240, 1]])), category: "" };
    expect(480 / (240 * 1.25)).toBeCloseTo(1.6, 12);
    expect([value, again, unit, category]).toEqual([2, 2, "L/kWh", ""]);
    expect(told("energy.wue").method.category).toBe(
      "site water, IT energy at the input of the IT equipment, interim",
    );
  });

  test("is a ratio of sums, not the mean of the days' ratios 3.0", () => {
    const days = [[400, 100, 1] as const, [400, 200, 1] as const];
    // May has 31 days: 16 of the first kind.
    const expected = (31 * 400) / (16 * 100 + 15 * 200);
    expect((400 / 100 + 400 / 200) / 2).toBe(3);
    expect(told("energy.wue", water(days)).value).toBeCloseTo(expected, 12);
    expect(expected).toBeLessThan(2.75);
  });

  test.each([
    ["both known of 97 % of the time", water([[480, 240, 0.97]]), { status: "provisional", value: 2 }],
    [
      "known of 94 %: not 2.0, and its coverage is told",
      water([[480, 240, 0.94]]),
      { value: null, reason: "coverage_low" },
    ],
    [
      "water of a time that IT is not known of: not infinite",
      water([[480, 0, 0]]),
      { value: null, reason: "no_data" },
    ],
    ["no IT load: not 480 / 0", water([[480, 0, 1]]), { value: null, reason: "no_it_load" }],
    [
      "no water meter: not 0",
      { water: { count: 0, grade: "assumed" as const, days: [] } },
      { value: null, reason: "no_meter" },
    ],
  ])("%s", (_, change, expected) => {
    expect(told("energy.wue", change)).toMatchObject(expected);
  });

  test("water that nobody could put beside IT is a volume all the same, in m3", () => {
    const { value, again } = told("energy.water", water([[480, 0, 0.5]]));
    expect(value).toBeCloseTo(0.48 * 31, 9);
    expect(again).toBeCloseTo(0.48 * 31, 9);
  });
});

function reuse(shareOfFacility: number) {
  const days = inputs.reuse.days.map((day) => ({
    ...day,
    joint: { ...day.joint, own: BigInt(Math.round(Number(day.joint.base) * shareOfFacility)) },
  }));
  return { reuse: { ...inputs.reuse, days } };
}

describe("heat that is used again", () => {
  const pue = told("energy.pue").value ?? Number.NaN;

  test("does not lower PUE: it stands in ERF and ERE, and ERE may be below 1 where PUE may not", () => {
    const change = reuse(0.3);
    expect(told("energy.pue", change).value).toBe(pue);
    expect(told("energy.erf", change).value).toBeCloseTo(0.3, 9);
    const ere = told("energy.ere", change);
    expect(ere.value).toBeCloseTo(pue * 0.7, 9);
    expect(ere.value).toBeLessThan(1);
    expect(ere.again).toBeCloseTo(ere.value ?? Number.NaN, 9);
  });

  test("is nothing where no meter stands at the boundary: not an ERE that equals PUE", () => {
    const none = { reuse: { count: 0, grade: "assumed" as const, days: [] } };
    for (const id of ["energy.erf", "energy.ere", "energy.reused"])
      expect(told(id, none), id).toMatchObject({ value: null, reason: "no_meter" });
  });
});

test("REF of a site that generates 1.3 times what it needs ends at 1, and says so: not 130 %", () => {
  const days = inputs.energy.days.map(({ window, facility }) => ({
    window,
    sum: { integral: (facility.integral * 13n) / 10n, coveredMs: window.toMs - window.fromMs, resets: 0 },
  }));
  const ref = told("energy.ref", { renewable: { ...inputs.renewable, days } });
  expect(ref).toMatchObject({ value: 1, again: 1 });
  expect(ref.method.category).toContain("capped at 1");
  expect(told("energy.ref").method.category).toBe("on-site generation only");
});

test("fields of EU 2024/1364 have what is metered: water in m3, heat, generators; the potable part stays open", () => {
  const content = buildReportContent(inputs);
  const fields = content.chapters.flatMap(({ blocks }) => blocks).find(({ id }) => id === "eu_fields");
  if (fields?.kind !== "table") throw new Error("no fields");
  const value = (id: string) => fields.rows.find((row) => row.id === id)?.cells[0]?.value;
  expect(value("w_in")).toBeCloseTo(0.4 * 31, 9);
  expect(value("e_backup")).toBeCloseTo(31, 9);
  expect(value("e_reuse")).toBeCloseTo((31 * 1e11) / 3.6e9, 6);
  expect(value("w_in_pot")).toBeNull();
  const of = told("energy.backup", { backup: { count: 0, grade: "assumed", days: [] } });
  expect(of).toMatchObject({ value: null, reason: "no_meter" });
});
