import type { FigureName, LiveValue, RackState, WallState } from "@aidc/contract";
import { figureNames } from "@aidc/contract";
import type { MessageId } from "../../../i18n/messages/en.ts";

type WallNumber = keyof {
  [Key in keyof WallState as WallState[Key] extends LiveValue ? Key : never]: true;
};
type RackNumber = keyof {
  [Key in keyof RackState as RackState[Key] extends LiveValue ? Key : never]: true;
};

/** A number of this moment: where it stands, what it is called, and which figure it is over a period. */
export interface LiveOrigin {
  readonly label: MessageId;
  readonly figure: FigureName | null;
  readonly wall?: WallNumber;
  readonly rack?: RackNumber;
  /** PUE is a ratio that is never shown as percent. */
  readonly unit?: "pue";
}

/** Keys as the address has them. */
const liveOrigins = {
  pueLive: { label: "live.pueLive", figure: "pue", wall: "pueLive", unit: "pue" },
  pueToday: { label: "live.pueToday", figure: "pue", wall: "pueToday", unit: "pue" },
  pueYear: { label: "live.pueYear", figure: "pue", wall: "pueYear", unit: "pue" },
  facilityPower: { label: "live.facilityPower", figure: "facility_energy", wall: "facilityPower" },
  itPower: { label: "live.itPower", figure: "it_energy", wall: "itPower" },
  coolingPower: { label: "live.coolingPower", figure: null, wall: "coolingPower" },
  rackOccupancy: { label: "live.rackOccupancy", figure: "rack_occupancy_count", wall: "rackOccupancy" },
  rackPowerUse: { label: "live.rackPowerUse", figure: "rack_power_utilisation", wall: "rackPowerUse" },
  liveOccupancy: { label: "live.occupancy", figure: "occupancy", wall: "occupancy" },
  liveAllocation: { label: "live.allocation", figure: "allocation", wall: "allocation" },
  liveUtilisation: { label: "live.utilisation", figure: "utilisation", wall: "utilisation" },
  rackPower: { label: "rack.power", figure: null, rack: "power" },
  rackInlet: { label: "rack.inlet", figure: null, rack: "inletTemperature" },
  rackContracted: { label: "rack.power.contracted", figure: null, rack: "powerContracted" },
  rackAllocated: { label: "rack.power.allocated", figure: null, rack: "powerAllocated" },
  rackLimit: { label: "rack.power.limit", figure: null, rack: "powerLimit" },
  rackOutlet: { label: "quantity.outlet_temperature", figure: null, rack: "outletTemperature" },
  rackHumidity: { label: "rack.air.humidity", figure: null, rack: "relativeHumidity" },
  rackDewPoint: { label: "rack.air.dewpoint", figure: null, rack: "dewPoint" },
  rackUtilisation: { label: "rack.utilisation", figure: null, rack: "utilisation" },
} as const satisfies Record<string, LiveOrigin>;

export type LiveOriginKey = keyof typeof liveOrigins;
export type OriginKey = FigureName | LiveOriginKey;

function isFigureName(key: OriginKey): key is FigureName {
  return figureNames.some((name) => name === key);
}

/** A live number's entry, or one made for a figure that has no live twin. */
export function describeOrigin(key: OriginKey): LiveOrigin {
  return isFigureName(key) ? { label: `figure.${key}`, figure: key } : liveOrigins[key];
}

/** @returns the unit a number is shown in: PUE has three decimals and no percent */
export function shownUnit(name: string, unit: string): string {
  return name === "pue" ? "pue" : unit;
}

/** The live value behind an origin, when the page knows it. */
export function findLiveValue(
  origin: LiveOrigin,
  wall: WallState | null,
  rack: RackState | null,
): LiveValue | null {
  if (origin.wall && wall) return wall[origin.wall];
  if (origin.rack && rack) return rack[origin.rack];
  return null;
}
