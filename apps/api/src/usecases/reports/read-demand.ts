import type { WindowMs } from "@aidc/contract";
import type { DemandMonth, ReportInputs } from "@aidc/domain";
import { demandOf, localMonthsOver, monthNameAt, roleInputs } from "@aidc/domain";
import type { SignedSource } from "../figures/energy-figures.ts";
import { chooseSources, gradeOf } from "../figures/energy-figures.ts";
import type { FigureContext } from "../figures/figure-context.ts";
import { readRollups } from "../figures/series-reader.ts";

const quarterMs = 900_000;

/** Of the whole facility, and of what the grid delivers. */
export async function readDemands(
  context: FigureContext,
  facility: readonly SignedSource[],
  window: WindowMs,
): Promise<Pick<ReportInputs, "demand" | "gridDemand">> {
  const demand = await readDemand(context, facility, window);
  const grid = await chooseSources(context, roleInputs(context.document, context.points, "grid_import"));
  // Without any other meter at the boundary they are one and the same.
  const isSame = grid.length === facility.length;
  return { demand, gridDemand: isSame ? demand : await readDemand(context, grid, window) };
}

/** Demand of each local month from 5-minute roll-ups of the meters at the boundary; there are few of them. */
async function readDemand(
  context: FigureContext,
  facility: readonly SignedSource[],
  window: WindowMs,
): Promise<DemandMonth[]> {
  const months: DemandMonth[] = [];
  // Power tells a quarter of an hour better than a register that is read seldom.
  const metered = facility.flatMap(({ counter, gauge, sign }) => {
    const point = gauge ?? counter;
    return point ? [{ point, sign }] : [];
  });
  const isSilent = metered.length < facility.length;
  for (const month of localMonthsOver(window, context.timeZone)) {
    const points = metered.map(({ point }) => point);
    const rows = isSilent || points.length === 0 ? [] : await readRollups(context, points, month, "5m");
    const found = demandOf(metered.map(({ sign }, at) => ({ sign, buckets: rows[at] ?? [] })));
    months.push({
      month: monthNameAt(month.fromMs, context.timeZone),
      watts: found?.watts ?? null,
      atMs: found?.atMs ?? null,
      reason: found ? undefined : facility.length === 0 ? "no_meter" : "no_data",
      coverage: ((found?.quarters ?? 0) * quarterMs) / (month.toMs - month.fromMs),
      grade: gradeOf(facility),
    });
  }
  return months;
}
