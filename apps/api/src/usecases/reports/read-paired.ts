import type { WindowMs } from "@aidc/contract";
import type {
  BalanceSide,
  DaySum,
  EnergyDay,
  EnergySpan,
  JudgedReading,
  PairedDay,
  PairedMeters,
  PairedRole,
} from "@aidc/domain";
import { gradeOfReading, placePaired, roleInputs, waterInputs, worstGrade } from "@aidc/domain";
import type { SignedSource } from "../figures/energy-sources.ts";
import { chooseSources, gradeOfSide } from "../figures/energy-sources.ts";
import { readSpans, usedOf } from "../figures/energy-statements.ts";
import type { FigureContext } from "../figures/figure-context.ts";
import type { DaySums } from "./read-energy.ts";
import { readSampledDays } from "./read-energy.ts";

export interface Paired {
  readonly role: PairedRole;
  readonly meters: PairedMeters;
  readonly sources: readonly SignedSource[];
  /** By day, what samples of the role's meters alone say. */
  readonly sampled: readonly DaySum[];
  /** What documents state of the role, by id of the record. */
  readonly stated: ReadonlyMap<string, JudgedReading>;
}

interface Asked {
  readonly role: PairedRole;
  readonly side: BalanceSide;
  /** Of the side that it is divided by. */
  readonly base: readonly SignedSource[];
}

/**
 * What stands beside the balance with the side that it is divided by, day by day, by the very rules of the balance:
 * the role's meters stand where the facility's do, the other side where IT does.
 */
export async function readPaired(
  context: FigureContext,
  sums: DaySums,
  { role, side, base }: Asked,
  reach: WindowMs,
): Promise<Paired> {
  const { document, points, known } = context;
  const inputs = role === "water_intake" ? waterInputs(document, points) : roleInputs(document, points, role);
  const placed = placePaired(known.readings, document, role, side);
  const isStated = placed.some((one) => one.side === "facility");
  // Nothing tells it: nothing is asked.
  if (inputs.length === 0 && !isStated)
    return {
      role,
      meters: { count: 0, grade: worstGrade([]), days: [] },
      sources: [],
      sampled: [],
      stated: new Map(),
    };
  const own = await chooseSources(context, inputs);
  const sources = { facility: own, it: base };
  const days =
    own.length === 0 ? [] : await readSampledDays(context, sums, sources, { reach, gapsIn: context.window });
  const { spans, judged } = await readSpans(context, sources, reach, { readings: placed });
  const corrected = usedOf(context, { facility: own, it: [] }, reach).map(({ grade }) => grade);
  const usedSpans = spans.filter(({ facility, joint }) => facility.coveredMs !== 0 || joint.coveredMs !== 0);
  const documents = usedSpans.filter(({ kind }) => kind !== "silence").length;
  const stated = documents > 0 ? [gradeOfReading] : [];
  return {
    role,
    meters: {
      count: Math.max(1, own.length),
      grade: worstGrade([gradeOfSide(own, documents), ...corrected, ...stated]),
      days: [...days, ...usedSpans]
        .map(pairedDay)
        .filter(({ own: sum, joint }) => sum.coveredMs !== 0 || joint.coveredMs !== 0),
    },
    sources: own,
    sampled: days.map(({ sampled }) => sampled.facility),
    stated: new Map(
      placed.flatMap(({ side: placedAt, record }) => {
        const one = judged.get(record.id);
        return placedAt === "facility" && one ? [[record.id, one]] : [];
      }),
    ),
  };
}

type BothSides = Pick<EnergyDay, "window" | "facility" | "joint" | "gaps"> &
  Partial<Pick<EnergySpan, "kind">>;

export function pairedDay({ window, facility, joint, kind, gaps }: BothSides): PairedDay {
  const { facilityMj: own, itMj: base, coveredMs } = joint;
  const joined = { own, base, coveredMs };
  const day: PairedDay = { window, kind: kind ?? "measured", own: facility, joint: joined };
  return gaps?.facility ? { ...day, gaps: gaps.facility } : day;
}
