import { expect, test } from "vitest";
import { printWords } from "./print-words.ts";
import type { ReportView } from "./report-view.ts";
import { cutForPrint } from "./report-view.ts";

function viewOf(rows: number): ReportView {
  const table = {
    ...{ kind: "table" as const, title: "Racks", columns: [{ title: "", isNumber: false }] },
    ...{ rows: Array.from({ length: rows }, (_, at) => [`k${at}`]), anchors: [], notes: ["as installed"] },
  };
  return {
    ...{ language: "en", words: printWords.en, head: { center: "c", line: "", hash: "" }, facts: [] },
    ...{ note: "", headline: "", restatement: [], chapters: [{ title: "Raw", blocks: [table] }] },
  };
}
const tableIn = (view: ReportView) => view.chapters[0]?.blocks[0];

test("a long table is cut on paper and says where the rest is", () => {
  expect(tableIn(cutForPrint(viewOf(1000)))).toMatchObject({
    rows: { length: 40 },
    notes: ["as installed", expect.stringContaining("The first 40 of 1000 rows")],
  });
});

test("a year of days is whole", () => {
  expect(cutForPrint(viewOf(366))).toEqual(viewOf(366));
});
