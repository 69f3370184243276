import type { MeterRole, WindowMs } from "@aidc/contract";
import type { DaySum, SideMeters } from "@aidc/domain";
import { roleInputs, worstGrade } from "@aidc/domain";
import { chooseSources, gradeOf } from "../figures/energy-sources.ts";
import { usedOf } from "../figures/energy-statements.ts";
import type { FigureContext } from "../figures/figure-context.ts";
import type { DaySums } from "./read-energy.ts";
import { readSampledDays } from "./read-energy.ts";

export interface Generated {
  readonly meters: SideMeters;
  /** By day, what samples alone say. */
  readonly sampled: readonly DaySum[];
}

/**
 * What was generated on site, by local day, corrected as the balance is: it is divided by it. A silent meter lowers
 * the coverage like any other.
 */
export async function readGenerated(
  context: FigureContext,
  sums: DaySums,
  reach: WindowMs,
  role: Extract<MeterRole, "pv" | "generator">,
): Promise<Generated> {
  const meters = await chooseSources(context, roleInputs(context.document, context.points, role));
  if (meters.length === 0) return { meters: { count: 0, grade: worstGrade([]), days: [] }, sampled: [] };
  const sources = { facility: meters, it: [] };
  const days = await readSampledDays(context, sums, sources, { reach });
  const corrected = usedOf(context, sources, reach).map(({ grade }) => grade);
  return {
    meters: {
      count: meters.length,
      grade: worstGrade([gradeOf(meters), ...corrected]),
      days: days.flatMap(({ window, facility }) =>
        facility.coveredMs > 0 ? [{ window, sum: facility }] : [],
      ),
    },
    sampled: days.map(({ sampled }) => sampled.facility),
  };
}
