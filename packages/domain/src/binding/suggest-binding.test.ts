import type { CenterDocument, Quantity, SeriesUnit, SubjectKind } from "@aidc/contract";
import {
  centerDocumentSchema,
  quantities,
  quantityNames,
  seriesUnitNames,
  seriesUnits,
} from "@aidc/contract";
import { describe, expect, it } from "vitest";
import { indexInventory } from "../inventory/inventory-index.ts";
import { refuseBinding } from "./check-binding.ts";
import { unitOfScale } from "./series-words.ts";
import { suggestBinding } from "./suggest-binding.ts";

const document: CenterDocument = centerDocumentSchema.parse({
  center: { id: "c1", name: "C", timeZone: "UTC", origin: "live" },
  racks: [{ id: "K-01", row: "r", name: "K-01", position: 1, powerLimitW: 1000 }],
  servers: [
    {
      id: "n1",
      name: "n1",
      hostname: "node-1.example",
      rack: "K-01",
      heightU: 4,
      accelerators: { model: "m", count: 2, uuids: ["GPU-a", "GPU-b"] },
    },
  ],
  meters: [
    { id: "grid", name: "Grid", role: "grid_import" },
    { id: "mains", name: "Mains", role: "water_intake" },
  ],
  feeds: [{ id: "A1", name: "A1", ratedPowerW: 5000, side: "A", racks: ["K-01"] }],
  loops: [{ id: "L1", name: "L1", racks: ["K-01"] }],
  tenants: [{ id: "t1", name: "T" }],
});
const inventory = indexInventory(document);

type Row = [
  name: string,
  labels: Record<string, string>,
  wanted: null | [SubjectKind, string, Quantity, SeriesUnit],
];
const rows: Row[] = [
  ["ipmi_dcmi_power_consumption_watts", { instance: "node-1:9290" }, ["server", "n1", "power", "W"]],
  ["bmc_dc_power_watts", { host: "n1" }, ["server", "n1", "dc_power", "W"]],
  ["pdu_active_power_kw", { rack: "K-01" }, ["rack", "K-01", "power", "kW"]],
  ["cabinetInletTemp", { cabinet: "K-01", unit: "F" }, ["rack", "K-01", "inlet_temperature", "°F"]],
  ["rack_outlet_temp_celsius", { rack: "K-01" }, ["rack", "K-01", "outlet_temperature", "°C"]],
  ["rack_outlet_power_watts", { rack: "K-01" }, null],
  ["rack_humidity_percent", { rack: "K-01" }, ["rack", "K-01", "relative_humidity", "%"]],
  ["env_dew_point_celsius", { rack: "K-01" }, ["rack", "K-01", "dew_point", "°C"]],
  ["leak_rope", { rack: "K-01" }, ["rack", "K-01", "leak", "code"]],
  ["meter_energy_kwh_total", { meter: "grid" }, ["meter", "grid", "energy", "kWh"]],
  ["energy_joules_total", { meter: "grid" }, ["meter", "grid", "energy", "J"]],
  ["water_m3_total", { meter: "mains" }, ["meter", "mains", "volume", "m³"]],
  ["breaker_power", { breaker: "A1", rack: "K-01" }, ["feed", "A1", "power", "W"]],
  ["cdu_supply_temp", { cdu: "L1" }, ["loop", "L1", "supply_temperature", "°C"]],
  ["cdu_return_temp", { cdu: "L1" }, ["loop", "L1", "return_temperature", "°C"]],
  ["cdu_flow_lpm", { cdu: "L1" }, ["loop", "L1", "flow", "L/min"]],
  ["rocm_power_watts", { instance: "node-1", gpu: "1" }, ["accelerator", "n1:1", "power", "W"]],
  ["npu_util_percent", { uuid: "gpu-B" }, ["accelerator", "n1:1", "utilisation", "%"]],
  ["slurm_gpus_allocated", { account: "t1" }, ["tenant", "t1", "accelerators_allocated", "count"]],
  ["rPDU2DeviceStatusPower", { rack: "K-01" }, ["rack", "K-01", "power", "0.01 kW"]],
  ["rPDU2DeviceStatusEnergy", { feed: "A1" }, ["feed", "A1", "energy", "0.1 kWh"]],
  [
    "rPDU2SensorTempHumidityStatusRelativeHumidity",
    { rack: "K-01" },
    ["rack", "K-01", "relative_humidity", "%"],
  ],
  ["st4InputCordActivePower", { feed: "A1" }, ["feed", "A1", "power", "W"]],
  ["st4InputCordEnergy", { feed: "A1" }, ["feed", "A1", "energy", "0.1 kWh"]],
  ["nvidia_gpu_power_usage_milliwatts", { uuid: "GPU-a" }, ["accelerator", "n1:0", "power", "mW"]],
  ["mlu_energy", { uuid: "GPU-a", unit: "mJ" }, ["accelerator", "n1:0", "energy", "mJ"]],
  // what leaves a doubt
  ["rPDU2DeviceStatusPeakPower", { rack: "K-01" }, null],
  ["rPDU2DeviceStatusApparentPower", { rack: "K-01" }, null],
  ["rPDU2DeviceStatusPowerFactor", { rack: "K-01" }, null],
  ["rPDU2PhaseStatusPower", { rack: "K-01" }, null],
  ["rPDU2SensorTempHumidityStatusTempC", { rack: "K-01" }, null],
  ["st4OutletActivePower", { rack: "K-01" }, null],
  ["measurementsInletSensorValue", { rack: "K-01" }, null],
  ["pdu_power_mw", { rack: "K-01" }, null],
  ["pdu_load", { rack: "K-01" }, null],
  ["meter_energy_total", { meter: "grid" }, null],
  ["server_temperature_celsius", { host: "n1" }, null],
  ["cdu_temperature_celsius", { cdu: "L1" }, null],
  ["ipmi_power_watts", { instance: "node-1", name: "PSU1 Input" }, null],
  ["node_rapl_package_joules_total", { instance: "node-1:9100" }, null],
  ["outlet_power_watts", { rack: "K-01", outlet: "7" }, null],
  ["rack_power_limit_watts", { rack: "K-01" }, null],
  ["rocm_power_watts", { instance: "node-1", gpu: "7" }, null],
  ["pdu_power_watts", { rack: "K-99" }, null],
  ["meter_power_watts", { meter: "mains" }, null],
  ["up", { instance: "node-1:9100" }, null],
];

