import type { RackPlace } from "@aidc/contract";
import { shortenNames } from "./layout-racks.ts";

const emPerHan = 1;
const emPerLatin = 0.62;
const gapEm = 0.4;
/** Smaller letters are not read. */
const leastPx = 11;

/** Han is as wide as it is high. */
const emsOf = (text: string): number =>
  [...text].reduce((sum, sign) => sum + (sign > "\u2e7f" ? emPerHan : emPerLatin), 0);

/** Room for the longest hall name, in em. */
export function labelEms(places: readonly Pick<RackPlace, "hallName">[], most: number): number {
  const names = shortenNames([...new Set(places.map(({ hallName }) => hallName))]);
  return Math.min(most, Math.max(0, ...names.map(emsOf)) + gapEm);
}

/** A name in the room it has: smaller letters down to what is read, then cut at its end. */
export function fitLabel(name: string, width: number, mostPx: number): { text: string; px: number } {
  const px = Math.min(mostPx, Math.max(leastPx, width / (emsOf(name) + gapEm)));
  const room = width / px - gapEm;
  if (emsOf(name) <= room + 0.01) return { text: name, px };
  const signs = [...name];
  while (signs.length > 1 && emsOf(signs.join("")) + emPerLatin > room) signs.pop();
  return { text: `${signs.join("").trimEnd()}\u2026`, px };
}
