import { quantityNames } from "@aidc/contract";
import { describe, expect, test } from "vitest";
import { freshnessOf, worstFreshness } from "./freshness.ts";
import { isSentinel, mayBeNegative, rangeOf, rejectReason } from "./gate.ts";

describe("freshness by sample age", () => {
  test.each([
    [0, "live"],
    [22_500, "live"],
    [22_501, "late"],
    [45_000, "late"],
    [45_001, "stale"],
    [86_400_000, "stale"],
    [-5000, "live"],
  ])("%d ms at a cadence of 15 s is %s", (ageMs, state) => {
    expect(freshnessOf(1_000_000 - ageMs, 1_000_000, 15_000)).toBe(state);
  });
  test("never seen is none", () => {
    expect(freshnessOf(null, 5, 1)).toBe("none");
    expect(freshnessOf(Number.NaN, 5, 1)).toBe("none");
  });
  test("the worst of several", () => {
    expect(worstFreshness(["live", "stale", "late"])).toBe("stale");
    expect(worstFreshness([])).toBe("none");
  });
});

describe("the gate", () => {
  test.each([
    ["power", 450.5, null],
    ["power", 0, null],
    ["power", Number.NaN, "nan"],
    ["power", Number.POSITIVE_INFINITY, "infinite"],
    ["power", Number.NEGATIVE_INFINITY, "infinite"],
    ["power", -0.1, "negative_power"],
    ["dc_power", -5, "negative_power"],
    ["power", 2e9, "out_of_range"],
    ["temperature", 2 ** 63 - 14, "sentinel"],
    ["temperature", 2 ** 47, "sentinel"],
    ["temperature", 2 ** 47 + 15, "sentinel"],
    ["temperature", 2 ** 47 + 16, "out_of_range"],
    ["utilisation", 2_147_483_632, "sentinel"],
    ["utilisation", 2_147_483_635, "sentinel"],
    ["temperature", -61, "out_of_range"],
    ["inlet_temperature", 151, "out_of_range"],
    ["inlet_temperature", -40, null],
    ["utilisation", 1.02, null],
    ["utilisation", 8_083_349.05, "out_of_range"],
    ["utilisation", -0.01, "out_of_range"],
    ["energy", 2_147_483_640, null],
    ["energy", -1, "out_of_range"],
    ["energy", 2 ** 63, "sentinel"],
    ["fault_code", 79, null],
    ["fault_code", 2_147_483_633, "sentinel"],
  ] as const)("%s %d: %s", (quantity, value, reason) => {
    expect(rejectReason(quantity, value)).toBe(reason);
  });

  test("power may be negative only where it flows both ways", () => {
    expect(rejectReason("power", -5000, mayBeNegative("meter", "pv"))).toBeNull();
    expect(rejectReason("power", -5000, mayBeNegative("meter", "grid_export"))).toBeNull();
    expect(rejectReason("power", -5000, mayBeNegative("meter", "it_input"))).toBe("negative_power");
    expect(rejectReason("power", -5000, mayBeNegative("rack"))).toBe("negative_power");
    expect(rejectReason("utilisation", -0.5, true)).toBe("out_of_range");
  });

  test("the range alone tells good from bad, for every quantity", () => {
    for (const quantity of quantityNames) {
      const { min, max } = rangeOf(quantity);
      for (const value of [min, max, min - 1, max + 1, Number.NaN, (min + max) / 2]) {
        expect(value >= min && value <= max, `${quantity} ${value}`).toBe(
          rejectReason(quantity, value) === null,
        );
      }
    }
  });

  test("raw sentinels are known before any scale", () => {
    expect(isSentinel(9.3e18, true)).toBe(true);
    expect(isSentinel(2_147_483_640, true)).toBe(false);
    expect(isSentinel(2_147_483_640, false)).toBe(true);
    expect(isSentinel(2_147_483_648, false)).toBe(false);
    expect(isSentinel(Number.NaN, false)).toBe(false);
  });
});
