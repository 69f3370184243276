import type { WindowMs } from "@aidc/contract";
import type { Integral } from "@aidc/domain";
import { addIntegrals, localDaysOver, wholeBucketsIn } from "@aidc/domain";
import type { BoundPoint } from "@aidc/store";
import type { FigureContext } from "./figure-context.ts";
import { integralsOver, readRollups } from "./series-reader.ts";

export interface DayOfPoints {
  /** The local day, cut by the window. */
  readonly window: WindowMs;
  readonly dayStartMs: number;
  /** One per point. */
  readonly integrals: readonly Integral[];
}

/** The points day by day: whole days in one read of roll-ups, the cut ones exactly. */
export async function dailyIntegrals(
  context: FigureContext,
  points: readonly BoundPoint[],
): Promise<DayOfPoints[]> {
  const whole = wholeBucketsIn(context.window, "1d", context.timeZone);
  const rollups = whole ? await readRollups(context, points, whole, "1d") : [];
  const days: DayOfPoints[] = [];
  for (const day of localDaysOver(context.window, context.timeZone)) {
    const window = {
      fromMs: Math.max(day.fromMs, context.window.fromMs),
      toMs: Math.min(day.toMs, context.window.toMs),
    };
    const inside = whole !== null && day.fromMs >= whole.fromMs && day.toMs <= whole.toMs;
    const integrals = inside
      ? points.map((_, i) => addIntegrals((rollups[i] ?? []).filter(({ startMs }) => startMs === day.fromMs)))
      : await integralsOver(context, points, window);
    days.push({ window, dayStartMs: day.fromMs, integrals });
  }
  return days;
}

/** Sum over points; null when none is covered at all. */
export function sumKnown(integrals: readonly Integral[]): bigint | null {
  const known = integrals.filter(({ coveredMs }) => coveredMs > 0);
  return known.length === 0 ? null : known.reduce((sum, { integral }) => sum + integral, 0n);
}
