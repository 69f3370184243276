import type { Reason, ReportChart, ReportTable } from "@aidc/contract";
import { expect, test } from "vitest";
import { buildReportContent } from "./build-report.ts";
import { exampleReportInputs } from "./example-report.fixture.ts";
import {
  cellText,
  chartFootnotes,
  chartNotes,
  earlierFootnotes,
  earlierOf,
  earlierText,
  footnotesOf,
  tableFootnotes,
} from "./report-view.ts";
import { reasonWords } from "./words.ts";

test.each<{ name: string; reasons: (Reason | undefined)[]; marked: string[]; naive: string }>([
  {
    name: "what is withheld is not told as unmeasured",
    reasons: ["suppressed"],
    marked: [`① ${reasonWords.suppressed.en}`],
    naive: `① ${reasonWords.no_data.en}`,
  },
  {
    name: "one note for each reason, in the order of reading",
    reasons: ["no_meter", undefined, "suppressed", "no_meter"],
    marked: [`① ${reasonWords.no_meter.en}`, `② ${reasonWords.suppressed.en}`],
    naive: `③ ${reasonWords.no_meter.en}`,
  },
])("$name", ({ reasons, marked, naive }) => {
  const footnotes = footnotesOf(reasons);
  expect(footnotes.marked.map(({ en }) => en)).toEqual(marked);
  expect(footnotes.marked.map(({ en }) => en)).not.toContain(naive);
});

test("a file tells how many cells are empty for which reason", () => {
  const [first] = footnotesOf(["no_meter", "no_meter"]).counted;
  expect(first?.en).toBe(`No value (2): ${reasonWords.no_meter.en}`);
});

/** Of two tenants nothing is told, nothing of last year was collected, and no model is known by its peak. */
function lackingReport() {
  const inputs = exampleReportInputs();
  const { holdings, document } = inputs;
  const few = { leased: [2, 2], allocated: [2, 1], active: [1, 1] };
  return buildReportContent({
    ...inputs,
    holdings: { ...holdings, days: holdings.days.map((day) => ({ ...day, byTenant: few })) },
    document: { ...document, leases: document.leases.slice(0, 2) },
    energyCost: inputs.energyCost.map((month) => ({ ...month, cost: null, reason: "no_tariff", bands: [] })),
    energy: { ...inputs.energy, days: inputs.energy.days.slice(-40) },
  });
}

test("no dash of a report stands without its reason", () => {
  const content = lackingReport();
  const blocks = content.chapters.flatMap((chapter) => chapter.blocks);
  const tables = blocks.filter((block): block is ReportTable => block.kind === "table");
  const dashes = tables.flatMap((table) => {
    const footnotes = tableFootnotes(table);
    const texts = table.rows.flatMap((row) => row.cells.map((cell) => cellText(cell, 1, footnotes).en));
    return texts.filter((text) => text.startsWith("–")).map((text) => ({ id: table.id, text, footnotes }));
  });
  expect(dashes.length).toBeGreaterThan(50);
  for (const { id, text, footnotes } of dashes)
    expect([id, footnotes.marked.map(({ en }) => en[0])]).toEqual([
      id,
      expect.arrayContaining([text.slice(1, 2)]),
    ]);
  const groups = tables.find(({ id }) => id === "lease_groups");
  expect(groups && tableFootnotes(groups).marked.map(({ en }) => en)).toContain(
    `① ${reasonWords.suppressed.en}`,
  );
});

test("a gap of a chart and an earlier period without a value say why", () => {
  const content = lackingReport();
  const blocks = content.chapters.flatMap((chapter) => chapter.blocks);
  const charts = blocks.filter((block): block is ReportChart => block.kind === "chart");
  for (const chart of charts) {
    const unknown = chart.series.flatMap(({ points }) => points).filter(({ value }) => value === null);
    expect([chart.id, chartNotes(chart).length > 0]).toEqual([chart.id, unknown.length > 0]);
    for (const { reason } of unknown) expect(chartFootnotes(chart).dash(reason)).toMatch(/^–[①②③④⑤]$/);
  }
  const footnotes = earlierFootnotes(earlierOf(content.figures));
  for (const { id, previous, digits } of content.figures)
    if (previous?.value === null)
      expect([id, earlierText(previous, digits, footnotes)]).toEqual([id, expect.stringMatching(/^–.$/)]);
});

test("two hours of the month before stand beside a whole month with their share, and a note says what it is", () => {
  const inputs = exampleReportInputs();
  const { fromMs } = inputs.period.window;
  const days = inputs.energy.days.filter(({ window }) => window.toMs > fromMs - 86_400_000);
  const content = buildReportContent({ ...inputs, energy: { ...inputs.energy, days } });
  const it = content.figures.find(({ id }) => id === "energy.it");
  if (!it?.previous) throw new Error("not compared");
  const footnotes = earlierFootnotes(earlierOf(content.figures));
  expect(earlierText(it.previous, it.digits, footnotes)).toBe("240.0 kWh (3.3 %)");
  expect(footnotes.marked.at(-1)?.en).toMatch(/^\(n %\)/);
  const finding = content.findings.find(({ en }) => en.startsWith("IT energy"));
  expect(finding?.en).toContain("after 240.0 kWh (3.3 %) in 2026-04");
  expect(earlierFootnotes(earlierOf([{ ...it, previous: it.figure, lastYear: null }])).marked).toEqual([]);
});
