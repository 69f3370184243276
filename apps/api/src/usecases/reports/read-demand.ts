import type { WindowMs } from "@aidc/contract";
import type { Demand, DemandMonth, ReportInputs } from "@aidc/domain";
import { demandOf, demandOfQuarter, localMonthsOver, monthNameAt, quarterMs, roleInputs } from "@aidc/domain";
import type { BoundPoint, SignedPoint, TelemetryStore } from "@aidc/store";
import type { SignedSource } from "../figures/energy-sources.ts";
import { chooseSources, gradeOf } from "../figures/energy-sources.ts";
import type { FigureContext } from "../figures/figure-context.ts";
import { readRollups } from "../figures/series-reader.ts";

type QuarterSums = Pick<TelemetryStore, "greatestQuarters">;

/** Of the whole facility, and of what the grid delivers. */
export async function readDemands(
  context: FigureContext,
  sums: QuarterSums,
  facility: readonly SignedSource[],
  window: WindowMs,
): Promise<Pick<ReportInputs, "demand" | "gridDemand">> {
  const demand = await readDemand(context, sums, facility, window);
  const grid = await chooseSources(context, roleInputs(context.document, context.points, "grid_import"));
  // Without any other meter at the boundary they are one and the same.
  const isSame = grid.length === facility.length;
  return { demand, gridDemand: isSame ? demand : await readDemand(context, sums, grid, window) };
}

/** Demand of each local month from 5-minute roll-ups of the meters at the boundary; there are few of them. */
async function readDemand(
  context: FigureContext,
  sums: QuarterSums,
  facility: readonly SignedSource[],
  window: WindowMs,
): Promise<DemandMonth[]> {
  // Power tells a quarter of an hour better than a register that is read seldom.
  const metered = facility.flatMap(({ counter, gauge, sign }) => {
    const point = gauge ?? counter;
    return point ? [{ point, sign }] : [];
  });
  const isSilent = metered.length < facility.length;
  const months = localMonthsOver(window, context.timeZone).map(({ fromMs, toMs }) => ({
    fromMs,
    toMs: Math.min(toMs, window.toMs),
  }));
  const demands = isSilent || metered.length === 0 ? [] : await readGreatest(context, sums, metered, months);
  return months.map((month, at) => {
    const found = demands[at] ?? null;
    return {
      month: monthNameAt(month.fromMs, context.timeZone),
      watts: found?.watts ?? null,
      atMs: found?.atMs ?? null,
      reason: found ? undefined : facility.length === 0 ? "no_meter" : "no_data",
      coverage: ((found?.quarters ?? 0) * quarterMs) / (month.toMs - month.fromMs),
      grade: gradeOf(facility),
    };
  });
}

/** A register that was exchanged is read by the rules of its exchange, which the database does not know. */
async function readGreatest(
  context: FigureContext,
  sums: QuarterSums,
  metered: readonly SignedPoint[],
  months: readonly WindowMs[],
): Promise<readonly (Demand | null)[]> {
  const isExchanged = ({ subject }: BoundPoint) =>
    subject.kind === "meter" && context.meters.get(subject.id)?.exchanges !== undefined;
  if (!metered.some(({ point }) => isExchanged(point))) {
    const found = await sums.greatestQuarters(metered, months);
    return found.map((quarter) => quarter && demandOfQuarter(quarter));
  }
  const demands: (Demand | null)[] = [];
  for (const month of months) {
    const points = metered.map(({ point }) => point);
    const rows = await readRollups(context, points, month, "5m");
    demands.push(demandOf(metered.map(({ sign }, at) => ({ sign, buckets: rows[at] ?? [] }))));
  }
  return demands;
}
