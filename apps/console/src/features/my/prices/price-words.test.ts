import type { Band, PriceRule, PriceVersion } from "@aidc/contract";
import { createIntl } from "react-intl";
import { expect, it } from "vitest";
import { catalogues } from "../../../i18n/languages.ts";
import { versionsByTime } from "./sort-versions.ts";
import { createPriceWords } from "./use-price-words.ts";

const english = createPriceWords(createIntl({ locale: "en", messages: catalogues.en }), (id) =>
  id.toUpperCase(),
);
const chinese = createPriceWords(createIntl({ locale: "zh-CN", messages: catalogues.zh }), (id) => id);
const night: Band = { id: "night", from: "22:00", to: "06:00", weekdays: [1, 5], factor: "0.6" };
const rule: PriceRule = {
  id: "h20",
  unit: "card_hour",
  basis: "allocated",
  model: "h20",
  unitPrice: "12.35",
  bands: [night],
};

it("says price, unit and what it is for", () => {
  expect(english.price(rule, null, "USD")).toBe("$12.35 per card-hour");
  expect(english.rule(rule)).toContain("H20");
  expect(chinese.rule(rule)).toMatch(/\p{Script=Han}/u);
});
it("multiplies a band's price exactly and says that it wraps midnight", () => {
  expect(english.price(rule, night, "USD")).toBe("$7.41 per card-hour");
  expect(english.band(night)).toBe("22:00 to 06:00 of the next day, Mon, Fri (price × 0.6)");
});
it("knows which version holds", () => {
  const version = (number: number, effectiveFrom: string): PriceVersion => ({
    seller: null,
    version: number,
    effectiveFrom,
    currency: "USD",
    note: "",
    rules: [rule],
    publishedAt: effectiveFrom,
    publishedBy: "x",
    contentSha256: "",
  });
  const all = [
    version(1, "2026-01-01T00:00:00Z"),
    version(2, "2026-05-01T00:00:00Z"),
    version(3, "2026-09-01T00:00:00Z"),
  ];
  const { now, ahead, past } = versionsByTime(all, Date.parse("2026-06-01T00:00:00Z"));
  expect([now?.version, ahead[0]?.version, past[0]?.version]).toEqual([2, 3, 1]);
  expect(versionsByTime(all, 0).now).toBeNull();
});