describe("what a series seems to measure", () => {
  it.each(rows)("%s %j", (name, labels, wanted) => {
    const all = { __name__: name, ...labels };
    const found = suggestBinding(all, inventory);
    const shown = found && [found.subject.kind, found.subject.id, found.quantity, found.unit];
    expect(shown).toEqual(wanted);
    // What is suggested is never refused.
    if (found) expect(refuseBinding(found, all, inventory)).toBeNull();
  });
});

describe("what cannot be bound says which field, and what would do", () => {
  const wish = { subject: { kind: "rack", id: "K-01" }, quantity: "power", unit: "W" } as const;
  it.each([
    ["subject.id", { ...wish, subject: { kind: "rack", id: "K-99" } }, 'no rack "K-99"'],
    ["subject.id", { ...wish, subject: { kind: "accelerator", id: "n1:2" } }, 'no accelerator "n1:2"'],
    ["subject.kind", { ...wish, subject: { kind: "hall", id: "h" } }, "name what stands in it"],
    ["quantity", { ...wish, quantity: "energy" }, "it has power, inlet_temperature"],
    ["quantity", { ...wish, subject: { kind: "meter", id: "mains" } }, "it has volume"],
    ["unit", { ...wish, unit: "kWh" }, "use W, kW, MW, mW, 0.1 W, 0.01 kW, 0.1 kW"],
    ["unit", { ...wish, unit: "kW" }, "the series says W"],
  ] as const)("%s of %j", (path, asked, message) => {
    const refusal = refuseBinding(asked, { __name__: "x_watts" }, inventory);
    expect(refusal).toEqual({ path, message: expect.stringContaining(message) });
  });
});

it("an object of a MIB is bound in the part of a unit that the MIB states", () => {
  const wish = { subject: { kind: "feed", id: "A1" }, quantity: "power", unit: "W" } as const;
  const refusal = refuseBinding(wish, { __name__: "rPDU2DeviceStatusPower" }, inventory);
  expect(refusal).toEqual({ path: "unit", message: expect.stringContaining("bind it as 0.01 kW") });
});

it("a name says a unit and not in which decimals it is sent: whoever knows them may say so", () => {
  const wish = { subject: { kind: "rack", id: "K-01" }, quantity: "inlet_temperature" } as const;
  const refusal = (unit: SeriesUnit, labels: Record<string, string>) =>
    refuseBinding({ ...wish, unit }, labels, inventory)?.path ?? null;
  expect(refusal("0.1 °C", { __name__: "probeInletTempC" })).toBeNull();
  expect(refusal("0.1 °F", { __name__: "probeInletTempC" })).toBe("unit");
  expect(refusal("°C", { __name__: "rPDU2SensorTempHumidityStatusTempC" })).toBe("unit");
});

it("every unit is told again by its factor", () => {
  for (const unit of seriesUnitNames) {
    const { base, scale, offset } = seriesUnits[unit];
    const quantity = quantityNames.find((name) => quantities[name].unit === base);
    if (quantity === undefined) throw new Error(`nothing is measured in ${base}`);
    expect(unitOfScale(quantity, scale, offset)).toBe(unit);
  }
});

it("brings units to those of points", () => {
  const value = (unit: SeriesUnit, sent: number) => sent * seriesUnits[unit].scale + seriesUnits[unit].offset;
  expect(value("0.01 kW", 590)).toBe(5_900);
  expect(value("0.1 kWh", 123_456_789)).toBe(12_345_678_900);
  expect(value("0.1 °F", 2_120)).toBeCloseTo(100, 12);
  // Kept as whole millijoules, as every energy is.
  expect(Math.round(value("mJ", 3_600_001) * quantities.energy.integralScale)).toBe(3_600_001);
  expect(value("mW", 250_000)).toBe(250);
  expect(value("°F", 212)).toBeCloseTo(100, 12);
  expect(value("K", 300)).toBeCloseTo(26.85, 12);
  expect(value("J", 3_600_000)).toBeCloseTo(1_000, 9);
  expect(value("m³/h", 6)).toBeCloseTo(100, 12);
});
