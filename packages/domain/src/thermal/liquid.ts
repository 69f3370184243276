/**
 * Heat that a liquid loop carries away: Q = density x flow x specific heat x (return - supply). Density and specific
 * heat belong to the loop, because glycol mixtures differ from water. Source: standards 6, Redfish CoolingLoop.
 */
import type { CoolingLoop } from "@aidc/contract";

/**
 * @param flowLPerMin litres a minute
 * @param fluid null: the loop does not state it, and no constant stands in for it
 * @returns W; negative when the loop warms what it should cool; null when something is not known
 */
export function heatRemovedW(
  flowLPerMin: number | null,
  supplyC: number | null,
  returnC: number | null,
  fluid: Pick<NonNullable<CoolingLoop["fluid"]>, "densityKgPerL" | "specificHeatKjPerKgK"> | null,
): number | null {
  if (flowLPerMin === null || supplyC === null || returnC === null || fluid === null) return null;
  const kgPerS = (fluid.densityKgPerL * flowLPerMin) / 60;
  return kgPerS * fluid.specificHeatKjPerKgK * (returnC - supplyC) * 1000;
}
