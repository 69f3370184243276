/**
 * Where the dew point at a rack's inlet is known from, the same for who looks and for what sounds. A sensor for it at
 * the rack counts alone; else it is reckoned from the rack's humidity and the air at its inlet; else the hall's sensor
 * counts, because moisture is the same everywhere in a room while humidity is not. Source: standards 1.6.
 */
import type { Rack } from "@aidc/contract";
import { dewPointC } from "../thermal/dew-point.ts";
import type { CenterIndex } from "./index-center.ts";
import { noSignal } from "./signals.ts";

export interface DewPointSignals {
  readonly own: number;
  readonly humidity: number;
  readonly hall: number;
}

export function dewPointSignals(
  { document, find }: Pick<CenterIndex, "document" | "find">,
  { id, row }: Rack,
): DewPointSignals {
  const hall = document.rows.find((one) => one.id === row)?.hall ?? "";
  return {
    own: find("rack", id, "dew_point"),
    humidity: find("rack", id, "relative_humidity"),
    hall: find("hall", hall, "dew_point"),
  };
}

/** @returns degrees that are reckoned, or the sensor that tells it */
export function dewPointFrom(
  { own, hall }: DewPointSignals,
  inletC: number | null,
  humidity: number | null,
): { readonly reckonedC: number | null; readonly signal: number } {
  if (own !== noSignal) return { reckonedC: null, signal: own };
  return { reckonedC: dewPointC(inletC, humidity), signal: hall };
}
