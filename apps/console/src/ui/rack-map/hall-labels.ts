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

/** How many signs at its end tell a rack from its neighbours. */
const tellingSigns = 3;

/** The name of a rack in its cell: cut in its middle, since racks beside each other differ at the end. */
export function fitRackName(name: string, width: number, px: number): string {
  const room = width / px - gapEm;
  if (emsOf(name) <= room) return name;
  const signs = [...name];
  const end = signs.splice(-tellingSigns);
  const rest = room - emsOf(end.join("")) - emPerLatin;
  while (signs.length > 1 && emsOf(signs.join("")) > rest) signs.pop();
  return `${signs.join("").trimEnd()}\u2026${end.join("").trimStart()}`;
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
