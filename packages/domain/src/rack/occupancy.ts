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

/** Racks as they are added up, one after the other: the wall counts thousands of them every second. */
export interface RackCount {
  racks: number;
  live: number;
  told: number;
  empty: number;
  known: number;
}

export const noRacks = (): RackCount => ({ racks: 0, live: 0, told: 0, empty: 0, known: 0 });

/**
 * @param isLive whether anything in it drew power; null: not known
 * @param known share of the time its power is known, at a moment 0 or 1; null: nothing is in it, nothing measures it
 */
export function countRack(count: RackCount, isLive: boolean | null, known: number | null): void {
  count.racks++;
  if (known === null) count.empty++;
  else count.known += known;
  if (known !== null && isLive !== null) count.told++;
  if (isLive === true) count.live++;
}

/**
 * Racks with live IT equipment / racks of which it is known. A silent rack is neither in use nor empty: it stands on
 * neither side and lowers the coverage. Racks with nothing in them alone say nothing about the others.
 */
export function occupancyByCount(count: RackCount): Share & { readonly coverage: number } {
  const { racks, live, told, empty, known } = count;
  const isTold = told > 0 || empty === racks;
  return {
    part: live,
    whole: isTold ? told + empty : 0,
    coverage: isTold && racks > 0 ? Math.min(1, (known + empty) / racks) : 0,
  };
}

/** @param racks of each whether it is live, and how long its power is known: null as for {@link countRack} */
export function countOver(
  racks: readonly { readonly live: boolean | null; readonly coveredMs: number | null }[],
  { fromMs, toMs }: WindowMs,
): RackCount {
  const count = noRacks();
  for (const { live, coveredMs } of racks)
    countRack(count, live, coveredMs === null ? null : coveredMs / (toMs - fromMs));
  return count;
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

/** What racks use of their limits as they are added up, in watts, or in watt-milliseconds over a window. */
export interface LimitUse {
  used: number;
  heard: number;
  empty: number;
  limits: number;
}

export const noLimitUse = (): LimitUse => ({ used: 0, heard: 0, empty: 0, limits: 0 });

/**
 * @param limit NaN: nobody states it
 * @param used what the rack drew while all that is in it was heard
 * @param known share of the time all that is in it was heard, at a moment 0 or 1; null: nothing is in it or measures it
 */
export function addLimitUse(into: LimitUse, limit: number, used: number, known: number | null): void {
  if (Number.isNaN(limit)) return;
  into.limits += limit;
  if (known === null) into.empty += limit;
  else if (known > 0) {
    into.used += used;
    into.heard += limit * known;
  }
}

/**
 * What racks draw / their limits, of the racks of which both are known: the one rule of the moment and of a window. A
 * rack heard in part is compared with nothing, one with nothing in it draws nothing. null: no limit is stated.
 */
export function shareOfLimits(use: LimitUse): (Share & { readonly coverage: number }) | null {
  const { used, heard, empty, limits } = use;
  if (limits === 0) return null;
  // Empty racks alone say nothing about the others.
  const whole = heard > 0 || empty === limits ? heard + empty : 0;
  return { part: used, whole, coverage: Math.min(1, whole / limits) };
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
