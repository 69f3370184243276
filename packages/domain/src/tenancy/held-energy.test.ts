import { describe, expect, test } from "vitest";
import { makeFigure } from "../figure/figure.ts";
import { carbonFigure, heldEnergyFigure, withOverhead } from "./held-energy.ts";

const window = { fromMs: Date.parse("2026-01-15T00:00:00Z"), toMs: Date.parse("2026-01-16T00:00:00Z") };
const day = 86_400_000;
const tenKwh = {
  window,
  millijoules: 36_000_000_000n,
  coveredMs: day,
  expectedMs: day,
  isHeld: true,
  meters: 1,
};
const pueOf = (value: number | null) =>
  makeFigure({
    name: "pue",
    value,
    reason: value === null ? "no_meter" : undefined,
    unit: "ratio",
    window,
    coverage: value === null ? 0 : 1,
    grade: "metered",
    method: "pue",
    inputs: [],
  });

describe("energy and carbon of what a tenant held", () => {
  const it = heldEnergyFigure({ ...tenKwh, grades: ["metered"] });
  test("energy, overhead by PUE, carbon by the grid's factor", () => {
    const whole = withOverhead(it, pueOf(1.3));
    expect([it.value, whole.value]).toEqual([10, 13]);
    expect(
      carbonFigure(it, pueOf(1.3), { kgPerKwh: 0.5, source: "grid operator", year: 2025 }),
    ).toMatchObject({
      value: 6.5,
      unit: "kg CO2e",
      grade: "derived",
      inputs: [{ label: "it_energy" }, { label: "pue" }],
      method: { id: "carbon", category: "0.5 kg/kWh, grid operator (2025)" },
    });
  });
  test("without a PUE there is no overhead and no carbon, not the bare IT energy", () => {
    const whole = withOverhead(it, pueOf(null));
    expect(whole).toMatchObject({ value: null, reason: "no_meter" });
    expect(carbonFigure(it, pueOf(null), { kgPerKwh: 0.5, source: "s", year: 2025 })).toMatchObject({
      value: null,
      reason: "no_meter",
    });
  });
  test("without a published factor carbon is not stated", () => {
    expect(carbonFigure(it, pueOf(1.3), null)).toMatchObject({
      value: null,
      reason: "no_factor",
    });
  });
  test("half the time without samples is half the coverage, and nothing held is no lease, never 0", () => {
    expect(heldEnergyFigure({ ...tenKwh, expectedMs: 2 * day, grades: ["metered"] })).toMatchObject({
      value: 10,
      coverage: 0.5,
      status: "provisional",
    });
    const nothing = { ...tenKwh, millijoules: 0n, coveredMs: 0, expectedMs: 0, meters: 0, grades: [] };
    expect(heldEnergyFigure({ ...nothing, isHeld: false })).toMatchObject({
      value: null,
      reason: "no_lease",
    });
    // A rack with nothing in it that anybody recorded, and no meter: held, but nothing tells its energy.
    expect(heldEnergyFigure(nothing)).toMatchObject({ value: null, reason: "no_meter" });
    expect(heldEnergyFigure({ ...nothing, expectedMs: day })).toMatchObject({
      value: null,
      reason: "no_data",
    });
  });
});
