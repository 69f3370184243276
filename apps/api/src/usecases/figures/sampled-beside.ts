/** What samples say of the time of bills and readings, and what of it is left out where those count instead. */
import type { WindowMs } from "@aidc/contract";
import type { BalanceSide, EnergySpan, PlacedReading, SampledBeside } from "@aidc/domain";
import { liesIn, localDaysOver, spansIn, touches } from "@aidc/domain";
import type { Rollup } from "@aidc/store";
import type { EnergySources, SignedSource } from "./energy-sources.ts";
import type { FigureContext } from "./figure-context.ts";
import { isLookedAtAlone, isSilent, jointEnergies } from "./joint-energy.ts";
import { readRollups } from "./series-reader.ts";
import type { SideSilence } from "./silence-spans.ts";

/** A statement that counts, with the samples that are left out for it. */
export type CountedReading = PlacedReading & { readonly sampled: SampledBeside };

export const notSampled: SampledBeside = { integral: 0n, coveredMs: 0, resets: 0, coverage: 0 };

/** What is measured or corrected of the thing that each statement tells of, over its time. */
export async function sampledBeside(
  context: FigureContext,
  sources: EnergySources,
  placed: readonly PlacedReading[],
  silences: readonly SideSilence[] = [],
): Promise<ReadonlyMap<PlacedReading, SampledBeside>> {
  const sampled = new Map<PlacedReading, SampledBeside>();
  const alike = Map.groupBy(placed, ({ side, meter }) => JSON.stringify([side, meter]));
  for (const readings of alike.values()) {
    const [{ side, meter } = { side: "facility" as const, meter: null }] = readings;
    const targets = sources[side].filter(({ subject }) => meter === null || subject.id === meter);
    const plain = targets.filter((source) => !isLookedAtAlone(source));
    const days = await readDaysOf(context, plain, readings);
    for (const reading of readings) {
      const parts = days.filter((day) => touches({ fromMs: day.startMs, toMs: day.endMs }, reading.window));
      for (const source of targets.filter(isLookedAtAlone))
        parts.push(await daySumOf(context, source, reading.window));
      const own = silences.filter((one) => one.side === side && isWithin(one, reading));
      parts.push(...own.filter(({ window }) => isOverMidnight(context, window)).map(sumOfSilence));
      sampled.set(reading, besideOf(parts, targets.length, reading.window));
    }
  }
  return sampled;
}

/** Of the very thing that the statement tells of, and of no other time. */
function isWithin({ source, window }: SideSilence, { meter, ...reading }: PlacedReading): boolean {
  return (meter === null || source.subject.id === meter) && liesIn(window, reading.window);
}

/** Within a day it is in the sum of the day, also where a window cuts that day. */
const isOverMidnight = ({ timeZone }: FigureContext, window: WindowMs): boolean =>
  localDaysOver(window, timeZone).length > 1;

function sumOfSilence({ source, window, millijoules, coveredMs }: SideSilence): DayOfSource {
  const integral = BigInt(source.sign) * millijoules;
  return { startMs: window.fromMs, endMs: window.toMs, integral, coveredMs, resets: 0 };
}

type DayOfSource = Pick<Rollup, "startMs" | "endMs" | "integral" | "coveredMs" | "resets">;

function besideOf(parts: readonly DayOfSource[], sources: number, { fromMs, toMs }: WindowMs): SampledBeside {
  const sum = parts.reduce(
    (all, { integral, coveredMs, resets }) => ({
      integral: all.integral + integral,
      coveredMs: all.coveredMs + coveredMs,
      resets: all.resets + resets,
    }),
    { integral: 0n, coveredMs: 0, resets: 0 },
  );
  return { ...sum, coverage: sources === 0 ? 0 : sum.coveredMs / sources / (toMs - fromMs) };
}

