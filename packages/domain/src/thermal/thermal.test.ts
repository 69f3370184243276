import type { EnvelopeFault, EnvelopeState, ThermalClass } from "@aidc/contract";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dewPointC } from "./dew-point.ts";
import { envelopes, judgeInlet, thermalClassOf } from "./envelope.ts";
import { heatRemovedW } from "./liquid.ts";

describe("dew point after Magnus", () => {
  test.each([
    ["27 degrees at 60 % is damper than it looks", 27, 0.6, 18.6],
    ["saturated air", 20, 1, 20],
    ["a dry winter day", 22, 0.1, -11.1],
    ["frost", 0, 0.5, -9.2],
  ])("%s", (_, temperature, humidity, expected) => {
    expect(dewPointC(temperature, humidity)).toBeCloseTo(expected, 1);
  });
  test.each([
    [null, 0.5],
    [20, null],
    [20, 0],
    [20, 1.2],
    [20, -0.1],
    [Number.NaN, 0.5],
  ])("%s at %s is not known", (temperature, humidity) => {
    expect(dewPointC(temperature, humidity)).toBeNull();
  });
  test("never lies above the air's own temperature", () => {
    const air = fc.tuple(fc.double({ min: -40, max: 60, noNaN: true }), fc.double({ min: 0.01, max: 1 }));
    fc.assert(
      fc.property(air, ([temperature, humidity]) => {
        const dewPoint = dewPointC(temperature, Math.min(1, humidity || 0.01));
        expect(dewPoint === null || dewPoint <= temperature + 1e-9).toBe(true);
      }),
    );
  });
});

describe("the envelope of a class", () => {
  const rows: [ThermalClass, number | null, number | null, EnvelopeState, EnvelopeFault[]][] = [
    ["A1", 18, 0.5, "recommended", []],
    ["A1", 27, 0.4, "recommended", []],
    ["A1", 27.1, 0.4, "allowable", ["too_warm"]],
    ["A1", 32, 0.3, "allowable", ["too_warm"]],
    ["A1", 32.1, 0.3, "outside", ["too_warm"]],
    ["A1", 17.9, 0.5, "allowable", ["too_cold"]],
    ["A1", 14.9, 0.5, "outside", ["too_cold"]],
    ["A1", 27, 0.6, "outside", ["dew_point_high"]],
    ["A2", 27, 0.6, "allowable", ["dew_point_high"]],
    ["A2", 35, 0.2, "allowable", ["too_warm"]],
    ["A3", 40, 0.2, "allowable", ["too_warm"]],
    ["A3", 45, 0.15, "outside", ["too_warm"]],
    ["A4", 45, 0.15, "allowable", ["too_warm"]],
    ["A1", 20, 0.72, "allowable", ["humidity_high"]],
    ["A1", 20, 0.81, "outside", ["dew_point_high", "humidity_high"]],
    ["A1", 22, 0.1, "allowable", ["dew_point_low"]],
    ["A1", 25, 0.07, "outside", ["dew_point_low"]],
    ["A1", 32, 0.075, "outside", ["too_warm"]],
    ["H1", 22, 0.5, "recommended", []],
    ["H1", 22.1, 0.5, "allowable", ["too_warm"]],
    ["H1", 25.1, 0.5, "outside", ["too_warm"]],
    ["H1", 14.9, 0.5, "outside", ["too_cold"]],
    ["A1", 30, null, "allowable", ["too_warm"]],
    ["A1", null, 0.5, "unknown", []],
  ];
  test.each(rows)(
    "%s at %s degrees and %s: %s",
    (thermalClass, temperatureC, relativeHumidity, state, faults) => {
      const dewPoint = dewPointC(temperatureC, relativeHumidity);
      const air = { temperatureC, relativeHumidity, dewPointC: dewPoint };
      expect(judgeInlet(thermalClass, air)).toEqual({ state, faults });
    },
  );
  test("recommended lies within allowable in every class", () => {
    for (const { recommended, allowable } of Object.values(envelopes)) {
      expect(recommended.lowC >= allowable.lowC && recommended.highC <= allowable.highC).toBe(true);
      expect(recommended.highDewPointC <= allowable.highDewPointC).toBe(true);
    }
  });
  test.each([
    ["states its class", { thermalClass: "A3", powerLimitW: 40_000 }, "A3"],
    ["is dense", { powerLimitW: 30_001 }, "H1"],
    ["is not dense", { powerLimitW: 30_000 }, "A1"],
    ["has no limit", {}, "A1"],
  ] as const)("a rack that %s", (_, rack, expected) => {
    expect(thermalClassOf(rack)).toBe(expected);
  });
});

describe("heat of a liquid loop", () => {
  const water = { densityKgPerL: 1, specificHeatKjPerKgK: 4.186 };
  test("172 litres of water a minute and 10 K carry 120 kW", () => {
    expect(heatRemovedW(172, 30, 40, water)).toBeCloseTo(120_000, -2);
  });
  test("a glycol mixture carries what its own constants say", () => {
    const glycol = { densityKgPerL: 1.02, specificHeatKjPerKgK: 3.9 };
    expect(heatRemovedW(60, 30, 40, glycol)).toBeCloseTo(39_780, 6);
  });
  test("without its fluid a loop's heat is not stated", () => {
    expect(heatRemovedW(60, 30, 40, null)).toBeNull();
  });
  test.each([
    ["no flow is no heat", 0, 30, 40, 0],
    ["a return colder than the supply is told as it is", 60, 40, 30, -41_860],
    ["an unknown flow", null, 30, 40, null],
    ["an unknown supply", 60, null, 40, null],
    ["an unknown return", 60, 30, null, null],
  ])("%s", (_, flow, supply, back, expected) => {
    expect(heatRemovedW(flow, supply, back, water)).toBe(expected);
  });
});
