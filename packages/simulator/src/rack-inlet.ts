import { bump, hourOf, instantAt, steps } from "./calendar.ts";
import type { SimulatedRack } from "./places.ts";
import { chance, wander } from "./random.ts";
import { hotRack, seed } from "./story.ts";

/** Liquid-cooled racks hardly notice the day; air-cooled ones follow it, the hot one more than all. */
export function inletCelsius(rack: SimulatedRack, timeMs: number): number {
  const { step } = instantAt(timeMs);
  const isLiquid = rack.kit?.liquid ?? false;
  const noon = bump(hourOf(step), 13, 4);
  const place = chance(seed, rack.index, 11) - 0.5;
  const drift = 0.3 * wander(seed + rack.index, step, 6, steps);
  const calm = (isLiquid ? 20.5 : 22.3) + place + drift + (isLiquid ? 0.4 : 1.6) * noon;
  return rack.id === hotRack.id ? calm + hotRack.extraCelsius + noon : calm;
}
