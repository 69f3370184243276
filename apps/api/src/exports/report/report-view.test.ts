import type { Report } from "@aidc/contract";
import { aReportContent } from "@aidc/testkit";
import { expect, test } from "vitest";
import { printWords } from "./print-words.ts";
import type { ReportView } from "./report-view.ts";
import { cutForPrint, viewReport } from "./report-view.ts";

function viewOf(rows: number): ReportView {
  const table = {
    kind: "table" as const,
    title: "Racks",
    columns: [{ title: "", isNumber: false }],
    rows: Array.from({ length: rows }, (_, at) => [`k${at}`]),
    below: [],
    anchors: [],
    notes: ["as installed"],
  };
  return {
    language: "en",
    words: printWords.en,
    head: { center: "c", line: "", hash: "" },
    facts: [],
    note: "",
    headline: "",
    restatement: [],
    chapters: [{ title: "Raw", blocks: [table] }],
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

const unissued: Omit<Report, "content"> = {
  id: "r",
  number: null,
  version: 1,
  status: "draft",
  supersedes: null,
  asKnownAt: null,
  draftedAt: "2026-06-02T00:00:00Z",
  draftedBy: "A",
  reviewedAt: null,
  reviewer: null,
  issuedAt: null,
  issuer: null,
  contentSha256: "a".repeat(64),
  parts: {},
  restatement: [],
  seal: null,
};

test("a table too wide for paper has its texts below the names of its rows, and times are those of the place", () => {
  const named = (name: string) => ({ en: name, zh: name });
  const columns = ["From", "To", "Why", "By", "Known", "Side", "Counts", "Old", "New", "Water"].map(
    (name) => ({
      id: name,
      title: named(name),
      digits: 1,
      unit: ["Old", "New", "Water"].includes(name) ? "kWh" : "",
    }),
  );
  const text = (value: string) => ({ text: value, value: null });
  const cells = [
    ...["2026-10-04T16:00:00.000Z", "2026-10-05T16:00:30Z", "jumped", "", "2026-10-06", "IT", "counted"].map(
      text,
    ),
    ...[1000, 1500, 2].map((value) => ({ text: null, value })),
  ];
  const rows = [{ id: "1", label: named("value, meter grid-1"), cells }];
  const table = { kind: "table" as const, id: "t", title: named("T"), notes: [], columns, rows };
  const own = aReportContent();
  const chapters = [{ id: "data_quality" as const, title: named("Q"), blocks: [table] }];
  const content = { ...own, chapters };
  expect(
    viewReport({ ...unissued, content }, { language: "en", software: "1" }).chapters[0]?.blocks[0],
  ).toMatchObject({
    columns: ["", "Old (kWh)", "New (kWh)", "Water (kWh)"].map((title) => ({ title })),
    rows: [["value, meter grid-1", "1,000.0", "1,500.0", "2.0"]],
    below: [
      "From: 2026-10-05 00:00 · To: 2026-10-06 00:00:30 · Why: jumped · Known: 2026-10-06 · Side: IT · Counts: counted",
    ],
  });
});
