/**
 * The thermal envelope at the IT inlet: recommended and allowable ranges per class, all bounds inclusive, dry bulb and
 * dew point and relative humidity together. Source: ASHRAE TC 9.9, 5th edition 2021, as in standards 1.6; the lower
 * allowable bound of H1 and its moisture column are from memory of that edition.
 */
import type { EnvelopeFault, EnvelopeState, Quantity, Rack, ThermalClass } from "@aidc/contract";
import { thermalClasses } from "@aidc/contract";

export interface Envelope {
  readonly lowC: number;
  readonly highC: number;
  readonly lowDewPointC: number;
  readonly highDewPointC: number;
  /** 0..1 */
  readonly lowHumidity: number;
  readonly highHumidity: number;
}
export interface ClassEnvelopes {
  readonly recommended: Envelope;
  readonly allowable: Envelope;
}

const recommended: Envelope = {
  lowC: 18,
  highC: 27,
  lowDewPointC: -9,
  highDewPointC: 15,
  lowHumidity: 0,
  highHumidity: 0.7,
};
const allowable = (lowC: number, highC: number, highDewPointC: number, highHumidity: number): Envelope => ({
  lowC,
  highC,
  highDewPointC,
  highHumidity,
  lowDewPointC: -12,
  lowHumidity: 0.08,
});

export const envelopes: Readonly<Record<ThermalClass, ClassEnvelopes>> = {
  A1: { recommended, allowable: allowable(15, 32, 17, 0.8) },
  A2: { recommended, allowable: allowable(10, 35, 21, 0.8) },
  A3: { recommended, allowable: allowable(5, 40, 24, 0.85) },
  A4: { recommended, allowable: allowable(5, 45, 24, 0.9) },
  H1: { recommended: { ...recommended, highC: 22 }, allowable: allowable(15, 25, 17, 0.8) },
};

const boundsOf: Partial<Record<Quantity, (allowed: Envelope) => readonly [low: number, high: number]>> = {
  inlet_temperature: ({ lowC, highC }) => [lowC, highC],
  dew_point: ({ lowDewPointC, highDewPointC }) => [lowDewPointC, highDewPointC],
  relative_humidity: ({ lowHumidity, highHumidity }) => [lowHumidity, highHumidity],
};

/** Classes whose allowable range does not hold a limit that somebody wrote for the air at an inlet (decision 56). */
export function classesBeyond(quantity: Quantity, limit: number): ThermalClass[] {
  const bounds = boundsOf[quantity];
  if (bounds === undefined) return [];
  return thermalClasses.filter((name) => {
    const [low, high] = bounds(envelopes[name].allowable);
    return limit < low || limit > high;
  });
}

/** Above this a rack is beyond what air cools in practice, W. Source: standards 6, "about 25-30 kW". */
const denseAboveW = 30_000;

/** What the rack states; else dense racks are H1 and all others A1. */
export function thermalClassOf(rack: Pick<Rack, "thermalClass" | "powerLimitW">): ThermalClass {
  return rack.thermalClass ?? ((rack.powerLimitW ?? 0) > denseAboveW ? "H1" : "A1");
}

/** The air at an inlet; null is not known. */
export interface InletAir {
  readonly temperatureC: number | null;
  readonly dewPointC: number | null;
  /** 0..1 */
  readonly relativeHumidity: number | null;
}

export interface InletJudgement {
  readonly state: EnvelopeState;
  /** What leaves the recommended envelope; what is not known is not judged. */
  readonly faults: readonly EnvelopeFault[];
}

/** Without a temperature nothing is judged; without moisture the temperature alone is. */
export function judgeInlet(thermalClass: ThermalClass, air: InletAir): InletJudgement {
  if (air.temperatureC === null) return { state: "unknown", faults: [] };
  const { recommended: wanted, allowable: allowed } = envelopes[thermalClass];
  const faults = faultsOf(air, wanted);
  if (faults.length === 0) return { state: "recommended", faults };
  return { state: faultsOf(air, allowed).length === 0 ? "allowable" : "outside", faults };
}

function faultsOf(air: InletAir, range: Envelope): EnvelopeFault[] {
  const sides = [
    [air.temperatureC, range.lowC, range.highC, "too_cold", "too_warm"],
    [air.dewPointC, range.lowDewPointC, range.highDewPointC, "dew_point_low", "dew_point_high"],
    [air.relativeHumidity, range.lowHumidity, range.highHumidity, "humidity_low", "humidity_high"],
  ] as const;
  return sides.flatMap(([value, low, high, below, above]) => {
    if (value === null) return [];
    if (value < low) return [below];
    return value > high ? [above] : [];
  });
}
