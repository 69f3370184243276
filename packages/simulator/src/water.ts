import { facilityMeters, meterEnergyWh } from "./facility.ts";

/** What the wet part of the cooling plant drinks; heat that is taken away dry costs power and no water. */
const litresPerCoolingKwh = 5;
/** The display counts tens of litres. */
const resolutionL = 10;

export const waterMeter = { id: "water", name: "City water", role: "water_intake" } as const;

const cooling = facilityMeters.find(({ role }) => role === "cooling");

/** Register reading, L: follows the work of the cooling plant, so that hot days and hours show in it. */
export function waterLitres(timeMs: number): number {
  if (!cooling) throw new Error("the plant has no cooling meter");
  const litres = (meterEnergyWh(cooling, timeMs) / 1000) * litresPerCoolingKwh;
  return Math.floor(litres / resolutionL) * resolutionL;
}
