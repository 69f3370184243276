import type { Report } from "@aidc/contract";
import { reportJsonSchema } from "@aidc/contract";
import { aReportContent } from "@aidc/testkit";
import { expect, test } from "vitest";
import { z } from "zod";
import { readCsv } from "../read-back.fixture.ts";
import { reportCsv } from "./report-csv.ts";
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
  expect(reportTables(lacking, "en").flatMap(({ notes }) => notes)).toEqual([
    // Heads are worded, and formulas name columns by their ids.
    "Billed = billed",
    counted,
  ]);
  const beside = readCsv(reportNotes(lacking));
  expect(beside).toContainEqual(["note", "revenue", counted, expect.stringContaining("2 处"), null, null]);
});

test("where rows have units of their own a sheet has numbers, each with its unit beside it, under heads in its language", () => {
  const content = structuredClone(report.content);
  const [block] = content.chapters.flatMap(({ blocks }) => blocks);
  if (block?.kind !== "table") throw new Error("no table");
  block.columns = [{ id: "plan", title: { en: "Plan", zh: "计划" }, unit: "", digits: 0 }];
  const cells = [
    { text: "80.0 %", value: 80, unit: "%" },
    { text: "+0.074", value: 0.0741, unit: "" },
    { text: null, value: null, reason: "no_data" as const },
  ];
  block.rows = cells.map((cell, at) => ({ id: `${at}`, label: { en: "r", zh: "r" }, cells: [cell] }));
  const own = { ...report, content };
  const { table } = reportTables(own, "zh").find(({ id }) => id === block.id) ?? {};
  expect(table?.columns.map(({ name, kind }) => [name, kind])).toEqual([
    ["行", "text"],
    ["计划", "quantity"],
    ["计划 · 单位", "text"],
  ]);
  expect(table?.rows).toEqual([
    ["r", "80", "%"],
    ["r", "0.0741", ""],
    ["r", null, null],
  ]);
  const rows = readCsv(reportCsv(own)).filter(([name]) => name === block.id);
  expect(rows.map((row) => [row[5], row[6], row[7]])).toEqual([
    ["80", "80.0 %", "%"],
    ["0.0741", "'+0.074", ""],
    [null, null, ""],
  ]);
  expect(readCsv(reportNotes(own))).toContainEqual([
    "column",
    `${block.id}.plan`,
    "Plan",
    "计划",
    null,
    null,
  ]);
});

test("what a later version restates stands beside the CSV, among its numbers and on a sheet of its own", () => {
  const told = {
    title: { en: "PUE", zh: "PUE" },
    old: { en: "1.283", zh: "1.283" },
    new: { en: "\u2013 (not measured)", zh: "\u2013（未计量）" },
    cause: { en: "recorded: gap fill, meter grid", zh: "新增：补数，电表 grid" },
    by: { en: "recorded by B", zh: "由 B 记录" },
  };
  const line = { figure: "energy.pue", old: 1.283, new: null, cause: told.cause.en, author: "B", told };
  const later = { ...report, version: 2, supersedes: "c1-2026-05-1", restatement: [line] };
  expect(readCsv(reportNotes(later))).toContainEqual([
    "restatement",
    "energy.pue",
    "PUE: 1.283 \u2192 \u2013 (not measured) (recorded: gap fill, meter grid; recorded by B)",
    "PUE: 1.283 \u2192 \u2013（未计量） (新增：补数，电表 grid; 由 B 记录)",
    null,
    null,
  ]);
  const rows = readCsv(reportCsv(later)).filter(([table]) => table === "restatement");
  expect(rows.map((row) => row.slice(1, 7))).toEqual([
    ["energy.pue", "PUE", "PUE", "old", "1.283", "1.283"],
    ["energy.pue", "PUE", "PUE", "new", null, "\u2013 (not measured)"],
    ["energy.pue", "PUE", "PUE", "cause", null, told.cause.en],
    ["energy.pue", "PUE", "PUE", "author", null, "B"],
  ]);
  const sheet = reportTables(later, "zh").find(({ id }) => id === "restatement");
  expect(sheet?.table.rows).toEqual([
    ["energy.pue", "PUE", "1.283", null, "1.283", told.new.zh, told.cause.zh, told.by.zh],
  ]);
  expect(reportTables(report, "zh").some(({ id }) => id === "restatement")).toBe(false);
});
