/**
 * Stranded capacity: what could be used of the floor is the minimum of space, power, cooling and gang size, in units
 * of a reference node; what the other measures would still allow is stranded by the smallest one.
 * Source: standards 2.3 (stranded capacity; job fragmentation 1 - g x sum of floor(free / g) / sum of free).
 */
import type { StrandedBound } from "@aidc/contract";

export interface NodeCounts {
  /** Reference nodes by each measure; null is not known. */
  readonly bySpace: number | null;
  readonly byPower: number | null;
  readonly byCooling: number | null;
}

export interface Binding {
  readonly usable: number | null;
  readonly binds: Exclude<StrandedBound, "gang"> | null;
  readonly strandedNodes: number;
}

/** Nothing is said of a rack of which space or power is not known; cooling that nobody states does not bind. */
export function bindingOf({ bySpace, byPower, byCooling }: NodeCounts): Binding {
  if (bySpace === null || byPower === null) return { usable: null, binds: null, strandedNodes: 0 };
  const measures = [
    { binds: "space" as const, nodes: bySpace },
    { binds: "power" as const, nodes: byPower },
    ...(byCooling === null ? [] : [{ binds: "cooling" as const, nodes: byCooling }]),
  ].toSorted((a, b) => a.nodes - b.nodes);
  const [least, next] = measures;
  if (!least || !next) return { usable: null, binds: null, strandedNodes: 0 };
  const strandedNodes = next.nodes - least.nodes;
  return { usable: least.nodes, binds: strandedNodes > 0 ? least.binds : null, strandedNodes };
}

/** How many nodes go into W of headroom; a deficit takes none. */
export function nodesInPower(headroomW: number | null, nodeW: number): number | null {
  return headroomW === null ? null : Math.max(0, Math.floor(headroomW / nodeW));
}

/** How many nodes go into free blocks, each of them in one piece. */
export function nodesInSpace(blocksU: readonly number[], nodeU: number): number {
  return blocksU.reduce((sum, heightU) => sum + Math.floor(heightU / nodeU), 0);
}

/** Cards of one server: how many it has, and how many of them nobody holds. */
export interface CardBlock {
  readonly cards: number;
  readonly free: number;
}

/**
 * Free cards of one rack that come in whole gangs. A gang within a server is cut from its free cards; a larger one
 * takes whole free servers, of this rack only, because beyond it the cards no longer share a fast network.
 */
export function gangCards(blocks: readonly CardBlock[], gang: number): number {
  let within = 0;
  let wholeServers = 0;
  for (const { cards, free } of blocks) {
    if (gang <= cards) within += Math.floor(free / gang) * gang;
    else if (free === cards) wholeServers += cards;
  }
  return within + Math.floor(wholeServers / gang) * gang;
}
