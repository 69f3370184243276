import { describe, expect, it } from "vitest";
import { chooseAxisUnit, joinShown, showCoverage, showQuantity, showRange } from "./quantity.ts";

const show = (value: number, unit: string, language = "en") =>
  joinShown(showQuantity(value, unit, language)).replace("\u202f", " ");

describe("numbers with their units", () => {
  it.each([
    [0, "W", "0 W"],
    [0, "ratio", "0 %"],
    [0.003, "W", "<0.01 W"],
    [0.000_03, "ratio", "<0.1 %"],
    [0.005, "W", "0.01 W"],
    [999.4, "W", "999 W"],
    [999.6, "W", "1.00 kW"],
    [15_700, "W", "15.7 kW"],
    [870_000, "W", "870 kW"],
    [6_340_000, "W", "6.34 MW"],
    [50_200_000, "W", "50.2 MW"],
    [1_250_000_000, "W", "1.25 GW"],
    [415.26, "kWh", "415 kWh"],
    [12_345, "kWh", "12.3 MWh"],
    [0.2, "PFLOPS", "200 TFLOPS"],
    [812, "PFLOPS", "812 PFLOPS"],
    [24_300, "PFLOPS", "24.3 EFLOPS"],
    [0.784, "ratio", "78.4 %"],
    [1.238_4, "pue", "1.238"],
    [31.44, "°C", "31.4 °C"],
    [1600, "count", "1,600"],
    [79, "code", "79"],
    [2.334, "h", "2.3 h"],
    [-0.001, "W", ">-0.01 W"],
    [-0.004_9, "kWh", ">-0.01 kWh"],
    [-0.005_1, "W", "-0.01 W"],
    [-0.000_03, "ratio", ">-0.1 %"],
  ])("%d %s is %s", (value, unit, expected) => {
    expect(show(value, unit)).toBe(expected);
  });

  it("money has its sign and no cents", () => {
    expect(show(6_310_000, "CNY")).toBe("CN¥6,310,000");
    expect(show(6_310_000, "CNY", "zh-CN")).toBe("¥6,310,000");
  });
});

describe("coverage is rounded down", () => {
  it.each([
    [1, "100 %"],
    [0.999_9, "99.9 %"],
    [0.996_7, "99.6 %"],
    [0.7, "70.0 %"],
    [0, "0.0 %"],
    [0.001, "0.1 %"],
    [15 / 86_400, "< 0.1 %"],
  ])("%d is %s", (ratio, expected) => {
    expect(showCoverage(ratio, "en").replaceAll("\u202f", " ")).toBe(expected);
  });
});

it("a range is told in the unit of its upper end", () => {
  expect(joinShown(showRange(0, 5_260_000, "W", "en"))).toBe("0\u20135.26\u202fMW");
  expect(joinShown(showRange(990_000, 5_260_000, "W", "en"))).toBe("0.99\u20135.26\u202fMW");
});

it("an axis takes the unit of its largest value", () => {
  expect(chooseAxisUnit(17_200, "W")).toEqual({ unit: "kW", factor: 1_000 });
  expect(chooseAxisUnit(1_600, "count")).toEqual({ unit: "", factor: 1 });
  expect(chooseAxisUnit(0.4, "ratio")).toEqual({ unit: "%", factor: 0.01 });
});
