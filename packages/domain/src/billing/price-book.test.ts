import type { PriceDraft, PriceRule } from "@aidc/contract";
import { describe, expect, test } from "vitest";
import { at, band, ruleOfInstance, ruleOfLease, ruleOfUse, shanghai, version } from "./billing.fixture.ts";
import type { PriceContext } from "./check-price-draft.ts";
import { checkPriceDraft } from "./check-price-draft.ts";
import { findRule } from "./find-rule.ts";
import { versionAt } from "./versions.ts";

describe("the version in force", () => {
  const versions = [
    version([], { version: 2, effectiveFrom: "2026-05-04T09:15:00Z" }),
    version([], { version: 1, effectiveFrom: "2026-01-01T00:00:00+08:00" }),
  ];
  test.each([
    ["2025-12-31T15:59:59.999Z", null],
    ["2025-12-31T16:00:00Z", 1],
    ["2026-05-04T09:14:59.999Z", 1],
    ["2026-05-04T09:15:00Z", 2],
    ["2030-01-01T00:00:00Z", 2],
  ])("at %s is %s", (instant, number) => {
    expect(versionAt(versions, at(instant))?.version ?? null).toBe(number);
  });
});

describe("a draft", () => {
  const draft = (rules: PriceRule[], change: Partial<PriceDraft> = {}): PriceDraft => ({
    effectiveFrom: "2026-06-01T00:00:00Z",
    currency: "CNY",
    note: "",
    rules,
    ...change,
  });
  const context = (change: Partial<PriceContext> = {}): PriceContext => ({
    earlier: [version([ruleOfUse("1")])],
    issuedMonths: ["2026-04", "2026-05"],
    timeZone: shanghai,
    currency: "CNY",
    models: [],
    ...change,
  });
  const pflops = (id: string, precision: "fp16" | "fp8", basis: "leased" | "allocated"): PriceRule => ({
    id,
    unit: "pflops_hour",
    basis,
    precision,
    unitPrice: "1",
    bands: [],
  });

  test("of rules that differ in exactness, basis or resource is good", () => {
    const rules: PriceRule[] = [
      ruleOfUse("1"),
      ruleOfUse("2", [], "h100-sxm"),
      ruleOfLease("1"),
      pflops("pl", "fp16", "leased"),
      pflops("pu", "fp16", "allocated"),
      ruleOfInstance("37000", 8, "h100-sxm"),
      { id: "r", unit: "space_month", basis: "leased", resource: "racks", unitPrice: "1" },
      { id: "u", unit: "space_month", basis: "leased", resource: "rack_units", unitPrice: "1" },
    ];
    expect(checkPriceDraft(draft(rules), context())).toEqual([]);
  });
  test.each<[string, PriceRule[], string, string]>([
    ["two for any model", [ruleOfUse("1"), { ...ruleOfUse("2"), id: "b" }], "rules.1", "equally exactly"],
    ["by card and by instance", [ruleOfLease("1"), ruleOfInstance("2")], "rules.1", "equally exactly"],
    [
      "two precisions",
      [pflops("a", "fp16", "leased"), pflops("b", "fp8", "leased")],
      "rules.1",
      "equally exactly",
    ],
    ["one id twice", [ruleOfUse("1"), { ...ruleOfLease("1"), id: "use" }], "rules.1.id", "a second time"],
    ["a model nobody knows", [ruleOfUse("1", [], "secret-chip")], "rules.0.model", "not in the catalogue"],
    [
      "crossing bands",
      [ruleOfUse("1", [band("a", "08:00", "12:00", "1"), band("b", "11:00", "13:00", "2")])],
      "rules.0.bands.1",
      "crosses a",
    ],
  ])("with %s is refused", (_, rules, path, message) => {
    const issues = checkPriceDraft(draft(rules), context());
    expect(issues).toEqual([{ path, message: expect.stringContaining(message) }]);
  });
  test("a model of the center's own catalogue is known", () => {
    const own = { id: "secret-chip", name: "", maker: "", densePeakTflops: {}, memoryGb: null, powerW: null };
    const models = [{ ...own, evidence: "M" as const, source: "", effectiveFrom: "2026-01-01" }];
    expect(checkPriceDraft(draft([ruleOfUse("1", [], "secret-chip")]), context({ models }))).toEqual([]);
  });
  test.each([
    [
      "inside the last issued month, which in Shanghai ends 16:00 UTC",
      "2026-05-31T15:59:59Z",
      ["2026-05"],
      1,
    ],
    ["at its end", "2026-05-31T16:00:00Z", ["2026-05"], 0],
    ["before an older issued month", "2026-03-01T00:00:00Z", ["2026-02", "2026-04"], 1],
    ["in the past, nothing issued", "2026-03-01T00:00:00Z", [], 0],
  ])("that begins %s", (_, effectiveFrom, issuedMonths, faults) => {
    const issues = checkPriceDraft(draft([ruleOfUse("1")], { effectiveFrom }), context({ issuedMonths }));
    expect(issues.map((issue) => issue.path)).toEqual(Array(faults).fill("effectiveFrom"));
  });
  test.each(["2026-04-30T00:00:00Z", "2026-05-01T00:00:00Z"])(
    "that begins %s, not after the last version",
    (from) => {
      const earlier = [version([], { version: 3, effectiveFrom: "2026-05-01T00:00:00Z" }), version([])];
      const issues = checkPriceDraft(
        draft([ruleOfUse("1")], { effectiveFrom: from }),
        context({ earlier, issuedMonths: [] }),
      );
      expect(issues).toEqual([{ path: "effectiveFrom", message: expect.stringContaining("version 3") }]);
    },
  );
  test("in another currency is refused, also as the first version", () => {
    for (const earlier of [[version([])], []])
      expect(checkPriceDraft(draft([ruleOfUse("1")], { currency: "USD" }), context({ earlier }))).toEqual([
        { path: "currency", message: expect.stringContaining("CNY") },
      ]);
  });
});

describe("the rule of a quantity", () => {
  const eight = 8_000_000_000n;
  const cards = { basis: "leased", resource: "accelerators", model: "h100-sxm", quantity: eight } as const;
  test("whole instances are priced, 12 cards by 8 are not", () => {
    const book = version([ruleOfInstance("1")]);
    expect(findRule(book, cards, [])).toMatchObject({ rule: { id: "instance" } });
    expect(findRule(book, { ...cards, quantity: (eight * 3n) / 2n }, [])).toMatchObject({ code: "no_price" });
  });
  test("a rule for use prices no lease", () => {
    expect(findRule(version([ruleOfUse("1")]), cards, [])).toMatchObject({ code: "no_price" });
  });
  test("racks are not rack units", () => {
    const rule = {
      id: "u",
      unit: "space_month",
      basis: "leased",
      resource: "rack_units",
      unitPrice: "1",
    } as const;
    const racks = { ...cards, resource: "racks", model: null } as const;
    expect(findRule(version([rule]), racks, [])).toMatchObject({ code: "no_price" });
  });
});
