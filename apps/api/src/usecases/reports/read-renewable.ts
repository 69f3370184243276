import type { WindowMs } from "@aidc/contract";
import type { SideMeters } from "@aidc/domain";
import { localDaysOver, roleInputs, worstGrade } from "@aidc/domain";
import { chooseSources } from "../figures/energy-figures.ts";
import type { FigureContext } from "../figures/figure-context.ts";
import type { DaySums } from "./read-energy.ts";

/** What was generated on site from the sun, by local day. A silent meter lowers the coverage like any other. */
export async function readRenewable(
  context: FigureContext,
  sums: DaySums,
  reach: WindowMs,
): Promise<SideMeters> {
  const sources = await chooseSources(context, roleInputs(context.document, context.points, "pv"));
  const points = sources.flatMap(({ counter, gauge }) => counter ?? gauge ?? []);
  const [rows = []] = points.length > 0 ? await sums.sumDays([points], reach) : [];
  const byStart = new Map(rows.map((row) => [row.startMs, row]));
  const days = localDaysOver(reach, context.timeZone).flatMap((window) => {
    const row = byStart.get(window.fromMs);
    if (!row) return [];
    const { integral, coveredMs } = row;
    return [{ window, sum: { integral, coveredMs, resets: 0 } }];
  });
  return {
    count: sources.length,
    grade: worstGrade(points.map(({ grade }) => grade)),
    days,
  };
}
