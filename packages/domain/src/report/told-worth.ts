/**
 * PFLOPS of the steps that accelerators and their servers tell themselves. Cards of a model that is silent count as all
 * others do on the average, so that silence is no loss. Source: standards 2.1, 2.2.
 */
import type { ToldStep } from "@aidc/contract";
import { isEveryDayTellable, isTellable } from "../billing/neighbour-privacy.ts";
import type { CardTime } from "../capacity/card-time.ts";
import { addCardTime } from "../capacity/card-time.ts";
import type { CardWorth } from "../capacity/card-worth.ts";
import { addWorth, worthOfCards } from "../capacity/card-worth.ts";
import { densePeakOf, findModel, headlinePrecision } from "../capacity/installed.ts";
import { overlapMs } from "../time/intervals.ts";
import type { LadderDay, ReportInputs } from "./inputs.ts";
import { heldOver } from "./installed-time.ts";

type PeakOf = (model: string) => number | null;

/**
 * The mean of the period.
 * @param share of all models together
 * @returns null where it would tell a tenant
 */
export function toldWorth(inputs: ReportInputs, step: ToldStep, share: number): CardWorth | null {
  const { document, period, ladder } = inputs;
  const { days } = ladder.current;
  const precision = headlinePrecision[document.center.computeClass];
  const peakOf: PeakOf = (model) => densePeakOf(findModel(model, document.catalogue), precision);
  if (step === "effective" && !isWorthTellable(days, peakOf)) return null;
  const lengthMs = period.window.toMs - period.window.fromMs;
  const wholeOf = step === "effective" ? heldMsByModel(days) : installedMsByModel(inputs);
  return addWorth(
    [...wholeOf].map(([model, wholeMs]) => {
      const { knownMs, inMs } = addCardTime(days.flatMap((day) => timesOf(day, step, model)));
      const own = knownMs > 0 ? inMs / knownMs : share;
      return worthOfCards((own * wholeMs) / lengthMs, peakOf(model));
    }),
  );
}

function timesOf(day: LadderDay, step: ToldStep, model: string): readonly CardTime[] {
  if (step === "effective") return day.effective.filter((one) => one.model === model);
  return [day[step][model] ?? []].flat();
}

function installedMsByModel(inputs: ReportInputs): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { held, ...piece } of heldOver(inputs, inputs.period.window))
    for (const [model, count] of Object.entries(held.models))
      sums.set(model, (sums.get(model) ?? 0) + count * overlapMs(piece, inputs.period.window));
  return sums;
}

function heldMsByModel(days: readonly LadderDay[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { model, heldMs } of days.flatMap(({ effective }) => effective))
    sums.set(model, (sums.get(model) ?? 0) + heldMs);
  return sums;
}

/**
 * Work in hours and in PFLOPS are two sums, from which the parts of two kinds of card follow: each of the two must be
 * tellable by itself, and so must the cards whose peak nobody knows.
 */
function isWorthTellable(days: readonly LadderDay[], peakOf: PeakOf): boolean {
  const own = days.map(({ effective }) => effective.filter(({ tenant }) => tenant !== null));
  const sums = (parts: LadderDay["effective"], of: (part: LadderDay["effective"][number]) => number) =>
    [...Map.groupBy(parts, ({ tenant }) => tenant).values()].map((list) =>
      list.reduce((sum, part) => sum + of(part), 0),
    );
  const isToldDaily = (of: (part: LadderDay["effective"][number]) => number) =>
    isEveryDayTellable(own.map((parts) => sums(parts, of)));
  const kinds = [...Map.groupBy(own.flat(), ({ model }) => peakOf(model)).values()]
    .map((kind) => sums(kind, ({ inMs }) => inMs))
    .filter((kind) => kind.some((one) => one > 0));
  if (kinds.length === 2 && !kinds.every(isTellable)) return false;
  return (
    isToldDaily(({ inMs, model }) => inMs * (peakOf(model) ?? 0)) &&
    isToldDaily(({ inMs, model }) => (peakOf(model) === null ? inMs : 0))
  );
}
