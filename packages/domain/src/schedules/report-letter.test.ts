import type { Report, ReportContent } from "@aidc/contract";
import { expect, test } from "vitest";
import { asDraft, reportMail, reportPayload } from "./report-letter.ts";

const worded = (text: string) => ({ en: text, zh: text });
const content: ReportContent = {
  format: "aidc-report",
  formatVersion: 1,
  headline: worded("Revenue was told."),
  findings: [],
  center: {
    id: "c1",
    name: "Center",
    timeZone: "Asia/Shanghai",
    currency: "CNY",
    origin: "live",
    itBoundary: "it_input",
  },
  period: {
    name: "2026-05",
    kind: "month",
    from: "2026-04-30T16:00:00.000Z",
    to: "2026-05-31T16:00:00.000Z",
  },
  figures: [],
  chapters: [],
  methods: [],
  gaps: [],
  inputs: [],
};
const issued: Report = {
  id: "7d0d9d3a-3a54-4f8b-9f2e-0f6f4e1f3a11",
  number: "c1-2026-05-2",
  version: 2,
  status: "issued",
  supersedes: "c1-2026-05-1",
  asKnownAt: null,
  draftedAt: "2026-06-03T00:00:00.000Z",
  draftedBy: "s",
  reviewedAt: "2026-06-04T00:00:00.000Z",
  reviewer: "R",
  issuedAt: "2026-06-05T00:00:00.000Z",
  issuer: "I",
  contentSha256: "ab".repeat(32),
  parts: {},
  restatement: [],
  seal: { seq: 4, previousHash: "p", hash: "h", signature: "s", publicKey: "k" },
  content,
};
const facts = { schedule: "Monthly\nto the city", url: "https://x", madeAt: "2026-06-05T00:00:01.000Z" };

test.each(["drafted", "issued"] as const)("a Chinese letter of what is %s has Chinese marks", (event) => {
  const { subject, text } = reportMail(issued, { ...facts, event, language: "zh" });
  expect(`${subject}\n${text}`.match(/\p{Script=Han}[,;:()]|[,;:()]\p{Script=Han}|SHA-256:/gu)).toBeNull();
  expect(text).toContain("查看：https://x\n");
});

test("what is issued is told with its number, hash and link", () => {
  const { subject, text } = reportMail(issued, { ...facts, event: "issued", language: "en" });
  expect(subject).toBe("[Center] Report c1-2026-05-2");
  expect(text).toContain("Supersedes: c1-2026-05-1");
  expect(text).toContain(`Content SHA-256: ${"ab".repeat(32)}\nOpen: https://x`);
  expect(reportPayload(issued, { ...facts, event: "issued", language: "zh" })).toMatchObject({
    type: "report.issued",
    data: { number: "c1-2026-05-2", status: "issued", contentSha256: "ab".repeat(32), seal: { hash: "h" } },
  });
});

test("a draft is told as one, whatever became of it since", () => {
  const draft = asDraft(issued);
  const of = { ...facts, event: "drafted" as const };
  expect(reportMail(draft, { ...of, language: "en" }).subject).toMatch(/DRAFT.*neither reviewed nor issued/);
  expect(reportMail(draft, { ...of, language: "zh" }).subject).toContain("草稿");
  expect(reportPayload(draft, { ...of, language: "zh" })).toMatchObject({
    type: "report.drafted",
    data: { number: null, status: "draft", seal: null },
  });
});

test("a name cannot add a header", () => {
  const named = { ...content, center: { ...content.center, name: "C\r\nBcc: a@b.org" } };
  const { subject } = reportMail(
    { ...issued, content: named },
    { ...facts, event: "issued", language: "en" },
  );
  expect(subject).toBe("[C Bcc: a@b.org] Report c1-2026-05-2");
});
