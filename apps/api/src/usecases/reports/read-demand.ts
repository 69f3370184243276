import type { WindowMs } from "@aidc/contract";
import type { DemandBucket, DemandMonth, ReportInputs } from "@aidc/domain";
import { demandOf, localMonthsOver, monthNameAt, roleInputs } from "@aidc/domain";
import type { BoundPoint, TelemetryStore } from "@aidc/store";
import type { SignedSource } from "../figures/energy-figures.ts";
import { chooseSources, gradeOf } from "../figures/energy-figures.ts";
import type { FigureContext } from "../figures/figure-context.ts";
import { readRollups } from "../figures/series-reader.ts";

const quarterMs = 900_000;

type QuarterSums = Pick<TelemetryStore, "sumQuarters">;

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
  const points = metered.map(({ point }) => point);
  const rows = isSilent || points.length === 0 ? [] : await readQuarters(context, sums, points, window);
  return localMonthsOver(window, context.timeZone).map((month) => {
    const found = demandOf(
      metered.map(({ sign }, at) => ({
        sign,
        buckets: (rows[at] ?? []).filter(({ startMs }) => month.fromMs <= startMs && startMs < month.toMs),
      })),
    );
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
async function readQuarters(
  context: FigureContext,
  sums: QuarterSums,
  points: readonly BoundPoint[],
  window: WindowMs,
): Promise<readonly (readonly DemandBucket[])[]> {
  const isExchanged = ({ subject }: BoundPoint) =>
    subject.kind === "meter" && context.meters.get(subject.id)?.exchanges !== undefined;
  if (points.some(isExchanged)) return readRollups(context, points, window, "5m");
  return sums.sumQuarters(points, window);
}
