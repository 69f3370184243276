/**
 * Rack occupancy by power: IT power / limits of the racks whose load it holds. What a rack that no IT meter reaches draws
 * is in no part, so its limit is in no whole, and the coverage says how much of the limits is related to. Source: standards 2.3.
 */
import type { Figure, Grade, Rack, WindowMs } from "@aidc/contract";
import { coverageGates, makeFigure, statusOfSum, worstGrade } from "../figure/figure.ts";
import { limitsKnown } from "./occupancy.ts";

export interface PowerOfRacks {
  readonly racks: readonly Rack[];
  /** Ids of racks with servers that no IT meter reaches. */
  readonly unmetered: readonly string[];
  readonly window: WindowMs;
  /** null: nothing was heard. */
  readonly meanW: number | null;
  /** Of all racks, the mean over the window: a rack that came later was not free before. */
  readonly limitW: number;
  readonly points: { readonly count: number; readonly grade: Grade; readonly coverage: number };
}

/** Share of the stated limits that is of racks whose load is known; one with nothing in it draws nothing. */
export function limitsReached(racks: readonly Rack[], unmetered: readonly string[]): number {
  const limitOf = (of: readonly Rack[]) => of.reduce((sum, { powerLimitW }) => sum + (powerLimitW ?? 0), 0);
  const [all, blind] = [limitOf(racks), limitOf(racks.filter(({ id }) => unmetered.includes(id)))];
  return all > 0 ? (all - blind) / all : 1;
}

export function rackOccupancyByPower(facts: PowerOfRacks): Figure {
  const { racks, unmetered, window, meanW, points } = facts;
  const reached = limitsReached(racks, unmetered);
  const limited = limitsKnown(racks);
  const hasLimits = facts.limitW > 0 && limited >= coverageGates.provisional;
  const unheard = points.count === 0 || reached === 0 ? "no_meter" : "no_data";
  const isKnown = hasLimits && meanW !== null && reached > 0;
  const coverage = Math.min(points.coverage, limited, reached);
  const limitGrade = worstGrade(racks.map((rack) => rack.limitGrade));
  return makeFigure({
    name: "rack_occupancy_power",
    value: isKnown ? meanW / (facts.limitW * reached) : null,
    reason: isKnown ? undefined : hasLimits ? unheard : "no_limit",
    unit: "ratio",
    window,
    coverage,
    status: statusOfSum(coverage),
    grade: worstGrade([...(points.count > 0 ? [points.grade] : []), limitGrade]),
    method: "rack_occupancy_power",
    inputs: [
      { kind: "point", label: "IT power", ...points },
      { kind: "inventory", label: "rack limits", count: racks.length, grade: limitGrade, coverage: limited },
      ...(unmetered.length === 0
        ? []
        : [
            {
              kind: "inventory" as const,
              label: "racks without an IT meter, left out of the limits",
              count: unmetered.length,
              grade: "metered" as const,
              coverage: reached,
            },
          ]),
    ],
  });
}
