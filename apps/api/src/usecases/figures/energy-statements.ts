import type { Correction, WindowMs } from "@aidc/contract";
import type { BalanceSide, EnergySpan, PlacedReading, UsedStatement } from "@aidc/domain";
import {
  gradeOfCorrection,
  gradeOfReading,
  isOf,
  placeReadings,
  touches,
  windowOfCorrection,
} from "@aidc/domain";
import type { BoundPoint, Rollup } from "@aidc/store";
import type { EnergySources, SignedSource } from "./energy-figures.ts";
import type { FigureContext } from "./figure-context.ts";
import { jointEnergies, pointsWithRedundant } from "./joint-energy.ts";
import { readRollups } from "./series-reader.ts";

/** Bills and readings of a time, with why those do not count that do not. */
export interface Statements {
  readonly spans: readonly EnergySpan[];
  readonly used: readonly UsedStatement[];
  /** By id of the record. */
  readonly unused: ReadonlyMap<string, "metered" | "covered_by_side">;
}

/**
 * What documents state of energy that touches the window. Where anything was measured or corrected in its time, a
 * statement does not count: two tellings of one energy are never added.
 */
export async function readSpans(
  context: FigureContext,
  sources: EnergySources,
  reach: WindowMs,
  readings: readonly PlacedReading[] = placeReadings(context.known.readings, context.document),
): Promise<Statements> {
  const placed = readings.filter(({ window }) => touches(window, reach));
  const unused = new Map<string, "metered" | "covered_by_side">();
  const counted: PlacedReading[] = [];
  const measured = await measuredAmong(context, sources, placed);
  // Those of a whole side first: one that does not count itself covers nothing.
  for (const reading of placed.toSorted((a, b) => rankOf(a) - rankOf(b))) {
    const why = measured.has(reading) ? "metered" : isOfSide(reading, counted) ? "covered_by_side" : null;
    if (why) unused.set(reading.record.id, why);
    else counted.push(reading);
  }
  const spans: EnergySpan[] = [];
  const windows = new Map(counted.map(({ window }) => [`${window.fromMs}/${window.toMs}`, window]));
  for (const window of windows.values()) {
    const own = counted.filter((one) => isSame(one.window, window));
    spans.push(await spanOf(context, sources, own, window));
  }
  const used = counted.map(({ side, window }) => ({
    ...{ kind: "document" as const, side, window, grade: gradeOfReading },
  }));
  return { spans, used, unused };
}

function rankOf({ meter }: PlacedReading): number {
  return meter === null ? 0 : 1;
}

function isSame(a: WindowMs, b: WindowMs): boolean {
  return a.fromMs === b.fromMs && a.toMs === b.toMs;
}

/** Whether a statement of the whole side takes the place of this one of a meter. */
function isOfSide({ meter, side, window }: PlacedReading, counted: readonly PlacedReading[]): boolean {
  return counted.some(
    (other) => meter !== null && other.meter === null && other.side === side && touches(other.window, window),
  );
}

/** Statements in whose time anything that they tell of was measured or corrected. */
async function measuredAmong(
  context: FigureContext,
  sources: EnergySources,
  placed: readonly PlacedReading[],
): Promise<ReadonlySet<PlacedReading>> {
  const measured = new Set<PlacedReading>();
  const alike = Map.groupBy(placed, ({ side, meter }) => JSON.stringify([side, meter]));
  for (const readings of alike.values()) {
    const [{ side, meter } = { side: "facility" as const, meter: null }] = readings;
    const targets = sources[side].filter(({ subject }) => meter === null || subject.id === meter);
    // The first of many mostly tells it all at once; the others are asked together, about each time it left open.
    const [first, others] = [targets.slice(0, 1), targets.slice(1)];
    for (const reading of await coveredAmong(context, first, readings)) measured.add(reading);
    for (const reading of others.length === 0 ? [] : readings.filter((one) => !measured.has(one)))
      for (const covered of await coveredAmong(context, others, [reading])) measured.add(covered);
  }
  return measured;
}

/** One question for all plain sources over all the time of the statements; a corrected one is looked at closely. */
async function coveredAmong(
  context: FigureContext,
  sources: readonly SignedSource[],
  readings: readonly PlacedReading[],
): Promise<PlacedReading[]> {
  const isPlain = ({ correction }: SignedSource) => !correction?.patches.length;
  const points = pointsWithRedundant(sources.filter(isPlain));
  const days = points.length === 0 ? [] : (await readDaysOf(context, points, readings)).flat();
  const covered: PlacedReading[] = [];
  for (const reading of readings) {
    let isCovered = days.some((day) => touches({ fromMs: day.startMs, toMs: day.endMs }, reading.window));
    for (const source of sources) {
      if (isCovered || isPlain(source)) continue;
      isCovered = (await jointEnergies(context, [source], reading.window)).coveredMs > 0;
    }
    if (isCovered) covered.push(reading);
  }
  return covered;
}

