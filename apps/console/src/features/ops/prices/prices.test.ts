import type { Band, PriceRule } from "@aidc/contract";
import { priceDraftSchema } from "@aidc/contract";
import { expect, it } from "vitest";
import { compareVersions } from "./compare-versions.ts";
import { findDayKinds } from "./day-bands.ts";
import { emptyBand, emptyRule, openRule, writeDraft } from "./draft.ts";
import { lineOf, locateInJson } from "./locate-in-json.ts";

const night: Band = { id: "night", from: "22:00", to: "06:00", factor: "0.5" };
const rule = (id: string, unitPrice: string, bands: Band[] = []): PriceRule => ({
  ...{ id, unit: "card_hour", basis: "leased", model: "nvidia-h20", unitPrice, bands },
});

it("a band that wraps midnight is drawn at both ends of the day", () => {
  const [day, ...others] = findDayKinds([night]);
  expect(others).toEqual([]);
  expect(
    day?.pieces.map(({ fromMinute, toMinute, band }) => [fromMinute, toMinute, band?.id ?? null]),
  ).toEqual([
    [0, 360, "night"],
    [360, 1320, null],
    [1320, 1440, "night"],
  ]);
});
it("weekdays and months make kinds of days, and the first band that holds counts", () => {
  const weekend: Band = { id: "weekend", from: "00:00", to: "00:00", weekdays: [6, 7], factor: "0.7" };
  const summer: Band = { id: "summer", from: "12:00", to: "14:00", months: [7, 8], factor: "2" };
  const kinds = findDayKinds([weekend, summer]);
  expect(kinds.map(({ weekdays, months }) => [weekdays, months.length])).toEqual([
    [[1, 2, 3, 4, 5], 10],
    [[6, 7], 10],
    [[1, 2, 3, 4, 5], 2],
    [[6, 7], 2],
  ]);
  expect(kinds[3]?.pieces).toHaveLength(1);
});

it("names what was added, changed and taken away", () => {
  const before = { rules: [rule("a", "6"), rule("b", "4"), rule("c", "1")] };
  const after = { rules: [rule("a", "6"), rule("b", "4.5"), rule("d", "2")] };
  expect(compareVersions(before, after).map(({ id, kind }) => [id, kind])).toEqual([
    ["b", "changed"],
    ["d", "added"],
    ["c", "removed"],
  ]);
  expect(compareVersions(null, after)).toHaveLength(3);
  expect(compareVersions(after, after)).toEqual([]);
});

it("finds the place that an issue is about", () => {
  const text = '{\n  "note": "a \\" , {",\n  "rules": [\n    {"id": "x"},\n    {"unitPrice": "-1"}\n  ]\n}';
  const at = (path: string) => {
    const offset = locateInJson(text, path);
    return offset === null ? null : text.slice(offset, offset + 4);
  };
  expect(at("rules.1.unitPrice")).toBe('"-1"');
  expect(at("rules.0")).toBe('{"id');
  expect(at("note")).toBe('"a \\');
  expect(at("rules.1.bands.0")).toBe('{"un');
  expect(lineOf(text, locateInJson(text, "rules.1") ?? 0)).toBe(5);
  expect(locateInJson("{", "rules")).toBeNull();
});

it("a version opened and written again is the same draft", () => {
  const rules: PriceRule[] = [
    rule("a", "6.5", [night]),
    { id: "b", unit: "pflops_hour", basis: "allocated", precision: "fp16", unitPrice: "9", bands: [] },
    {
      id: "c",
      unit: "instance_month",
      basis: "leased",
      model: null,
      cardsPerInstance: 8,
      unitPrice: "1",
      note: "n",
    },
    { id: "d", unit: "space_month", basis: "leased", resource: "power_kw", unitPrice: "300" },
  ];
  const head = { effectiveFrom: "2026-06-01T00:00:00Z", currency: "CNY", note: "" };
  const text = writeDraft(head, rules.map(openRule));
  expect(priceDraftSchema.parse(JSON.parse(text))).toEqual({ ...head, rules });
});
it("a rule somebody has only begun is not a draft yet, and the faults have their places", () => {
  const begun = { ...emptyRule(), bands: [{ ...emptyBand(), from: "25:00" }] };
  const parsed = priceDraftSchema.safeParse(
    JSON.parse(writeDraft({ effectiveFrom: "", currency: "CNY", note: "" }, [begun])),
  );
  expect(parsed.error?.issues.map(({ path }) => path.join("."))).toEqual(
    expect.arrayContaining(["effectiveFrom", "rules.0.id", "rules.0.unitPrice", "rules.0.bands.0.from"]),
  );
});
