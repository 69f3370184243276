/**
 * Rules about what stands in the center. A sum or a maximum of which a part is silent is a lower bound: it may raise,
 * and never clears. Source: standards 4.2 (missing data is not clear).
 */
import type { AlarmRule } from "@aidc/contract";
import { rackStates } from "@aidc/contract";
import { excessNow } from "../disagreement/compare.ts";
import { pairsOf } from "../disagreement/pairs.ts";
import { sumRackPower } from "../live/reduce-racks.ts";
import { clearSum, freshValue, noSignal, rank, signalRank } from "../live/signals.ts";
import { readLimit } from "./condition.ts";
import type { AlarmMoment, AlarmPlan, AlarmSubject, RuleWatch } from "./watched.ts";

type Condition<K extends AlarmRule["condition"]["kind"]> = Extract<AlarmRule["condition"], { kind: K }>;
/** A watch before it knows its rule. */
export type Watching = Omit<RuleWatch, "rule" | "version" | "ids" | "unit">;

export function watchLimit(plan: AlarmPlan, condition: Condition<"limit">): Watching {
  const { subjectKind, quantity } = condition;
  const limits = {
    limit: condition.raiseAt,
    judge: (value: number) => readLimit(value, condition),
  };
  if (subjectKind === "rack" && quantity === "inlet_temperature")
    return { ...racksOf(plan), ...limits, valueOf: (row, moment) => inletOf(plan, row, moment, condition) };
  if (subjectKind === "rack" && quantity === "power")
    return {
      ...racksOf(plan),
      ...limits,
      valueOf: (row, moment) => wholePower(plan, row, moment, condition),
    };
  const rows = plan.points.flatMap(({ subject, quantity: measured }, signal) =>
    subject.kind === subjectKind && measured === quantity ? [{ subject, signal }] : [],
  );
  const signals = Int32Array.from(rows, ({ signal }) => signal);
  return {
    ...limits,
    subjects: rows.map(({ subject }) => subject),
    valueOf: (row, { latest, nowMs }) =>
      freshValue(plan.index.signals, latest, signals[row] ?? noSignal, nowMs),
  };
}

export function watchRackShare(plan: AlarmPlan, condition: Condition<"rack_share">): Watching {
  const limit = { ...condition, side: "above" } as const;
  return {
    ...racksOf(plan),
    limit: condition.raiseAt,
    judge: (value) => readLimit(value, limit),
    valueOf: (row, moment) => {
      const limitW = plan.index.racks.limitsW[row] as number;
      const inWatts = { ...limit, raiseAt: limit.raiseAt * limitW, deadBand: limit.deadBand * limitW };
      return wholePower(plan, row, moment, inWatts) / limitW;
    },
  };
}

/**
 * Two measurements of one thing: how far they lie outside what their instruments and losses allow, as a share of the
 * larger. It is over when they agree again; in between nothing changes.
 */
export function watchDisagreement(
  { index, points }: AlarmPlan,
  { band }: Condition<"disagreement">,
): Watching {
  const pairs = pairsOf(index.document, points);
  return {
    subjects: pairs.map(({ subject }) => subject),
    limit: band,
    judge: (excess) => readLimit(excess, { side: "above", raiseAt: band, deadBand: band }),
    valueOf: (row, { latest, nowMs }) => {
      const pair = pairs[row];
      return pair ? excessNow(pair, latest, nowMs) : Number.NaN;
    },
  };
}

function racksOf({ index }: AlarmPlan): { readonly subjects: AlarmSubject[] } {
  return { subjects: index.racks.list.map(({ id }) => ({ kind: "rack", id })) };
}

type Bound = Pick<Condition<"limit">, "side" | "raiseAt" | "deadBand">;
const late = rackStates.indexOf("late");
const scratch = clearSum();

/** Power of a rack; NaN where a silent part could change the verdict. */
function wholePower({ index }: AlarmPlan, row: number, moment: AlarmMoment, bound: Bound): number {
  const powerW = moment.readings.powerW[row] ?? Number.NaN;
  if (moment.readings.states[row] !== late) return powerW;
  const { fresh, seen } = sumRackPower(index, moment.latest, moment.nowMs, row, scratch);
  return fresh === seen || isCertain(powerW, bound) ? powerW : Number.NaN;
}

/** The rack's sensor, else its warmest server; NaN where a silent sensor could be the warmer one. */
function inletOf(plan: AlarmPlan, row: number, moment: AlarmMoment, bound: Bound): number {
  const inletC = moment.readings.inletC[row] ?? Number.NaN;
  return isCertain(inletC, bound) || !mayBeWarmer(plan, row, moment) ? inletC : Number.NaN;
}

/** Whether a sensor that is silent could be warmer than the warmest server that is heard. */
export function mayBeWarmer({ index }: AlarmPlan, row: number, { latest, nowMs }: AlarmMoment): boolean {
  if (index.racks.inlet[row] !== noSignal) return false;
  for (
    let s = index.racks.firstServer[row] as number;
    s < (index.racks.firstServer[row + 1] as number);
    s++
  ) {
    const signal = index.servers.inlet[s] as number;
    if (signalRank(index.signals, latest, signal, nowMs) === rank.stale) return true;
  }
  return false;
}

/** More can only make it larger: beyond an upper limit is beyond it whatever is missing. */
function isCertain(value: number, bound: Bound): boolean {
  return bound.side === "above" && value >= bound.raiseAt;
}