/** Of whole local days, as the statements' are: only those on which something was covered. */
async function readDaysOf(
  context: FigureContext,
  points: readonly BoundPoint[],
  readings: readonly PlacedReading[],
): Promise<Rollup[][]> {
  if (readings.length === 0) return [];
  const window = {
    fromMs: Math.min(...readings.map((reading) => reading.window.fromMs)),
    toMs: Math.max(...readings.map((reading) => reading.window.toMs)),
  };
  const rows = await readRollups(context, points, window, "1d");
  return rows.map((days) => days.filter(({ coveredMs }) => coveredMs > 0));
}

async function spanOf(
  context: FigureContext,
  sources: EnergySources,
  readings: readonly PlacedReading[],
  window: WindowMs,
): Promise<EnergySpan> {
  const lengthMs = window.toMs - window.fromMs;
  const sumOf = (side: BalanceSide) => {
    const own = readings.filter((one) => one.side === side);
    const integral = own.reduce((sum, { sign, millijoules }) => sum + BigInt(sign) * millijoules, 0n);
    const isWhole = own.some(({ meter }) => meter === null);
    const meters = isWhole ? Math.max(1, sources[side].length) : own.length;
    return { integral, coveredMs: meters * lengthMs, resets: 0 };
  };
  const facilityMj = await wholeSide(context, sources.facility, { readings, side: "facility", window });
  const itMj =
    facilityMj === null ? null : await wholeSide(context, sources.it, { readings, side: "it", window });
  return {
    window,
    facility: sumOf("facility"),
    it: sumOf("it"),
    joint:
      facilityMj === null || itMj === null
        ? { facilityMj: 0n, itMj: 0n, coveredMs: 0 }
        : { facilityMj, itMj, coveredMs: lengthMs },
  };
}

/** Energy of a side over exactly the window; null unless every source is stated or wholly measured there. */
async function wholeSide(
  context: FigureContext,
  sources: readonly SignedSource[],
  of: { readonly readings: readonly PlacedReading[]; readonly side: BalanceSide; readonly window: WindowMs },
): Promise<bigint | null> {
  const own = of.readings.filter(({ side }) => side === of.side);
  const stated = own.reduce((sum, { sign, millijoules }) => sum + BigInt(sign) * millijoules, 0n);
  if (own.some(({ meter }) => meter === null)) return stated;
  const measured = sources.filter(({ subject }) => !own.some(({ meter }) => meter === subject.id));
  if (sources.length === 0) return null;
  if (measured.length === 0) return stated;
  const { millijoules, coveredMs } = await jointEnergies(context, measured, of.window);
  if (coveredMs < of.window.toMs - of.window.fromMs) return null;
  return measured.reduce((sum, { sign }, at) => sum + BigInt(sign) * (millijoules[at] ?? 0n), stated);
}

/** How many sources ought to tell a side; one where only documents do. */
export function expectedOf(context: FigureContext, sources: EnergySources, side: BalanceSide): number {
  const { length } = sources[side];
  if (length > 0) return length;
  return context.known.readings.some(({ draft }) => draft.target === side) ? 1 : 0;
}

/** Corrections of what is in the balance that change the reach, each on its side. */
export function usedOf(
  { known }: Pick<FigureContext, "known">,
  sources: Readonly<Record<BalanceSide, readonly Pick<SignedSource, "subject">[]>>,
  reach: WindowMs,
): UsedStatement[] {
  return known.corrections.flatMap((correction) => {
    const window = changedBy(correction, reach);
    if (!touches(window, reach)) return [];
    return (["facility", "it"] as const)
      .filter((side) => sources[side].some(({ subject }) => isOf(correction, subject)))
      .map((side) => ({
        ...{ kind: "correction" as const, side, window, grade: gradeOfCorrection(correction) },
      }));
  });
}

/** The register that came with an exchange counts on with its factor, as far as anybody looks. */
function changedBy(correction: Correction, reach: WindowMs): WindowMs {
  const { fromMs, toMs } = windowOfCorrection(correction);
  const { draft } = correction;
  if (draft.kind !== "meter_exchange") return { fromMs, toMs };
  return { fromMs, toMs: Number(draft.factor) === 1 ? toMs + 1 : Math.max(toMs, reach.toMs) };
}
