import { z } from "zod";

/**
 * What a name cannot hold: control characters, and marks of direction. Nobody sees them, and one of them turns whatever
 * stands after the name: a number of a report, "live" beside it. Letters of scripts that run to the left need none.
 */
const unseen = /[\p{Cc}\p{Bidi_Control}\uFEFF]/gu;

/** Whether nothing of it is seen: kept from a time in which names held everything, it stands for no name. */
export const isUnseen = (text: string): boolean => text.replace(unseen, "").trim() === "";

/** One line, without what nobody sees; it is taken out and not refused, so that a copied name can be entered. */
export const nameOf = (most: number) =>
  z
    .string()
    .overwrite((text) => text.replace(unseen, ""))
    .trim()
    .min(1)
    .max(most);
