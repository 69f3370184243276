import { expect, test } from "vitest";
import { buildReportContent } from "./build-report.ts";
import { evaluateFormula } from "./evaluate-formula.fixture.ts";
import { exampleReportInputs, exampleScenario } from "./example-report.fixture.ts";

const at = (level?: number) => {
  const recorded = { source: "Yearbook of the city", asOf: "2025-12-31" };
  const scenario = {
    ...exampleScenario,
    ...(level === undefined ? {} : { cityApplicationLevel: { ...recorded, level } }),
  };
  const content = buildReportContent(exampleReportInputs("2026-05", { scenario }));
  const figures = ["city_effect.multiplier", "city_effect.multiplier_high"].map((id) => {
    const row = content.figures.find((one) => one.id === id);
    return { value: row?.figure.value, again: evaluateFormula(row?.formula ?? "", content), row };
  });
  const note = content.chapters
    .flatMap(({ blocks }) => blocks)
    .find((block) => block.kind === "text" && block.id === "city_effect_note");
  return { figures, note: note?.kind === "text" ? note.text : { en: "", zh: "" } };
};

test.each([
  { level: 0.8, values: [2.9, 3.4], naive: "nothing, although its condition is met" },
  { level: 0.4, values: [null, null], naive: "1.45 to 1.7, scaled" },
  { level: 0.9, values: [null, null], naive: "2.9 to 3.4, as if more were as good" },
  { level: undefined, values: [null, null], naive: "2.9 to 3.4, as if the condition were met" },
])("at a recorded level of $level the city effect is $values: not $naive", ({ level, values }) => {
  const { figures } = at(level);
  expect(figures.map(({ value }) => value)).toEqual(values);
  expect(figures.map(({ again }) => (Number.isFinite(again) ? again : null))).toEqual(values);
  expect(figures.map(({ row }) => row?.figure.grade)).toEqual(["assumed", "assumed"]);
});

test("the note says the level that was recorded, of which day and by whom, in both languages", () => {
  for (const { en, zh } of [at(0.8).note, at(0.655).note])
    for (const text of [en, zh]) {
      expect(text).toContain("Yearbook of the city");
      expect(text).toContain("2025-12-31");
    }
  expect(at(0.655).note.en).toContain("65.5 %");
  expect(at(0.655).note.en).toContain("No published factor at this level");
  expect(at().note.en).toContain("is not recorded here");
});
