import { z } from "zod";
import type { QuantityFacts } from "./quantity.ts";

interface UnitFacts {
  readonly base: QuantityFacts["unit"];
  /** Value in the base unit = value as sent x scale + offset. */
  readonly scale: number;
  readonly offset: number;
}

const times = (base: QuantityFacts["unit"], scale: number): UnitFacts => ({ base, scale, offset: 0 });

/** Units that senders use. SNMP has whole numbers only, so what is read through it comes in decimal parts of a unit. */
export const seriesUnitNames = [
  "W",
  "kW",
  "MW",
  "mW",
  "0.1 W",
  "0.01 kW",
  "0.1 kW",
  "Wh",
  "kWh",
  "MWh",
  "0.01 kWh",
  "0.1 kWh",
  "J",
  "kJ",
  "mJ",
  "°C",
  "°F",
  "K",
  "0.1 °C",
  "0.01 °C",
  "0.1 °F",
  "ratio",
  "%",
  "0.1 %",
  "count",
  "code",
  "L/min",
  "m³/h",
  "0.1 L/min",
  "L",
  "m³",
] as const;
export const seriesUnitSchema = z.enum(seriesUnitNames);
export type SeriesUnit = z.infer<typeof seriesUnitSchema>;

/** The unit in which points are kept, and how to come there. */
export const seriesUnits: Readonly<Record<SeriesUnit, UnitFacts>> = {
  W: times("W", 1),
  kW: times("W", 1_000),
  MW: times("W", 1_000_000),
  mW: times("W", 0.001),
  "0.1 W": times("W", 0.1),
  "0.01 kW": times("W", 10),
  "0.1 kW": times("W", 100),
  Wh: times("Wh", 1),
  kWh: times("Wh", 1_000),
  MWh: times("Wh", 1_000_000),
  "0.01 kWh": times("Wh", 10),
  "0.1 kWh": times("Wh", 100),
  J: times("Wh", 1 / 3_600),
  kJ: times("Wh", 1 / 3.6),
  mJ: times("Wh", 1 / 3_600_000),
  "°C": times("°C", 1),
  "°F": { base: "°C", scale: 5 / 9, offset: -160 / 9 },
  K: { base: "°C", scale: 1, offset: -273.15 },
  "0.1 °C": times("°C", 0.1),
  "0.01 °C": times("°C", 0.01),
  "0.1 °F": { base: "°C", scale: 1 / 18, offset: -160 / 9 },
  ratio: times("ratio", 1),
  "%": times("ratio", 0.01),
  "0.1 %": times("ratio", 0.001),
  count: times("count", 1),
  code: times("code", 1),
  "L/min": times("L/min", 1),
  "m³/h": times("L/min", 1_000 / 60),
  "0.1 L/min": times("L/min", 0.1),
  L: times("L", 1),
  "m³": times("L", 1_000),
};
