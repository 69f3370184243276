import type { Quantity, Worded } from "@aidc/contract";
import { quantityNamesZh } from "@aidc/contract";
import { worded } from "./words.ts";

/** What a point measures, within a sentence of a report. */
export function quantityWords(quantity: Quantity): Worded {
  return worded(quantity.replaceAll("_", " "), quantityNamesZh[quantity]);
}
