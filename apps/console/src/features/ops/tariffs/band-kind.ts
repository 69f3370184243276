import type { Band } from "@aidc/contract";

const kinds = ["sharp", "peak", "flat", "valley", "deep"] as const;
export type BandKind = (typeof kinds)[number];

/**
 * Which of the usual bands one is, told by the beginning of its id (`peak-evening`, `deep-valley`); hours of no band
 * are the flat ones. null: a band of another name, which is shown as it is written.
 */
export function bandKindOf(band: Pick<Band, "id"> | null): BandKind | null {
  if (band === null) return "flat";
  const word = band.id.toLowerCase().split(/[^a-z]/)[0];
  return kinds.find((kind) => kind === word) ?? null;
}
