import type { Report } from "@aidc/contract";
import { expect, test } from "vitest";
import { buildReportContent } from "./build-report.ts";
import { coverFacts } from "./cover.ts";
import { exampleReportInputs } from "./example-report.fixture.ts";

const content = buildReportContent(exampleReportInputs("2026-10", {}, "Europe/Berlin"));
const report: Report = {
  id: "r",
  number: "c1-2026-10-1",
  version: 1,
  status: "issued",
  supersedes: null,
  asKnownAt: null,
  draftedAt: "2026-11-01T09:00:12.345Z",
  draftedBy: "Ada",
  software: "0.1.0+33f487d",
  reviewedAt: "2026-11-02T09:00:12.345Z",
  reviewer: "Ben",
  issuedAt: "2026-11-03T09:00:12.345Z",
  issuer: "Ada",
  contentSha256: "a".repeat(64),
  parts: {},
  restatement: [],
  seal: null,
  content,
};
const fact = (id: string, of: Report = report, drawing?: string) =>
  coverFacts(of, drawing).find((one) => one.id === id)?.value;

test("times are those of the place with the offset of that day, to the minute", () => {
  expect(fact("period")?.en).toBe("2026-10 (2026-10-01 00:00 (UTC+2) – 2026-11-01 00:00 (UTC+1))");
  expect(fact("issuer")?.en).toBe("Ada, 2026-11-03 10:00 (UTC+1)");
  const all = coverFacts(report).flatMap(({ value }) => [value.en, value.zh]);
  expect(all.filter((text) => /\d{2}:\d{2}:\d{2}|\dZ/.test(text))).toEqual([]);
});

test("the program that reckoned it is named, and in a file of another one that too", () => {
  expect(fact("software")?.en).toBe("0.1.0+33f487d");
  expect(fact("software", report, "0.1.0+33f487d")?.en).toBe("0.1.0+33f487d");
  expect(fact("software", report, "0.2.0")?.en).toBe("0.1.0+33f487d; this file was made by 0.2.0");
  const { software: _none, ...before } = report;
  expect(fact("software", before)?.en).toBe("–");
});

test("half hours of an offset are told, and both sides of UTC", () => {
  const at = (timeZone: string) =>
    fact("issuer", { ...report, content: { ...content, center: { ...content.center, timeZone } } })?.en;
  expect(at("Asia/Kathmandu")).toBe("Ada, 2026-11-03 14:45 (UTC+5:45)");
  expect(at("America/New_York")).toBe("Ada, 2026-11-03 04:00 (UTC−5)");
  expect(at("UTC")).toBe("Ada, 2026-11-03 09:00 (UTC)");
});

test("what is only looked at is drafted by nobody, in words of either language", () => {
  const preview = fact("drafter", { ...report, draftedBy: "preview" });
  expect(preview).toEqual({
    en: "preview, 2026-11-01 10:00 (UTC+1)",
    zh: "预览, 2026-11-01 10:00 (UTC+1)",
  });
});
