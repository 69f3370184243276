import type { ComputeClass } from "@aidc/contract";
import { headlinePrecision } from "@aidc/domain";

/** The precision that PFLOPS of such a center are stated at, as people write it. */
export function precisionWord(computeClass: ComputeClass): string {
  return headlinePrecision[computeClass].toUpperCase();
}
