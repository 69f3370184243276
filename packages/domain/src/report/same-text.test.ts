import type { ReportContent, Worded } from "@aidc/contract";
import { expect, test } from "vitest";
import { buildReportContent } from "./build-report.ts";
import { exampleReportInputs } from "./example-report.fixture.ts";
import type { ReportInputs } from "./inputs.ts";
import { printedNumber } from "./printed-number.ts";
import { coverageText, printedText } from "./words.ts";

/** A number with digits after the point, as somebody reads it. */
const decimals = (text: string): string[] => text.match(/(?<![\d.,])\d[\d,]*\.\d+(?!\.?\d)/g) ?? [];

const printed = (value: number | null, digits: number): string =>
  value === null ? "" : printedNumber(value, digits);

/** Every number that a table or a chart of the report prints, as it prints it. */
function printedIn({ figures, chapters }: ReportContent): Set<string> {
  const texts = figures.flatMap(({ figure, previous, lastYear, limit, plan, digits }) => [
    ...[figure, previous, lastYear].flatMap((one) => (one ? [printedText(one, digits)] : [])),
    ...[limit, plan].flatMap((one) => (one ? [printedText({ ...figure, value: one.value }, digits)] : [])),
    coverageText(figure.coverage),
  ]);
  for (const block of chapters.flatMap(({ blocks }) => blocks)) {
    if (block.kind === "table")
      for (const { label, cells } of block.rows) {
        texts.push(label.en);
        for (const [at, { value, text, words }] of cells.entries())
          texts.push(printed(value, block.columns[at]?.digits ?? 0), text ?? "", words?.en ?? "");
      }
    if (block.kind === "chart") {
      const values = block.series.flatMap(({ points }) => points);
      texts.push(...values.flatMap(({ label, value }) => [label, printed(value, block.digits)]));
      texts.push(...(block.flow?.bands ?? []).map(({ value }) => printed(value, block.digits)));
    }
  }
  return new Set(texts.flatMap(decimals));
}

function sentencesOf({ headline, findings, chapters }: ReportContent): Worded[] {
  const blocks = chapters.flatMap((chapter) => chapter.blocks);
  return [
    headline,
    ...findings,
    ...blocks.flatMap((block) => (block.kind === "text" ? [block.text] : [block.title])),
  ];
}

/** What is quoted and not measured: the published claim of the city effect, the standard rack in kW. */
const quoted: ReadonlySet<string> = new Set(["2.9", "3.4", "2.5"]);

/** Of 31 days 1.6678 are covered by both sides: 5.38 % is 5.4 rounded, and told as 5.3 wherever it is told. */
function hardlyCovered(): ReportInputs {
  const inputs = exampleReportInputs("2026-05");
  const { fromMs } = inputs.period.window;
  const days = inputs.energy.days.map((day) => {
    const lengthMs = day.window.toMs - day.window.fromMs;
    const at = (day.window.fromMs - fromMs) / lengthMs;
    const share = at < 0 || at === 0 ? 1 : at === 1 ? 0.6678 : 0;
    const coveredMs = Math.round(share * lengthMs);
    const side = (watts: number, count: number) => ({
      integral: BigInt(watts * coveredMs),
      coveredMs: count * coveredMs,
      resets: 0,
    });
    const joint = { facilityMj: BigInt(12_000 * coveredMs), itMj: BigInt(10_000 * coveredMs), coveredMs };
    return { ...day, facility: side(12_000, 2), it: side(10_000, 3), joint };
  });
  return { ...inputs, energy: { ...inputs.energy, days } };
}

test.each<[string, ReportInputs]>([
  ["of a month", exampleReportInputs("2026-05")],
  ["of a quarter", exampleReportInputs("2026-Q2")],
  ["of a year", exampleReportInputs("2026")],
  ["of a month that is hardly covered", hardlyCovered()],
])("every number in a sentence %s is that of a table or chart, to the last digit", (_, inputs) => {
  const content = buildReportContent(inputs);
  const printed = printedIn(content);
  const told = sentencesOf(content);
  expect(told.flatMap(({ en }) => decimals(en)).length).toBeGreaterThan(20);
  for (const { en, zh } of told) {
    for (const number of decimals(en).filter((one) => !quoted.has(one)))
      expect(printed.has(number), `${number} in: ${en}`).toBe(true);
    expect(decimals(zh).sort(), zh).toEqual(decimals(en).sort());
  }
});

test("joint coverage is one text in the table and in the sentence, cut and not rounded up", () => {
  const content = buildReportContent(hardlyCovered());
  const row = content.figures.find(({ id }) => id === "energy.coverage");
  const gaps = content.chapters
    .find(({ id }) => id === "data_quality")
    ?.blocks.find(({ id }) => id === "gaps");
  expect(row && printedText(row.figure, row.digits)).toBe("5.3 %");
  expect(((row?.figure.value ?? 0) * 100).toFixed(1)).toBe("5.4");
  expect(gaps?.kind === "text" && gaps.text.en).toContain("Joint coverage 5.3 %");
});
