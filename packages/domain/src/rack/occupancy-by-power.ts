/**
 * Rack occupancy by power: IT power / limits of the racks whose load it holds. What a rack draws that no IT meter reaches, or
 * whose meter is silent, is in no part, so its limit is in no whole, and the coverage says how much of the limits is related
 * to. Source: standards 2.3; decisions 46 and 78.
 */
import type { CenterDocument, Figure, FigureInput, Grade, Rack, WindowMs } from "@aidc/contract";
import { coverageOf, meanOf } from "../energy/integral.ts";
import { coverageGates, makeFigure, statusOfSum, worstGrade } from "../figure/figure.ts";
import type { HeardInput } from "./known-loads.ts";
import { knownLoads } from "./known-loads.ts";
import { limitsKnown } from "./occupancy.ts";

export interface PowerOfRacks {
  readonly document: CenterDocument;
  /** Ids of racks with servers that no IT meter reaches. */
  readonly unmetered: readonly string[];
  readonly window: WindowMs;
  /** Of all racks, the mean over the window: a rack that came later was not free before. */
  readonly limitW: number;
  /** Everything that IT energy is measured by, the silent ones too. */
  readonly inputs: readonly (HeardInput & { readonly integral: bigint })[];
  readonly grade: Grade;
}

/** Share of the stated limits that is of racks whose load is known; one with nothing in it draws nothing. */
export function limitsReached(racks: readonly Rack[], unknown: ReadonlySet<string>): number {
  const limitOf = (of: readonly Rack[]) => of.reduce((sum, { powerLimitW }) => sum + (powerLimitW ?? 0), 0);
  const [all, blind] = [limitOf(racks), limitOf(racks.filter(({ id }) => unknown.has(id)))];
  return all > 0 ? (all - blind) / all : 1;
}

export function rackOccupancyByPower(facts: PowerOfRacks): Figure {
  const { document, window, inputs, grade } = facts;
  const { racks } = document;
  const unmetered = new Set(facts.unmetered);
  const { silentRacks, leftOut } = knownLoads(document, inputs);
  const silent = new Set([...silentRacks].filter((id) => !unmetered.has(id)));
  const means = inputs.flatMap((one) => (leftOut.has(one.id) ? [] : (meanOf(one, 1) ?? [])));
  const reached = limitsReached(racks, new Set([...unmetered, ...silent]));
  const limited = limitsKnown(racks);
  const hasLimits = facts.limitW > 0 && limited >= coverageGates.provisional;
  const isMetered = inputs.length > 0 && limitsReached(racks, unmetered) > 0;
  const isKnown = hasLimits && means.length > 0 && reached > 0;
  const heardMs = inputs.reduce((sum, { coveredMs }) => sum + coveredMs, 0);
  const heard = inputs.length > 0 ? coverageOf(heardMs / inputs.length, window) : 0;
  const coverage = Math.min(heard, limited, reached);
  const limitGrade = worstGrade(racks.map((rack) => rack.limitGrade));
  const unheard = !isMetered ? "no_meter" : leftOut.size > 0 ? "coverage_low" : "no_data";
  const beside = silent.size > 0 ? "meters_silent" : undefined;
  return makeFigure({
    name: "rack_occupancy_power",
    value: isKnown ? means.reduce((sum, mean) => sum + mean, 0) / (facts.limitW * reached) : null,
    reason: isKnown ? beside : hasLimits ? unheard : "no_limit",
    unit: "ratio",
    window,
    coverage,
    status: statusOfSum(coverage),
    grade: worstGrade([...(inputs.length > 0 ? [grade] : []), limitGrade]),
    method: "rack_occupancy_power",
    inputs: [
      { kind: "point", label: "IT power", count: inputs.length, grade, coverage: heard },
      { kind: "inventory", label: "rack limits", count: racks.length, grade: limitGrade, coverage: limited },
      ...leftOutOf(racks, "racks without an IT meter, left out of the limits", unmetered),
      ...leftOutOf(racks, "racks whose IT meters were silent, left out of the limits", silent),
    ],
  });
}

function leftOutOf(racks: readonly Rack[], label: string, ids: ReadonlySet<string>): FigureInput[] {
  if (ids.size === 0) return [];
  const coverage = limitsReached(racks, ids);
  return [{ kind: "inventory", label, count: ids.size, grade: "metered", coverage }];
}
