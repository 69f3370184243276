import type { MeterReading } from "@aidc/contract";
import { createIntl } from "react-intl";
import { expect, it } from "vitest";
import { catalogues } from "../i18n/languages.ts";
import { amountOf, readingRow } from "./record-rows.ts";

const draft: MeterReading["draft"] = {
  kind: "bill",
  target: "facility",
  firstDay: "2026-01-01",
  lastDay: "2026-01-31",
  energyKwh: "12500",
  volumeM3: null,
  cost: null,
  document: "bill 1",
};

it.each([
  ["12500", "12,500\u202fkWh"],
  ["0.5", "0.5\u202fkWh"],
  ["123456789012.123456", "123,456,789,012.123456\u202fkWh"],
])("%s kWh is told with separators and with each of its digits", (energyKwh, told) => {
  expect(amountOf({ ...draft, energyKwh }, "en")).toBe(told);
  expect(amountOf({ ...draft, energyKwh }, "zh-CN")).toBe(told);
});
it("so is water", () => {
  expect(amountOf({ ...draft, energyKwh: null, volumeM3: "1250.5" }, "en")).toBe("1,250.5\u202fm³");
});

it.each([
  ["en", "command line"],
  ["zh", "命令行"],
] as const)("who recorded and who withdrew is told in the language of the page, in %s", (locale, told) => {
  const at = "2026-02-03T00:00:00Z";
  const by = "command line";
  const withdrawal = { at, by, reason: "twice" };
  const record: MeterReading = { id: "r1", draft, recordedAt: at, recordedBy: by, withdrawal };
  const row = readingRow(record, createIntl({ locale, messages: catalogues[locale] }), "UTC");
  expect(row.by).toBe(told);
  expect(row.state).toContain(told);
});
