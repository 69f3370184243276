/**
 * Free room of a rack. The largest block in one piece decides whether a chassis fits: external fragmentation =
 * 1 - largest free block / all free U. Source: standards 2.3.
 */
import type { Rack } from "@aidc/contract";
import type { PlacedServer } from "./occupancy.ts";
import { usableU } from "./occupancy.ts";

export interface FreeBlock {
  /** Lowest free unit, from 1 at the floor. */
  readonly positionU: number;
  readonly heightU: number;
}

/**
 * Blocks from the floor up; usable units are counted from the floor.
 * @returns null where a height or the place of a server is not known: nobody can say which units are free
 */
export function freeBlocks(
  rack: Pick<Rack, "heightU" | "usableU">,
  servers: readonly PlacedServer[],
): FreeBlock[] | null {
  const top = usableU(rack);
  if (top === null) return null;
  const filled = new Set<number>();
  for (const { positionU, heightU } of servers) {
    if (positionU === undefined || heightU === null) return null;
    for (let unit = positionU; unit < positionU + heightU; unit++) filled.add(unit);
  }
  const blocks: { positionU: number; heightU: number }[] = [];
  for (let unit = 1; unit <= top; unit++) {
    if (filled.has(unit)) continue;
    const last = blocks.at(-1);
    if (last && last.positionU + last.heightU === unit) last.heightU++;
    else blocks.push({ positionU: unit, heightU: 1 });
  }
  return blocks;
}

/** 0 when all free room is one piece; null when nothing is free. */
export function fragmentation(blocks: readonly FreeBlock[]): number | null {
  const free = blocks.reduce((sum, block) => sum + block.heightU, 0);
  return free === 0 ? null : 1 - Math.max(...blocks.map((block) => block.heightU)) / free;
}

/** Lowest position at which a chassis of this height fits, or null. */
export function firstFit(blocks: readonly FreeBlock[], heightU: number): number | null {
  return blocks.find((block) => block.heightU >= heightU)?.positionU ?? null;
}
