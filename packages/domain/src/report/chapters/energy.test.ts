import { expect, test } from "vitest";
import { entryOf } from "../report-entry.fixture.ts";

const chaptersOf = (change: Parameters<typeof entryOf>[2] = {}) =>
  JSON.stringify(entryOf("energy.pue", "2026-05", change).content.chapters);

test("below the category of PUE stands which racks no IT meter reaches, and nothing where one reaches all", () => {
  const told = chaptersOf({ unmetered: { names: ["Hall C"], racks: 1, of: 6 } });
  expect(told).toContain("No IT meter reaches 1 of 6 racks with servers (Hall C)");
  expect(told).toContain("6 个装有服务器的机柜中有 1 个没有 IT 电表（Hall C）");
  expect(chaptersOf({ unmetered: null })).not.toContain("No IT meter reaches");
});
