import { expect, test } from "vitest";
import { regionTotals } from "../../region/totals.ts";
import { entryOf } from "../report-entry.fixture.ts";
import { caveatOf, worded } from "../words.ts";

const chaptersOf = (change: Parameters<typeof entryOf>[2] = {}) =>
  JSON.stringify(entryOf("energy.pue", "2026-05", change).content.chapters);

test("below the category of PUE stands which racks no IT meter reaches, and nothing where one reaches all", () => {
  const told = chaptersOf({ unmetered: { names: ["Hall C"], racks: 1, of: 6 } });
  expect(told).toContain("No IT meter reaches 1 of 6 racks with servers (Hall C)");
  expect(told).toContain("6 个装有服务器的机柜中有 1 个没有 IT 电表（Hall C）");
  expect(chaptersOf({ unmetered: null })).not.toContain("No IT meter reaches");
});

test("what a hundredth of such a PUE costs is too low, and neither silent about it nor called too high", () => {
  const { figure } = entryOf("energy.pue_hundredth", "2026-05", {
    unmetered: { names: ["Hall C"], racks: 1, of: 6 },
  });
  expect(figure.value).toBe(entryOf("energy.pue_hundredth").figure.value);
  expect(figure.reason).toBe("racks_left_out");
  expect(caveatOf(figure)).toMatchObject(
    worded("too low: some racks have no IT meter", "偏低：部分机柜无 IT 电表"),
  );
  expect(figure.inputs.at(-1)).toMatchObject({ label: "racks without an IT meter (Hall C)", count: 1 });
  expect(entryOf("energy.pue_hundredth").figure.reason).toBeUndefined();
});

test("wherever such a PUE stands it says that it is too high: figure, sentence, headline and the sum of a region", () => {
  const { content, figure } = entryOf("energy.pue", "2026-05", {
    unmetered: { names: ["Hall C"], racks: 1, of: 6 },
  });
  expect(figure).toMatchObject({ reason: "racks_unmetered", status: "valid" });
  expect(figure.inputs.at(-1)).toMatchObject({ label: "racks without an IT meter (Hall C)", count: 1 });
  expect(caveatOf(figure)).toEqual(
    worded("too high: some racks have no IT meter", "偏高：部分机柜无 IT 电表"),
  );
  expect(content.headline.en).toMatch(
    /PUE was [0-9.]+ \(iPUE3, interim; too high: some racks have no IT meter\)/,
  );
  expect(content.headline.zh).toMatch(/PUE 为 [0-9.]+（iPUE3，不足一年；偏高：部分机柜无 IT 电表）/);
  expect(content.findings.map(({ en }) => en).join(" ")).toMatch(
    /PUE was [0-9.]+ \(iPUE\d, interim; too high: some racks have no IT meter\), after /,
  );
  const totals = regionTotals([content]).filter(({ id }) => id === "energy.pue");
  expect(totals.map((total) => total.figure.reason)).toEqual(["racks_unmetered"]);
  expect(entryOf("energy.pue").figure.reason).toBeUndefined();
});
