import type { WindowMs } from "@aidc/contract";
import type { CardTime, LadderDay, LadderInputs, ReportInputs } from "@aidc/domain";
import { addCardTime, localDaysOver, worstGrade } from "@aidc/domain";
import type { BoundPoint, CardServer, TelemetryStore } from "@aidc/store";
import type { CardServers } from "../figures/card-servers.ts";
import { cardServers } from "../figures/card-servers.ts";
import type { FigureContext } from "../figures/figure-context.ts";
import { readEffective } from "./effective-days.ts";
import { decideMixed } from "./mixed-days.ts";
import type { DaySums } from "./read-energy.ts";

export type CardSums = DaySums & Pick<TelemetryStore, "cardDays">;

import { ofPeriods } from "./of-periods.ts";

/**
 * The steps of the ladder that the accelerators and their servers tell themselves, by local day of each compared window.
 * Of a year the period before is the same as a year ago, and is read once.
 */
export async function readLadders(
  context: FigureContext,
  sums: CardSums,
  periods: ReportInputs["periods"],
): Promise<ReportInputs["ladder"]> {
  const servers = cardServers(context);
  return ofPeriods(periods, (window) => readLadder(context, sums, servers, window));
}

async function readLadder(
  context: FigureContext,
  sums: CardSums,
  { models, list }: CardServers,
  window: WindowMs,
): Promise<LadderInputs> {
  const [decided, effective] = await Promise.all([
    readCardDays(context, sums, list, window),
    readEffective(context, sums, window),
  ]);
  const days = localDaysOver(window, context.timeZone).map((day): LadderDay => {
    const own = decided.days.filter(({ startMs }) => startMs === day.fromMs);
    const byModel = (of: "powered" | "healthy"): Record<string, CardTime> =>
      Object.fromEntries(
        models.flatMap((model, group) => {
          const time = addCardTime(own.flatMap((one) => (one.group === group ? one[of] : [])));
          return time.knownMs > 0 ? [[model, time]] : [];
        }),
      );
    return {
      window: day,
      powered: byModel("powered"),
      healthy: byModel("healthy"),
      effective: effective.days.get(day.fromMs) ?? [],
    };
  });
  const derived = decided.isByMeans ? (["derived"] as const) : [];
  const [powers, faults] = [list.map(({ power }) => power), list.flatMap((server) => server.faults)];
  const gradeOf = (points: readonly BoundPoint[]) =>
    worstGrade([...points.map(({ grade }) => grade), ...(points.length > 0 ? derived : [])]);
  return {
    powered: { count: powers.length, grade: gradeOf(powers) },
    healthy: { count: faults.length, grade: gradeOf(faults.length > 0 ? [...powers, ...faults] : []) },
    effective: effective.sources,
    days,
  };
}

async function readCardDays(
  context: FigureContext,
  sums: CardSums,
  list: readonly CardServer[],
  window: WindowMs,
): Promise<{
  days: { startMs: number; group: number; powered: CardTime; healthy: CardTime }[];
  isByMeans: boolean;
}> {
  if (list.length === 0) return { days: [], isByMeans: false };
  const { days, mixed } = await sums.cardDays(list, window);
  const finer = await decideMixed(context, list, mixed);
  return { days: [...days, ...finer.days], isByMeans: finer.isByMeans };
}
