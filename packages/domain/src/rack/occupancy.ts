/**
 * Rack occupancy has three incompatible definitions; all three are kept apart: racks with live IT / racks,
 * filled U / usable U, IT power / sum of limits. Source: standards 2.3.
 */
import type { CenterDocument, Rack, Server, WindowMs } from "@aidc/contract";

/** A share as its two sides, so that sums stay ratios of sums; `whole` 0 means there is nothing to relate to. */
export interface Share {
  readonly part: number;
  readonly whole: number;
}

/** null where the whole is 0, or a side is not known; not clamped. */
export function shareOf(share: Share | null): number | null {
  return share && share.whole > 0 ? share.part / share.whole : null;
}

/** @param isLive whether the rack holds IT equipment that draws power */
export function occupancyByCount(racks: readonly Rack[], isLive: (rackId: string) => boolean): Share {
  return { part: racks.filter((rack) => isLive(rack.id)).length, whole: racks.length };
}

/**
 * How well it is known which racks are live: the mean over those that hold or measure anything.
 * @param coveredMs of each rack how long its power is known; null for a rack with nothing in it and nothing to hear
 */
export function liveCoverage(coveredMs: readonly (number | null)[], { fromMs, toMs }: WindowMs): number {
  const told = coveredMs.flatMap((ms) => ms ?? []);
  const sumMs = told.reduce((sum, ms) => sum + ms, 0);
  return told.length > 0 ? Math.min(1, sumMs / told.length / (toMs - fromMs)) : 0;
}

/**
 * A server without a position fills its height all the same.
 * @returns null where the units of a rack or of a server are not known
 */
export function occupancyByUnits(document: Pick<CenterDocument, "racks" | "servers">): Share | null {
  const part = sumKnown(document.servers.map(({ heightU }) => heightU));
  const whole = sumKnown(document.racks.map(usableU));
  return part === null || whole === null ? null : { part, whole };
}

/** Usable units: the height less what is blanked or reserved; null where nobody knows. */
export function usableU({ heightU, usableU: usable }: Pick<Rack, "heightU" | "usableU">): number | null {
  if (usable === undefined || heightU === null) return usable ?? heightU;
  return Math.min(usable, heightU);
}

/** What is not known makes the sum unknown. */
export function sumKnown(values: readonly (number | null)[]): number | null {
  return values.reduce((sum, value) => (sum === null || value === null ? null : sum + value), 0);
}

export function occupancyByPower(racks: readonly Rack[], itPowerW: number): Share {
  return { part: itPowerW, whole: racks.reduce((sum, { powerLimitW }) => sum + (powerLimitW ?? 0), 0) };
}

/**
 * Share of the racks that have a limit. What the others draw stands in the part of the occupancy by power and not in
 * the whole: the fewer limits are known, the more it is too high, until it is no occupancy at all.
 */
export function limitsKnown(racks: readonly Rack[]): number {
  const limited = racks.filter(({ powerLimitW }) => powerLimitW !== undefined).length;
  return racks.length > 0 ? limited / racks.length : 0;
}

export type PlacedServer = Pick<Server, "id" | "positionU" | "heightU">;
