import { z } from "zod";
import type { QuantityFacts } from "./quantity.ts";

interface UnitFacts {
  readonly base: QuantityFacts["unit"];
  /** Value in the base unit = value as sent x scale + offset. */
  readonly scale: number;
  readonly offset: number;
}

const times = (base: QuantityFacts["unit"], scale: number): UnitFacts => ({ base, scale, offset: 0 });

/** Units that senders use. */
export const seriesUnitNames = [
  "W",
  "kW",
  "MW",
  "Wh",
  "kWh",
  "MWh",
  "J",
  "kJ",
  "°C",
  "°F",
  "K",
  "ratio",
  "%",
  "count",
  "code",
  "L/min",
  "m³/h",
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
  Wh: times("Wh", 1),
  kWh: times("Wh", 1_000),
  MWh: times("Wh", 1_000_000),
  J: times("Wh", 1 / 3_600),
  kJ: times("Wh", 1 / 3.6),
  "°C": times("°C", 1),
  "°F": { base: "°C", scale: 5 / 9, offset: -160 / 9 },
  K: { base: "°C", scale: 1, offset: -273.15 },
  ratio: times("ratio", 1),
  "%": times("ratio", 0.01),
  count: times("count", 1),
  code: times("code", 1),
  "L/min": times("L/min", 1),
  "m³/h": times("L/min", 1_000 / 60),
  L: times("L", 1),
  "m³": times("L", 1_000),
};
