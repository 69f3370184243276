/**
 * The greatest quarter of each local month. A register is read before power, as for energy: it is what a bill is made
 * of, and momentary power misses what happens between two samples. Corrections count as for energy. Source: standards 1.1,
 * 3.3; decision 58.
 */
import type { WindowMs } from "@aidc/contract";
import type { Demand, DemandMonth, ReportInputs } from "@aidc/domain";
import {
  demandOfQuarter,
  gradeOfCorrection,
  greatestQuarter,
  isCovered,
  isOf,
  localMonthsOver,
  monthNameAt,
  quarterMs,
  roleInputs,
  touches,
  windowOfCorrection,
  worstGrade,
} from "@aidc/domain";
import type { BoundPoint, SignedPoint, TelemetryStore } from "@aidc/store";
import type { SignedSource } from "../figures/energy-sources.ts";
import { chooseSources } from "../figures/energy-sources.ts";
import type { FigureContext } from "../figures/figure-context.ts";
import { readRollups } from "../figures/series-reader.ts";
import { greatestKnown } from "./corrected-quarters.ts";

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
export async function readDemand(
  context: FigureContext,
  sums: QuarterSums,
  facility: readonly SignedSource[],
  window: WindowMs,
): Promise<DemandMonth[]> {
  const months = localMonthsOver(window, context.timeZone).map(({ fromMs, toMs }) => ({
    fromMs,
    toMs: Math.min(toMs, window.toMs),
  }));
  const found = await readBest(context, sums, facility, months);
  return months.map((month, at) => {
    const best = found[at] ?? null;
    return {
      month: monthNameAt(month.fromMs, context.timeZone),
      watts: best?.watts ?? null,
      atMs: best?.atMs ?? null,
      reason: best ? undefined : facility.length === 0 ? "no_meter" : "no_data",
      coverage: best ? coverageIn(best, month) : 0,
      grade: gradeIn(context, best?.points ?? metersOf(facility, isQuick), month),
      readFrom: best ? readFrom(best.points) : undefined,
    };
  });
}

/** Of the meters and of what corrects them in the month. */
function gradeIn(
  { known }: FigureContext,
  points: readonly SignedPoint[],
  month: WindowMs,
): DemandMonth["grade"] {
  const corrections = known.corrections.filter(
    (one) => points.some(({ point }) => isOf(one, point.subject)) && touches(windowOfCorrection(one), month),
  );
  return worstGrade([...points.map(({ point }) => point.grade), ...corrections.map(gradeOfCorrection)]);
}

interface Best extends Demand {
  readonly points: readonly SignedPoint[];
}

/** Registers; power where they are silent for more of the month than power is. */
async function readBest(
  context: FigureContext,
  sums: QuarterSums,
  facility: readonly SignedSource[],
  months: readonly WindowMs[],
): Promise<(Best | null)[]> {
  const registers = await readGreatest(context, sums, metersOf(facility, isQuick), months);
  const isWhole = (best: Best | null, month: WindowMs) => best !== null && isCovered(coverageIn(best, month));
  const lacking = months.filter((month, at) => !isWhole(registers[at] ?? null, month));
  const hasBoth = facility.some(({ counter, gauge }) => counter && gauge && isQuick(counter));
  if (lacking.length === 0 || !hasBoth) return registers;
  const power = await readGreatest(context, sums, metersOf(facility, never), lacking);
  return months.map((month, at) => {
    const own = registers[at] ?? null;
    const other = power[lacking.indexOf(month)] ?? null;
    return other && other.quarters > (own?.quarters ?? 0) ? other : own;
  });
}

/** A register that is read less than once a quarter tells of none; power does, where there is any. */
const isQuick = ({ intervalMs, seriesId }: BoundPoint): boolean =>
  seriesId !== null && intervalMs <= quarterMs;
const never = (): boolean => false;

/** One point of each meter; nothing where any has none. */
function metersOf(
  facility: readonly SignedSource[],
  isRegisterFirst: (counter: BoundPoint) => boolean,
): SignedPoint[] {
  const metered = facility.flatMap(({ counter, gauge, sign }) => {
    const point = counter && (gauge === null || isRegisterFirst(counter)) ? counter : gauge;
    return point ? [{ point, sign }] : [];
  });
  return metered.length < facility.length ? [] : metered;
}

const coverageIn = ({ quarters }: Demand, { fromMs, toMs }: WindowMs): number =>
  (quarters * quarterMs) / (toMs - fromMs);

function readFrom(points: readonly SignedPoint[]): DemandMonth["readFrom"] {
  const isRegister = ({ point }: SignedPoint) => point.quantity === "energy";
  return points.every(isRegister) ? "register" : points.some(isRegister) ? "both" : "power";
}

/** A register that was exchanged is read by the rules of its exchange, which the database does not know. */
async function readGreatest(
  context: FigureContext,
  sums: QuarterSums,
  points: readonly SignedPoint[],
  months: readonly WindowMs[],
): Promise<(Best | null)[]> {
  if (points.length === 0) return months.map(() => null);
  const isExchanged = ({ subject }: BoundPoint) =>
    subject.kind === "meter" && context.meters.get(subject.id)?.exchanges !== undefined;
  const measured = async (windows: readonly WindowMs[]) => {
    if (!points.some(({ point }) => isExchanged(point))) return sums.greatestQuarters(points, windows);
    const series = points.map(({ point }) => point);
    const rows = await Promise.all(windows.map((window) => readRollups(context, series, window, "5m")));
    return rows.map((own) =>
      greatestQuarter(points.map(({ sign }, at) => ({ sign, buckets: own[at] ?? [] }))),
    );
  };
  const found = await greatestKnown(context, points, months, measured);
  return found.map((quarter) => quarter && { ...demandOfQuarter(quarter), points });
}
