import { expect, it } from "vitest";
import { showAmount, showDecimal, showPrice } from "./money.ts";

it("an amount keeps every digit, however large", () => {
  expect(showAmount("12345678901234567.89", "CNY", "en")).toBe("CN¥12,345,678,901,234,567.89");
  expect(showAmount("-0.5", "CNY", "zh-CN")).toBe("-¥0.50");
});
it("a price keeps the digits it was published with", () => {
  expect(showPrice("6.5", "CNY", "zh-CN")).toBe("¥6.50");
  expect(showPrice("0.000000001", "CNY", "zh-CN")).toBe("¥0.000000001");
});
it("what is no number is shown as it came", () => {
  expect(showAmount("n/a", "CNY", "en")).toBe("n/a");
  expect(showDecimal("1234.5", "en")).toBe("1,234.5");
});
