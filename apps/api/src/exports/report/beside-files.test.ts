import type { Report } from "@aidc/contract";
import { reportJsonSchema } from "@aidc/contract";
import { aReportContent } from "@aidc/testkit";
import { expect, test } from "vitest";
import { z } from "zod";
import { readCsv } from "../read-back.fixture.ts";
import { reportNotes } from "./report-notes.ts";
import { reportTables } from "./report-tables.ts";
import { viewReport } from "./report-view.ts";

const report: Report = {
  id: "00000000-0000-4000-8000-000000000001",
  number: "c1-2026-05-1",
  version: 1,
  status: "issued",
  supersedes: null,
  asKnownAt: null,
  draftedAt: "2026-06-01T00:00:00.000Z",
  draftedBy: "A",
  reviewer: "B",
  reviewedAt: "2026-06-02T00:00:00.000Z",
  issuer: "A",
  issuedAt: "2026-06-03T00:00:00.000Z",
  contentSha256: "0".repeat(64),
  parts: {},
  restatement: [],
  seal: null,
  content: aReportContent({ revenue: 100 }),
};

test("the schema takes an issued report, and refuses one whose coverage is above 1", () => {
  const schema = z.fromJSONSchema(JSON.parse(JSON.stringify(reportJsonSchema())));
  expect(schema.safeParse(report)).toMatchObject({ success: true });
  const [figure] = report.content.figures;
  if (!figure) throw new Error("no figure");
  const wrong = { ...figure, figure: { ...figure.figure, coverage: 2 } };
  expect(schema.safeParse({ ...report, content: { ...report.content, figures: [wrong] } }).success).toBe(
    false,
  );
});

test("notes beside the CSV say which report it is and what each method means, and where something was missing", () => {
  const gap = { en: "IT metering incomplete", zh: "IT 计量不完整" };
  const days = { from: "2026-05-02T16:00:00.000Z", to: "2026-05-03T16:00:00.000Z" };
  const rows = readCsv(
    reportNotes({ ...report, content: { ...report.content, gaps: [{ what: gap, ...days }] } }),
  );
  expect(rows[0]).toEqual(["kind", "subject", "en", "zh", "from", "to"]);
  expect(rows).toContainEqual(["report", "number", "c1-2026-05-1", "c1-2026-05-1", null, null]);
  expect(rows).toContainEqual(["gap", "", gap.en, gap.zh, days.from, days.to]);
  const methods = rows.filter(([kind]) => kind === "method");
  expect(methods).toHaveLength(report.content.methods.length);
});

test("why a cell is empty is said on paper, in the workbook's notes and beside the CSV, in the same words", () => {
  const content = structuredClone(report.content);
  const [block] = content.chapters.flatMap(({ blocks }) => blocks);
  if (block?.kind !== "table") throw new Error("no table");
  const unknown = { text: null, value: null, reason: "suppressed" as const };
  block.rows = [1, 2].map((at) => ({ id: `${at}`, label: { en: "", zh: "" }, cells: [unknown] }));
  const lacking = { ...report, content };
  const why = "withheld: fewer than 3 tenants, or one of more than 80 %";
  const [[printed] = []] = viewReport(lacking, { language: "en", software: "1" }).chapters.map(
    ({ blocks }) => blocks,
  );
  expect(printed).toMatchObject({
    rows: [
      ["", "–①"],
      ["", "–①"],
    ],
    notes: [`① ${why}`],
  });
  const counted = `No value (2): ${why}`;
  expect(reportTables(lacking, "en").flatMap(({ notes }) => notes)).toEqual([counted]);
  const beside = readCsv(reportNotes(lacking));
  expect(beside).toContainEqual(["note", "revenue", counted, expect.stringContaining("2 处"), null, null]);
});
