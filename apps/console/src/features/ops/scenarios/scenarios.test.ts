import type { EconomicScenario } from "@aidc/contract";
import { expect, it } from "vitest";
import { beginDraft } from "./begin-draft.ts";
import { readScenario } from "./read-scenario.ts";

const version: EconomicScenario = {
  name: "Base case",
  effectiveFrom: "2026-03-01T00:00:00.000Z",
  currency: "CNY",
  source: "Council",
  note: "",
  investment: "100000",
  discountRate: 0.08,
  horizonYears: 8,
  costs: [],
  revenuePerYear: null,
  energyPerYear: null,
  cityApplicationLevel: { level: 0.8, source: "Yearbook", asOf: "2025-12-31" },
  version: 1,
  publishedAt: "2026-03-01T00:00:00.000Z",
  publishedBy: "A",
  contentSha256: "",
};
const nowMs = Date.parse("2026-05-01T10:20:00Z");
const pathsOf = (read: ReturnType<typeof readScenario>) =>
  "issues" in read ? read.issues.map(({ path }) => path) : [];

it("a new version begins as the newest one with the level of its city, and could be published so", () => {
  const read = readScenario(beginDraft([version], "CNY", nowMs), { earlier: [version], currency: "CNY" });
  const { version: _, publishedAt, publishedBy, contentSha256, ...document } = version;
  expect(read).toEqual({ draft: { ...document, effectiveFrom: "2026-05-01T11:00:00.000Z" } });
});
it("without a version nothing is suggested: name, source, amounts and rates have to be written", () => {
  const read = readScenario(beginDraft([], "CNY", nowMs), { earlier: [], currency: "CNY" });
  expect(pathsOf(read)).toEqual(["name", "source", "investment", "discountRate", "horizonYears"]);
});
it("a level of the city without source or day is refused, and 80 is no share", () => {
  const text = JSON.stringify({
    ...JSON.parse(beginDraft([version], "CNY", nowMs)),
    cityApplicationLevel: { level: 80 },
  });
  expect(pathsOf(readScenario(text, { earlier: [version], currency: "CNY" }))).toEqual([
    "cityApplicationLevel.level",
    "cityApplicationLevel.source",
    "cityApplicationLevel.asOf",
  ]);
});
it("tells by the server's rules what the schema cannot: another currency, a time that is past", () => {
  const { version: _, publishedAt, publishedBy, contentSha256, ...document } = version;
  const text = JSON.stringify({ ...document, currency: "EUR" });
  expect(pathsOf(readScenario(text, { earlier: [version], currency: "CNY" }))).toEqual([
    "effectiveFrom",
    "currency",
  ]);
});
