import { describe, expect, test } from "vitest";
import { counterRules, gaugeRules, seconds, series } from "../samples.fixture.ts";
import { integrateCounterThenGauge } from "./bridged.ts";

/** A register in Wh at 3600 W: one Wh a second. Silent from 30 s to 130 s and read no more after 160 s. */
const counter = {
  samples: series([
    [0, 0],
    [30, 30],
    [130, 130],
    [160, 160],
  ]),
  rules: counterRules,
};
const power = Array.from({ length: 14 }, (_, i) => [i * 15, 3600] as const);
const gauge = { samples: series(power), rules: gaugeRules };
const wh = (integral: bigint) => Number(integral) / 3_600_000;

describe("counter beats gauge", () => {
  test("without a gauge only the register counts", () => {
    const result = integrateCounterThenGauge(counter, null, seconds(0, 190));
    expect(wh(result.integral)).toBe(160);
    expect(result).toMatchObject({ coveredMs: 160_000, bridgedMs: 0 });
  });

  test("power bridges only what the register does not know", () => {
    const result = integrateCounterThenGauge(counter, gauge, seconds(0, 190));
    expect(wh(result.integral)).toBe(190);
    expect(result).toMatchObject({ coveredMs: 190_000, bridgedMs: 30_000 });
  });

  test("a silence cut by the window is bridged", () => {
    const result = integrateCounterThenGauge(counter, gauge, seconds(0, 80));
    expect(wh(result.integral)).toBe(80);
    expect(result).toMatchObject({ coveredMs: 80_000, bridgedMs: 50_000 });
  });

  test("a wrong gauge beside a good register changes nothing", () => {
    const wrong = { samples: series(power.map(([at]) => [at, 1e6] as const)), rules: gaugeRules };
    expect(wh(integrateCounterThenGauge(counter, wrong, seconds(0, 160)).integral)).toBe(160);
  });
});
