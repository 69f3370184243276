import type { Correction, WindowMs } from "@aidc/contract";
import type { BalanceSide, EnergySpan, JudgedReading, PlacedReading, UsedStatement } from "@aidc/domain";
import {
  gradeOfCorrection,
  gradeOfReading,
  isOf,
  judgeReadings,
  liesIn,
  placeReadings,
  touches,
  windowOfCorrection,
} from "@aidc/domain";
import type { EnergySources, SignedSource } from "./energy-sources.ts";
import type { FigureContext } from "./figure-context.ts";
import { jointEnergies } from "./joint-energy.ts";
import type { CountedReading } from "./sampled-beside.ts";
import { leftOutOf, nothingJoint, notSampled, sampledBeside } from "./sampled-beside.ts";
import type { SideSilence } from "./silence-spans.ts";
import { sideSilences, silenceSpans } from "./silence-spans.ts";

/** Bills and readings of a time, each with what samples say beside it. */
export interface Statements {
  readonly spans: readonly EnergySpan[];
  readonly used: readonly UsedStatement[];
  /** By id of the record. */
  readonly judged: ReadonlyMap<string, JudgedReading>;
}

/**
 * What documents state of energy that touches the window, what samples of its time are left out for it, and what
 * registers counted in silences that no day has.
 * @param given absent: the readings of the balance; silences are looked for in all of the reach
 */
export async function readSpans(
  context: FigureContext,
  sources: EnergySources,
  reach: WindowMs,
  given: {
    readonly readings?: readonly PlacedReading[];
    readonly silences?: readonly SideSilence[];
  } = {},
): Promise<Statements> {
  const readings = given.readings ?? placeReadings(context.known.readings, context.document);
  const placed = readings.filter(({ window }) => touches(window, reach));
  const silent = given.silences ?? (await sideSilences(context, sources, reach));
  const sampled = await sampledBeside(context, sources, placed, silent);
  const judged = judgeReadings(placed, (reading) => sampled.get(reading) ?? notSampled);
  const counted = [...judged].flatMap(([reading, { notCounted, sampled: beside }]) =>
    notCounted === null ? [{ ...reading, sampled: beside }] : [],
  );
  const kept = silent.filter((silence) => !counted.some((reading) => cutsInto(reading, silence)));
  const spans = await silenceSpans(context, sources, kept);
  const told = [...spans];
  const windows = new Map(counted.map(({ window }) => [`${window.fromMs}/${window.toMs}`, window]));
  for (const window of windows.values()) {
    const own = counted.filter((one) => isSame(one.window, window));
    const stated = await spanOf(context, sources, own, window);
    const leftOut = await leftOutOf(context, sources, own, stated, told);
    spans.push(stated, ...(leftOut ? [leftOut] : []));
  }
  return {
    spans,
    used: counted.map(usedReading),
    judged: new Map([...judged].map(([{ record }, one]) => [record.id, one])),
  };
}

/** What a register counted in a silence that begins or ends in the time of a document cannot be told apart from it. */
function cutsInto({ side, meter, window }: PlacedReading, silence: SideSilence): boolean {
  const isOfIt = side === silence.side && (meter === null || silence.source.subject.id === meter);
  return isOfIt && touches(window, silence.window) && !liesIn(silence.window, window);
}

function usedReading({ record, side, window, sampled }: CountedReading): UsedStatement {
  const { target, document } = record.draft;
  const instead = sampled.coveredMs > 0 ? ", in place of samples" : "";
  const name = `${document} (${target}${instead})`;
  return { kind: "document", side, window, grade: gradeOfReading, name };
}

function isSame(a: WindowMs, b: WindowMs): boolean {
  return a.fromMs === b.fromMs && a.toMs === b.toMs;
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
    kind: "stated",
    window,
    facility: sumOf("facility"),
    it: sumOf("it"),
    joint: facilityMj === null || itMj === null ? nothingJoint : { facilityMj, itMj, coveredMs: lengthMs },
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
        kind: "correction" as const,
        side,
        window,
        grade: gradeOfCorrection(correction),
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
