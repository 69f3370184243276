import { describe, expect, it } from "vitest";
import { catalogues, languages, preferredLanguage } from "./languages.ts";

/** Names of the values a message takes: `{count}`, `{count, plural, ...}`. */
const valuesOf = (message: string) =>
  [...new Set([...message.matchAll(/\{(\w+)[,}]/g)].map(([, name]) => name))].sort();

describe("every language", () => {
  it.each(languages)(
    "%s has exactly the keys of English, none empty, each with the same values",
    (language) => {
      const catalogue: Readonly<Record<string, string>> = catalogues[language];
      expect(Object.keys(catalogue).sort()).toEqual(Object.keys(catalogues.en).sort());
      for (const [key, english] of Object.entries(catalogues.en)) {
        expect(catalogue[key]?.trim(), key).not.toBe("");
        expect(valuesOf(catalogue[key] ?? ""), key).toEqual(valuesOf(english));
      }
    },
  );
});

/** Names that are the same in every language: of formats, units, tools and quantities. */
const sameInAll = /\b(?:CSV|JSON|XLSX|PFLOPS|UUID|XID|UPS|PUE|kWh|Webhook)\b/g;

it("no Chinese text is English: a text without a Chinese letter holds values and known names alone", () => {
  const english = Object.entries(catalogues.zh).filter(([, text]) => {
    const own = text.replace(/\{\w+(?:, number)?\}/g, "").replace(sameInAll, "");
    return /[a-z]{3,}/i.test(own) && !/\p{Script=Han}/u.test(own);
  });
  expect(english).toEqual([]);
});

/** Values that are counts and may be 1. */
const counts = "count|days|hours|tries|annunciations|racks|cards|jobs|faults|rows";

it("no English text says 1 alarms: a noun that is counted knows its singular", () => {
  const counted = new RegExp(`\\{(?:${counts})\\} (?:[a-z]+ )?[a-z]{2,}s\\b`, "g");
  expect("Fold {count} explained alarms".match(counted)).not.toBeNull();
  const naive = Object.entries(catalogues.en).flatMap(([key, text]) =>
    [...text.matchAll(counted)].map(([told]) => `${key}: ${told}`),
  );
  expect(naive).toEqual([]);
});

it("what English writes as a number is one in every language: a bare value has no thousands mark", () => {
  const numbersOf = (message: string) =>
    [...message.matchAll(/\{(\w+), (?:plural|number)/g)].map(([, name]) => `{${name}}`);
  const bare = languages.flatMap((language) =>
    Object.entries(catalogues.en).flatMap(([key, english]) => {
      const text: string = Reflect.get(catalogues[language], key);
      return numbersOf(english).flatMap((name) => (text.includes(name) ? `${language} ${key} ${name}` : []));
    }),
  );
  expect(bare).toEqual([]);
});

it.each([
  [["zh-TW", "en"], "zh"],
  [["de", "en-GB"], "en"],
  [["fr"], "en"],
])("a browser that reads %j gets %s", (browser, expected) => {
  expect(preferredLanguage(browser)).toBe(expected);
});

/** One word for one thing, as the glossary has it: 出租率 what is leased, 上架率 what is racked, 租户 who holds it. */
it.each(["占用率", "租用方"])("no text says %s", (word) => {
  expect(Object.entries(catalogues.zh).filter(([, text]) => text.includes(word))).toEqual([]);
});
