import type { MeterReading } from "@aidc/contract";
import { expect, it } from "vitest";
import { amountOf } from "./record-rows.ts";

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
