/** Since when two measurements have disagreed without a break. */
import type { WindowMs } from "@aidc/contract";
import type { Band } from "./bands.ts";
import { excessRatio } from "./bands.ts";

/** Both figures over one piece of the window, on the time that both cover. */
export interface MeasuredPiece extends WindowMs {
  readonly first: number;
  readonly second: number;
  readonly coveredMs: number;
}

/**
 * @param pieces in order; figures in the unit of the band's floor (means, not energies)
 * @returns the start of the last run of breaks; null when the last known piece agrees, or none is known
 */
export function disagreesSince(pieces: readonly MeasuredPiece[], band: Band): number | null {
  let sinceMs: number | null = null;
  for (const piece of pieces.toReversed()) {
    // What is not known neither ends a break nor makes one older.
    if (piece.coveredMs === 0) continue;
    if (excessRatio(band, piece.first, piece.second) === 0) break;
    sinceMs = piece.fromMs;
  }
  return sinceMs;
}
