/**
 * What the name and the labels of a series say of its unit. Sources: the naming rules of Prometheus, and the MIB of a
 * device, whose object names snmp_exporter sends as they are.
 */
import type { Quantity, SeriesUnit } from "@aidc/contract";
import { quantities, seriesUnitNames, seriesUnits } from "@aidc/contract";

export type SeriesLabels = Readonly<Record<string, string>>;

/** Said of any metric, whatever it measures. */
const fillers = new Set(["total", "avg", "average", "mean", "current", "now", "value", "reading", "instant"]);

/**
 * Objects of which the MIB states the unit. Sources: standards 5.6, and the descriptions in PowerNet-MIB ("hundredths
 * of kilowatts", "tenths of kilowatt-hours", "tenths of degrees Celsius"). Not here: Raritan, where each sensor has
 * decimals of its own.
 */
const unitOfObject: Readonly<Record<string, SeriesUnit>> = {
  rPDU2DeviceStatusPower: "0.01 kW",
  rPDU2DeviceStatusEnergy: "0.1 kWh",
  rPDU2SensorTempHumidityStatusTempC: "0.1 °C",
  rPDU2SensorTempHumidityStatusRelativeHumidity: "%",
  st4InputCordActivePower: "W",
  st4InputCordEnergy: "0.1 kWh",
};

/** Only words that mean one thing: `mw` may be milli or mega, and a bare `c` anything. */
const unitOfWord: Readonly<Record<string, SeriesUnit>> = {
  w: "W",
  watt: "W",
  watts: "W",
  kw: "kW",
  kilowatt: "kW",
  kilowatts: "kW",
  megawatts: "MW",
  milliwatts: "mW",
  wh: "Wh",
  watthours: "Wh",
  kwh: "kWh",
  kilowatthours: "kWh",
  mwh: "MWh",
  megawatthours: "MWh",
  j: "J",
  joule: "J",
  joules: "J",
  kilojoules: "kJ",
  millijoules: "mJ",
  celsius: "°C",
  degc: "°C",
  fahrenheit: "°F",
  degf: "°F",
  kelvin: "K",
  ratio: "ratio",
  percent: "%",
  pct: "%",
  percentage: "%",
  lpm: "L/min",
  m3h: "m³/h",
  litres: "L",
  liters: "L",
  litre: "L",
  liter: "L",
  m3: "m³",
};

/** Two words at the end that are one unit. */
const unitOfPair: Readonly<Record<string, SeriesUnit>> = {
  "watt hours": "Wh",
  "kilowatt hours": "kWh",
  "kw h": "kWh",
  "cubic meters": "m³",
  "cubic metres": "m³",
  "deg c": "°C",
  "temp c": "°C",
  "temperature c": "°C",
  "degrees celsius": "°C",
  "deg f": "°F",
};

/** As it is written beside a reading: `unit="kW"`. */
const unitOfSign: Readonly<Record<string, SeriesUnit>> = {
  W: "W",
  kW: "kW",
  KW: "kW",
  MW: "MW",
  mW: "mW",
  Wh: "Wh",
  kWh: "kWh",
  KWh: "kWh",
  MWh: "MWh",
  J: "J",
  kJ: "kJ",
  mJ: "mJ",
  C: "°C",
  "°C": "°C",
  F: "°F",
  "°F": "°F",
  K: "K",
  "%": "%",
  "L/min": "L/min",
  "l/min": "L/min",
  "m3/h": "m³/h",
  "m³/h": "m³/h",
  L: "L",
  l: "L",
  m3: "m³",
  "m³": "m³",
};

/** The unit in which a bound series is sent. @throws Error for a scale that no unit has */
export function unitOfScale(quantity: Quantity, scale: number, offset: number): SeriesUnit {
  const { unit: base } = quantities[quantity];
  const found = seriesUnitNames.find((name) => {
    const unit = seriesUnits[name];
    return unit.base === base && unit.scale === scale && unit.offset === offset;
  });
  if (found === undefined) throw new Error(`no unit of ${quantity} has scale ${scale} and offset ${offset}`);
  return found;
}

/** `cabinetInletTemp` and `cabinet_inlet_temp` are the same words. */
export function wordsOf(name: string): string[] {
  return name
    .replaceAll(/([a-z]{2,})([A-Z])/g, "$1_$2")
    .replaceAll(/(\d)([A-Z][a-z])/g, "$1_$2")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "");
}

/** @returns null when neither a label nor the end of the name says it for certain */
export function unitOfSeries(labels: SeriesLabels): SeriesUnit | null {
  const sign = labels.unit ?? labels.units ?? labels.uom;
  if (sign !== undefined) return unitOfSign[sign] ?? unitOfWord[sign.toLowerCase()] ?? null;
  const name = labels.__name__ ?? "";
  const ofObject = Object.hasOwn(unitOfObject, name) ? unitOfObject[name] : undefined;
  if (ofObject !== undefined) return ofObject;
  const words = wordsOf(name).filter((word) => !fillers.has(word));
  const [before = "", last = ""] = words.slice(-2);
  return unitOfPair[`${before} ${last}`] ?? unitOfWord[words.at(-1) ?? ""] ?? null;
}
