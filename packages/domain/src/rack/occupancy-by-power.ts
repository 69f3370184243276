/**
 * Rack occupancy by power: IT power / limits of the racks whose load it holds. What a rack draws that no IT meter reaches, or
 * whose meter is silent, is in no part, so its limit is in no whole, and the coverage says how much of the limits is related
 * to. Source: standards 2.3; decisions 46 and 78.
 */
import type { CenterDocument, Figure, FigureInput, Grade, WindowMs } from "@aidc/contract";
import { placesOfFew } from "../access/meters-of-few.ts";
import { withheld } from "../billing/neighbour-privacy.ts";
import type { RackLimit, RackLine } from "../capacity/rack-limits.ts";
import { limitMsWithout, rackLimitsOver, racksNotIn } from "../capacity/rack-limits.ts";
import type { ServerAbsence } from "../capacity/server-absence.ts";
import { serversNotIn } from "../capacity/server-absence.ts";
import { coverageOf, meanOf } from "../energy/integral.ts";
import { coverageGates, makeFigure, statusOfSum, worstGrade } from "../figure/figure.ts";
import type { HeardInput, KnownLoads, NotThere } from "./known-loads.ts";
import { knownLoads } from "./known-loads.ts";
import { limitsKnown } from "./occupancy.ts";

export interface PowerOfRacks {
  readonly document: CenterDocument;
  /** Whose holders must allow what is told; absent: those of the document. */
  readonly judged?: readonly CenterDocument[];
  /** Ids of racks with servers that no IT meter reaches. */
  readonly unmetered: readonly string[];
  readonly window: WindowMs;
  /** Of all racks, the mean over the window: a rack that came later was not free before. */
  readonly limitW: number;
  /** What is kept of racks as they were; none: they are as they always were. */
  readonly rackLines: readonly RackLine[];
  /** When servers of the document did not stand there, as far as it is kept; absent: they always did. */
  readonly absences?: readonly ServerAbsence[];
  /** Everything that IT energy is measured by, the silent ones too. */
  readonly inputs: readonly (HeardInput & { readonly integral: bigint })[];
  readonly grade: Grade;
}

/** Share of the stated limits over the window that is of racks whose load is known; an empty one draws nothing. */
function limitsReached(limits: readonly RackLimit[], unknown: ReadonlySet<string>, window: WindowMs): number {
  const all = limitMsWithout(limits, new Set(), window);
  return all > 0 ? limitMsWithout(limits, unknown, window) / all : 1;
}

/** W x ms of the racks of which the load is known, of all that were stated; of what no lines are kept, by the share of now. */
export function limitMsOfKnown(
  limitMs: number,
  { rackLines, limits }: { readonly rackLines: readonly RackLine[]; readonly limits: readonly RackLimit[] },
  unknown: ReadonlySet<string>,
  window: WindowMs,
): number {
  if (unknown.size === 0) return limitMs;
  if (rackLines.length === 0) return limitMs * limitsReached(limits, unknown, window);
  return limitMsWithout(limits, unknown, window);
}

/** What stood at no time of the window, as far as is kept of racks and servers. */
export const notThereIn = (
  rackLines: readonly RackLine[],
  absences: readonly ServerAbsence[],
  window: WindowMs,
): NotThere => ({ racks: racksNotIn(rackLines, window), servers: serversNotIn(absences, window) });

/** What is related to: the limits of racks of which the load is known, as they were. */
export function rackOccupancyByPower(facts: PowerOfRacks): Figure {
  const { document, window, rackLines, absences = [] } = facts;
  const known = knownLoads(document, facts.inputs, notThereIn(rackLines, absences, window));
  const figure = relatedPower(facts, known);
  // Beside the power of all, it tells that of the few that are left out.
  const places = known.leftOutPlaces;
  const judged = places.length > 0 ? (facts.judged ?? [document]) : [];
  const isOfFew = judged.some((one) => placesOfFew(one, window)(places));
  return isOfFew ? withheld(figure) : figure;
}

function relatedPower(facts: PowerOfRacks, { silentRacks, leftOut, absent }: KnownLoads): Figure {
  const { document, window, rackLines, grade } = facts;
  const notThere = racksNotIn(rackLines, window);
  const racks = document.racks.filter(({ id }) => !notThere.has(id));
  const limits = rackLimitsOver(document, rackLines, window);
  const inputs = facts.inputs.filter(({ id }) => !absent.has(id));
  const unmetered = new Set(facts.unmetered.filter((id) => !notThere.has(id)));
  const silent = new Set([...silentRacks].filter((id) => !unmetered.has(id)));
  const unknown = new Set([...unmetered, ...silent]);
  const means = inputs.flatMap((one) => (leftOut.has(one.id) ? [] : (meanOf(one, 1) ?? [])));
  const reached = limitsReached(limits, unknown, window);
  const lengthMs = window.toMs - window.fromMs;
  const relatedMs = limitMsOfKnown(facts.limitW * lengthMs, { rackLines, limits }, unknown, window);
  const limited = limitsKnown(racks);
  const hasLimits = facts.limitW > 0 && limited >= coverageGates.provisional;
  const isMetered = inputs.length > 0 && limitsReached(limits, unmetered, window) > 0;
  const isKnown = hasLimits && means.length > 0 && reached > 0 && relatedMs > 0;
  const heardMs = inputs.reduce((sum, { coveredMs }) => sum + coveredMs, 0);
  const heard = inputs.length > 0 ? coverageOf(heardMs / inputs.length, window) : 0;
  const coverage = Math.min(heard, limited, reached);
  const limitGrade = worstGrade(racks.map((rack) => rack.limitGrade));
  const unheard = !isMetered ? "no_meter" : leftOut.size > 0 ? "coverage_low" : "no_data";
  const beside = silent.size > 0 ? "meters_silent" : undefined;
  const leftOutOf = (label: string, ids: ReadonlySet<string>): FigureInput[] =>
    ids.size === 0
      ? []
      : [
          {
            kind: "inventory",
            label,
            count: ids.size,
            grade: "metered",
            coverage: limitsReached(limits, ids, window),
          },
        ];
  return makeFigure({
    name: "rack_occupancy_power",
    value: isKnown ? means.reduce((sum, mean) => sum + mean, 0) / (relatedMs / lengthMs) : null,
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
      ...leftOutOf("racks without an IT meter, left out of the limits", unmetered),
      ...leftOutOf("racks whose IT meters were silent, left out of the limits", silent),
    ],
  });
}
