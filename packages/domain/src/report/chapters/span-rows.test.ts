import { expect, test } from "vitest";
import { buildReportContent } from "../build-report.ts";
import { evaluateFormula } from "../evaluate-formula.fixture.ts";
import { exampleReportInputs } from "../example-report.fixture.ts";
import { headlineOf } from "../findings.ts";
import type { EnergyDay } from "../inputs.ts";

const example = exampleReportInputs();
const { window } = example.period;
const nothing = { integral: 0n, coveredMs: 0, resets: 0 };

/** Of the whole month only its first day has samples: 240 kWh of IT and 300 of the facility. */
const firstDay = firstOf(example.energy.days.filter((day) => day.window.fromMs >= window.fromMs));
const silent: Omit<EnergyDay, "window"> = {
  facility: nothing,
  it: nothing,
  joint: { facilityMj: 0n, itMj: 0n, coveredMs: 0 },
};
const days = example.energy.days.map((day) => (day === firstDay ? day : { ...day, ...silent }));
const negative = (sum: EnergyDay["it"]) => ({
  integral: -sum.integral,
  coveredMs: -sum.coveredMs,
  resets: 0,
});

function firstOf([first]: readonly EnergyDay[]): EnergyDay {
  if (!first) throw new Error("no day");
  return first;
}

function built(itKwh: bigint | null) {
  const coveredMs = window.toMs - window.fromMs;
  const { count } = example.energy.facility;
  const stated = (kwh: bigint) => ({ integral: kwh * 3_600_000_000n, coveredMs, resets: 0 });
  const [facility, it] = [stated(62_000n), itKwh === null ? nothing : stated(itKwh)];
  const { joint } = firstDay;
  const isJoint = itKwh !== null;
  const spans = [
    {
      kind: "stated" as const,
      window,
      it,
      facility: { ...facility, coveredMs: count * coveredMs },
      joint: { facilityMj: facility.integral, itMj: it.integral, coveredMs: isJoint ? coveredMs : 0 },
    },
    {
      kind: "left_out" as const,
      window,
      facility: negative(firstDay.facility),
      it: isJoint ? negative(firstDay.it) : nothing,
      joint: isJoint
        ? { facilityMj: -joint.facilityMj, itMj: -joint.itMj, coveredMs: -joint.coveredMs }
        : { facilityMj: 0n, itMj: 0n, coveredMs: 0 },
    },
  ];
  const content = buildReportContent({ ...example, energy: { ...example.energy, days, spans } });
  const entry = (id: string) => {
    const found = content.figures.find((one) => one.id === id);
    if (!found) throw new Error(id);
    return { figure: found.figure, again: evaluateFormula(found.formula, content) };
  };
  return { content, entry };
}

test("bills of a month of which a day is sampled: 62,000 kWh and 1.24, not 300 kWh and none, and not 62,300", () => {
  const { content, entry } = built(50_000n);
  expect(entry("energy.facility")).toMatchObject({ figure: { value: 62_000, coverage: 1 }, again: 62_000 });
  const pue = entry("energy.pue");
  expect(pue.figure.value).toBeCloseTo(1.24, 12);
  expect(pue.again).toBeCloseTo(1.24, 12);
  const table = content.chapters
    .flatMap(({ blocks }) => blocks)
    .find((block) => block.kind === "table" && block.id === "energy_day");
  if (table?.kind !== "table") throw new Error("no table");
  expect(table.rows.slice(-2).map(({ label }) => label.en.includes("samples left out"))).toEqual([
    false,
    true,
  ]);
  expect(table.notes.map(({ en }) => en).join()).toContain("takes the samples out again");
});

test("a bill of one side makes no PUE with samples of the other", () => {
  const { entry } = built(null);
  expect(entry("energy.facility").figure.value).toBe(62_000);
  expect(entry("energy.pue").figure).toMatchObject({ value: null, reason: "window_mismatch" });
  // Of eleven other months nothing is known at all: the bill of one is not why twelve are not told.
  expect(entry("energy.pue_12_months").figure).toMatchObject({ value: null, reason: "coverage_low" });
});

test("a month that a bill alone tells is not one in which nothing was measured", () => {
  const { figures } = built(null).content;
  const known = figures.filter(({ id }) => id === "energy.facility");
  expect(headlineOf(known, example)).toEqual({
    en: "Facility energy was 62,000.0 kWh.",
    zh: "总用电量为 62,000.0 kWh。",
  });
  expect(headlineOf([], example).en).toBe("Nothing was measured in 2026-05.");
});

test("what registers counted over a midnight is a row of its own, and the formulas count it", () => {
  const nextMs = firstDay.window.toMs;
  const silence = { fromMs: nextMs - 3_600_000, toMs: nextMs + 1_800_500 };
  const facility = { integral: 360n * 3_600_000_000n, coveredMs: silence.toMs - silence.fromMs, resets: 0 };
  const joint = { facilityMj: facility.integral, itMj: 300n * 3_600_000_000n, coveredMs: facility.coveredMs };
  const span = { kind: "silence" as const, window: silence, facility, it: nothing, joint };
  const told = (spans: readonly (typeof span)[]) => {
    const content = buildReportContent({ ...example, energy: { ...example.energy, spans } });
    const found = content.figures.find(({ id }) => id === "energy.facility");
    if (!found) throw new Error("no figure");
    return { content, figure: found.figure, again: evaluateFormula(found.formula, content) };
  };
  const [without, counted] = [told([]), told([span])];
  expect((counted.figure.value ?? 0) - (without.figure.value ?? 0)).toBeCloseTo(360, 6);
  expect(counted.again).toBeCloseTo(counted.figure.value ?? 0, 6);
  expect(counted.figure.grade).toBe(without.figure.grade);
  const table = counted.content.chapters
    .flatMap(({ blocks }) => blocks)
    .find((block) => block.kind === "table" && block.id === "energy_day");
  if (table?.kind !== "table") throw new Error("no table");
  expect(table.rows.at(-1)?.label.en).toMatch(/ 23:00:00 - \S+ 00:30:00, no reading between$/);
  expect(table.notes.map(({ en }) => en).join()).toContain("belongs to no single day");
});
