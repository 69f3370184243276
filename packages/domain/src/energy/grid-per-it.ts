/**
 * kWh that the grid delivered per kWh of IT energy, over the time that both are known: what location-based carbon is
 * counted from. Where the grid is all that supplies the facility this is PUE. What was imported counts whole, also
 * where some is exported again; what sun or fuel gives on site is no energy of the grid and has none of its carbon.
 * Source: standards 1.3 (CUE, scope 2 of the use phase); GHG Protocol Scope 2, location-based; gates as for PUE.
 */
import type { Figure, FigureInput, Grade, WindowMs } from "@aidc/contract";
import { makeFigure } from "../figure/figure.ts";
import { coverageOf } from "./integral.ts";
import type { BesideIt } from "./pue.ts";
import { whyNotPerIt } from "./pue.ts";

/** `suppliedMj` is that of grid import alone. */
export interface GridPerItInput extends BesideIt {
  readonly window: WindowMs;
  readonly grade: Grade;
  readonly inputs: readonly FigureInput[];
}

export function gridPerItFigure(input: GridPerItInput): Figure {
  const { suppliedMj, itMj, window, grade, inputs } = input;
  const coverage = coverageOf(input.jointCoveredMs, window);
  const reason = whyNotPerIt(input, coverage);
  return makeFigure({
    name: "grid_per_it",
    method: "grid_per_it",
    unit: "ratio",
    window,
    coverage,
    grade,
    inputs,
    value: reason ? null : Number(suppliedMj) / Number(itMj),
    reason,
  });
}
