import { expect, it } from "vitest";
import { makeFigure } from "../figure/figure.ts";
import { worthOfPue } from "./pue-worth.ts";

const itEnergy = (value: number | null, coverage = 1) =>
  makeFigure({
    name: "it_energy",
    value,
    unit: "kWh",
    window: { fromMs: 0, toMs: 86_400_000 },
    ...(value === null ? { reason: "no_meter" as const } : {}),
    coverage,
    status: "valid",
    grade: "metered",
    method: "energy",
    inputs: [],
  });
const paid = { cost: 31_000_000, kWh: 50_000_000, coverage: 1 };

it("44.9 GWh of IT at 0.62 a kWh: a hundredth of PUE is 278,380", () => {
  const { energyPrice, pueHundredth } = worthOfPue(itEnergy(44_900_000), paid, "CNY");
  expect(energyPrice.value).toBeCloseTo(0.62, 12);
  expect(pueHundredth.value).toBeCloseTo(278_380, 6);
  expect(pueHundredth).toMatchObject({ unit: "CNY", coverage: 1, grade: "derived", method: "pue_worth" });
});

it.each([
  ["no tariff", itEnergy(44_900_000), null, "no_tariff"],
  ["nothing bought", itEnergy(44_900_000), { cost: 0, kWh: 0, coverage: 0 }, "no_data"],
  ["no IT energy", itEnergy(null), paid, "no_meter"],
])("%s: no money, and why", (_, energy, bought, reason) => {
  expect(worthOfPue(energy, bought, "CNY").pueHundredth).toMatchObject({ value: null, reason });
});

it("reads too low where racks hang on no IT meter, and says so beside its value; what withholds it goes first", () => {
  const blind = { names: ["Hall C"], racks: 1, of: 6 };
  const { pueHundredth, energyPrice } = worthOfPue(itEnergy(44_900_000), paid, "CNY", blind);
  expect(pueHundredth).toMatchObject({ reason: "racks_left_out" });
  expect(pueHundredth.value).toBeCloseTo(278_380, 6);
  expect(energyPrice.reason).toBeUndefined();
  expect(worthOfPue(itEnergy(null), paid, "CNY", blind).pueHundredth.reason).toBe("no_meter");
  expect(worthOfPue(itEnergy(44_900_000), paid, "CNY", null).pueHundredth.reason).toBeUndefined();
});

it("rests on the lesser of both coverages", () => {
  const { pueHundredth } = worthOfPue(itEnergy(1_000, 0.9), { cost: 6, kWh: 10, coverage: 0.7 }, "CNY");
  expect(pueHundredth.coverage).toBe(0.7);
});
