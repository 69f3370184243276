import { expect, test } from "vitest";
import { buildReportContent } from "./build-report.ts";
import { exampleReportInputs } from "./example-report.fixture.ts";
import { figureRests } from "./figure-rests.ts";

test("every figure rests on rows that lead to samples or to records, or says why there is none", () => {
  const content = buildReportContent(exampleReportInputs());
  for (const row of content.figures) {
    const { tables, explained, records, unknown } = figureRests(row, { content });
    expect([row.id, unknown]).toEqual([row.id, []]);
    if (tables.length === 0)
      expect([row.id, row.figure.value, row.figure.reason]).toEqual([row.id, null, expect.any(String)]);
    else expect([row.id, explained.length + records.length > 0]).toEqual([row.id, true]);
    for (const table of tables)
      expect([row.id, table.id, table.rows.length > 0]).toEqual([row.id, table.id, true]);
  }
});
