import { describe, expect, it } from "vitest";
import { buildReportContent } from "./build-report.ts";
import { evaluateFormula } from "./evaluate-formula.fixture.ts";
import { exampleReportInputs } from "./example-report.fixture.ts";

const example = exampleReportInputs();
const content = buildReportContent(example);
const entry = (id: string, of = content) => {
  const found = of.figures.find((row) => row.id === id);
  if (!found) throw new Error(`no ${id}`);
  return found;
};

describe("findings", () => {
  it("are sentences: each begins with a capital, has a verb where it has a number, and no label and colon", () => {
    for (const { en, zh } of content.findings) {
      expect(en).toMatch(/^[A-Z0-9].*\.$/);
      expect(zh).toMatch(/。$/);
      expect(en).not.toMatch(/^[^.]*: [\d≥]/);
      if (!en.includes("no value")) expect(en).toMatch(/ (were|was|held|drew|costs?|covered) /);
    }
  });

  it("name the category of PUE in the headline and that it is of less than a year", () => {
    expect(content.headline.en).toMatch(/PUE was [\d.]+ \(iPUE\d, interim\)/);
    expect(content.headline.zh).toMatch(/PUE 为 [\d.]+（iPUE\d，不足一年）/);
  });

  it("say what is not known, and why, under its title", () => {
    const { findings } = buildReportContent({ ...example, tariffs: [], energyCost: [] });
    expect(findings.map(({ en }) => en)).toContain(
      "0.01 of PUE, a year at the load and price of the period: no value, not recorded: no tariff.",
    );
  });
});

describe("the worth of a hundredth of PUE", () => {
  it("is that of the mean IT load over 8,760 h at the mean price, as its formula says", () => {
    const { formula, figure } = entry("energy.pue_hundredth");
    expect(figure).toMatchObject({ unit: "CNY", method: { id: "pue_worth" } });
    expect(figure.value).toBeCloseTo(evaluateFormula(formula, content), 6);
    const price = evaluateFormula(formula.slice(formula.indexOf("0.01 *") + 6), content);
    // IT draws 10 kW.
    expect(figure.value).toBeCloseTo(10 * 8760 * 0.01 * price, 6);
  });

  it("has no value without a price, and says that none is recorded", () => {
    const bare = buildReportContent({ ...example, tariffs: [], energyCost: [] });
    expect(entry("energy.pue_hundredth", bare).figure).toMatchObject({ value: null, reason: "no_tariff" });
  });
});

it("compliance tells target, actual, what is left to it and what shows it; unknown is a dash with its reason", () => {
  const table = content.chapters
    .flatMap(({ blocks }) => blocks)
    .find((block) => block.kind === "table" && block.id === "limits");
  if (table?.kind !== "table") throw new Error("no limits");
  const at = (name: string) => table.columns.findIndex(({ id }) => id === name);
  for (const { cells } of table.rows) {
    const [limit, actual, margin, evidence] = ["limit", "actual", "margin", "evidence"].map(
      (id) => cells[at(id)],
    );
    if (actual?.text == null) {
      expect(margin).toMatchObject({ value: null, reason: actual?.reason });
      continue;
    }
    const number = (text: string | null | undefined) => Number(/-?[\d.]+/.exec(text ?? "")?.[0]);
    const side = limit?.text?.startsWith("≥") ? 1 : -1;
    expect(number(margin?.text?.replace("−", "-"))).toBeCloseTo(
      side * (number(actual.text) - number(limit?.text)),
      2,
    );
    expect(evidence?.words?.en).toMatch(/^[a-z0-9_.]+, \w+, [\d.]+ % covered$/);
  }
});
