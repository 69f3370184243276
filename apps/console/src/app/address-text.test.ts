import fc from "fast-check";
import { expect, test } from "vitest";
import { parseSearch, stringifySearch } from "./address-text.ts";
import { opsSearch, reportsSearch, sourcesSearch, wallSearch } from "./search.ts";

test("a year is a period, and what looks like a number is looked for as it is written", () => {
  expect(reportsSearch.parse(parseSearch("?period=2026&report=14"))).toMatchObject({
    period: "2026",
    report: "14",
  });
  expect(opsSearch.parse(parseSearch("?center=2024&q=true"))).toMatchObject({ center: "2024", q: "true" });
});

test("where a number or a yes is meant, it is read as one", () => {
  const settings = "?scenes=overview,racks&seconds=15&distance=7.5&diagonal=98";
  expect(wallSearch.parse(parseSearch(settings))).toMatchObject({
    scenes: ["overview", "racks"],
    seconds: 15,
    distance: 7.5,
    diagonal: 98,
  });
  expect(sourcesSearch.parse(parseSearch(stringifySearch({ connect: true })))).toEqual({ connect: true });
  expect(sourcesSearch.parse({ connect: true })).toEqual({ connect: true });
});

test("a value nobody knows is dropped", () => {
  expect(wallSearch.parse(parseSearch("?seconds=soon&distance=-1&diagonal="))).toEqual({});
  expect(sourcesSearch.parse(parseSearch("?connect=maybe"))).toEqual({});
});

test("what is written into an address is read from it again, whatever the text", () => {
  fc.assert(
    fc.property(fc.record({ q: fc.string({ unit: "grapheme" }), open: fc.string() }), (search) => {
      expect(parseSearch(stringifySearch(search))).toEqual(search);
    }),
  );
  expect(stringifySearch({ q: undefined })).toBe("");
});