/** Whole local days, as the statements' are, each with the sign of its source; one question for all of them. */
async function readDaysOf(
  context: FigureContext,
  sources: readonly SignedSource[],
  readings: readonly PlacedReading[],
): Promise<DayOfSource[]> {
  const told = sources.flatMap(({ counter, gauge, sign }) => {
    const point = counter ?? gauge;
    return point ? [{ point, sign }] : [];
  });
  if (told.length === 0) return [];
  const window = {
    fromMs: Math.min(...readings.map((reading) => reading.window.fromMs)),
    toMs: Math.max(...readings.map((reading) => reading.window.toMs)),
  };
  const points = told.map(({ point }) => point);
  const rows = await readRollups(context, points, window, "1d");
  return told.flatMap(({ sign }, at) =>
    (rows[at] ?? [])
      .filter(({ coveredMs }) => coveredMs > 0)
      .map((day) => ({ ...day, integral: BigInt(sign) * day.integral })),
  );
}

/** A register with power beside it, or a corrected source: looked at closely over all of the time. */
async function daySumOf(
  context: FigureContext,
  source: SignedSource,
  window: WindowMs,
): Promise<DayOfSource> {
  const { millijoules, coveredMs } = await jointEnergies(context, [source], window);
  const integral = BigInt(source.sign) * (millijoules[0] ?? 0n);
  return { startMs: window.fromMs, endMs: window.toMs, integral, coveredMs, resets: 0 };
}

/** Samples that the statements of one time take the place of; null: there are none. */
export async function leftOutOf(
  context: FigureContext,
  sources: EnergySources,
  readings: readonly CountedReading[],
  { window, joint }: EnergySpan,
  silent: readonly EnergySpan[] = [],
): Promise<EnergySpan | null> {
  if (readings.every(({ sampled }) => sampled.coveredMs === 0)) return null;
  const sumOf = (side: BalanceSide) => {
    const own = readings.filter((one) => one.side === side);
    const sum = (of: (sampled: SampledBeside) => number) =>
      own.reduce((total, { sampled }) => total - of(sampled), 0);
    return {
      integral: own.reduce((total, { sampled }) => total - sampled.integral, 0n),
      coveredMs: sum(({ coveredMs }) => coveredMs),
      resets: sum(({ resets }) => resets),
    };
  };
  // Of one whose samples cover nothing the two sides have no time together either.
  const isJoint = joint.coveredMs > 0 && readings.every(({ sampled }) => sampled.coveredMs > 0);
  const measured = isJoint
    ? addJoint([await jointSum(context, sources, window), ...spansIn(silent, window).map((one) => one.joint)])
    : nothingJoint;
  return {
    kind: "left_out",
    window,
    facility: sumOf("facility"),
    it: sumOf("it"),
    joint: {
      facilityMj: -measured.facilityMj,
      itMj: -measured.itMj,
      coveredMs: 0 - measured.coveredMs,
    },
  };
}

export function addJoint(parts: readonly EnergySpan["joint"][]): EnergySpan["joint"] {
  return parts.reduce(
    (sum, { facilityMj, itMj, coveredMs }) => ({
      facilityMj: sum.facilityMj + facilityMj,
      itMj: sum.itMj + itMj,
      coveredMs: sum.coveredMs + coveredMs,
    }),
    nothingJoint,
  );
}

export const nothingJoint: EnergySpan["joint"] = { facilityMj: 0n, itMj: 0n, coveredMs: 0 };

/** Both sides over the time of the window that all of both cover; nothing where a side has no source. */
export async function jointSum(
  context: FigureContext,
  { facility, it }: EnergySources,
  window: WindowMs,
): Promise<EnergySpan["joint"]> {
  const all = [...facility, ...it];
  if (facility.length === 0 || it.length === 0 || all.some(isSilent)) return nothingJoint;
  const { millijoules, coveredMs } = await jointEnergies(context, all, window);
  const sumOf = (own: readonly SignedSource[], offset: number) =>
    own.reduce((sum, { sign }, at) => sum + BigInt(sign) * (millijoules[offset + at] ?? 0n), 0n);
  return { facilityMj: sumOf(facility, 0), itMj: sumOf(it, facility.length), coveredMs };
}
