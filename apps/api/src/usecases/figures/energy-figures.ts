import type { Figure, Grade, WindowMs } from "@aidc/contract";
import type { BalanceSide, EnergyInput, EnergySpan, Integral, SummedPart } from "@aidc/domain";
import {
  energyFigure,
  exchangesOf,
  facilityInputs,
  gradeOfReading,
  itInputs,
  orMismatch,
  patchesOf,
  pueFigure,
  spansIn,
  tellUsed,
  touches,
  worstGrade,
} from "@aidc/domain";
import type { BoundPoint } from "@aidc/store";
import { expectedOf, readSpans, usedOf } from "./energy-statements.ts";
import type { FigureContext } from "./figure-context.ts";
import { lengthMs } from "./figure-context.ts";
import type { EnergySource, SourceCorrection } from "./joint-energy.ts";
import { jointEnergies } from "./joint-energy.ts";
import { integralsOver } from "./series-reader.ts";

type Input = EnergyInput<BoundPoint>;

/** What either side of the balance is made of. */
export interface EnergySources {
  readonly facility: readonly SignedSource[];
  readonly it: readonly SignedSource[];
}

/** Chosen over the window of the context, so that they are those of its figures. */
export async function energySources(context: FigureContext): Promise<EnergySources> {
  const { document, points } = context;
  return {
    facility: await chooseSources(context, facilityInputs(document, points)),
    it: await chooseSources(context, itInputs(document, points)),
  };
}

export function itEnergyFigure(context: FigureContext): Promise<Figure> {
  return sumFigure(context, "it", `IT energy at ${context.document.center.itBoundary}`);
}

export function facilityEnergyFigure(context: FigureContext): Promise<Figure> {
  return sumFigure(context, "facility", "meters at the facility boundary");
}

async function sumFigure(context: FigureContext, side: BalanceSide, label: string): Promise<Figure> {
  const { window, known } = context;
  // Documents may state one side where the other is measured; without any, the other side is not asked about.
  const sources = known.readings.length > 0 ? await energySources(context) : await oneSide(context, side);
  const { spans, used } = await readSpans(context, sources, window);
  const own = sources[side];
  const stated = spansIn(spans, window).flatMap((span) =>
    span[side].coveredMs > 0 ? [{ ...span[side], grade: gradeOfReading }] : [],
  );
  const measured = await summedParts(context, own);
  const figure = energyFigure({
    name: `${side}_energy`,
    method: side === "it" ? "energy" : "facility_energy",
    window,
    // A meter that says nothing beside a document has no part in its grade.
    parts: [...measured.filter(({ coveredMs }) => stated.length === 0 || coveredMs > 0), ...stated],
    expected: expectedOf(context, sources, side),
    input: { kind: own[0] === undefined || own[0].subject.kind === "meter" ? "meter" : "point", label },
  });
  const all = [...used, ...usedOf(context, sources, window)];
  return orMismatch(tellUsed(figure, all, { sides: [side], window }), spans, { window, side });
}

async function oneSide(context: FigureContext, side: BalanceSide): Promise<EnergySources> {
  const { document, points } = context;
  const none = { facility: [], it: [] };
  return side === "it"
    ? { ...none, it: await chooseSources(context, itInputs(document, points)) }
    : { ...none, facility: await chooseSources(context, facilityInputs(document, points)) };
}

/** One part per source that has a series or a correction; the exact sum does not depend on their order. */
export async function summedParts(
  context: FigureContext,
  sources: readonly SignedSource[],
): Promise<SummedPart[]> {
  const single = sources.filter((source) => !isLookedAtAlone(source));
  const points = single.flatMap(({ counter, gauge }) => counter ?? gauge ?? []);
  const integrals = new Map(zip(points, await integralsOver(context, points, context.window)));
  const parts: SummedPart[] = [];
  for (const source of sources) {
    const point = source.counter ?? source.gauge;
    const known = isLookedAtAlone(source) ? await bridged(context, source) : point && integrals.get(point);
    if (known) parts.push({ ...known, grade: point?.grade ?? gradeOfReading, sign: source.sign });
  }
  return parts;
}

/** A register with power beside it, and whatever is corrected: no sum of roll-ups tells their energy. */
export function isLookedAtAlone({ counter, gauge, correction }: EnergySource): boolean {
  return correction !== undefined || (counter !== null && gauge !== null);
}

/** A register whose silences are bridged by power, with what corrects both. */
async function bridged(
  context: FigureContext,
  source: EnergySource,
): Promise<Pick<Integral, "integral" | "coveredMs" | "resets">> {
  const { millijoules, coveredMs } = await jointEnergies(context, [source], context.window);
  return { integral: millijoules[0] ?? 0n, coveredMs, resets: 0 };
}

export interface SignedSource extends EnergySource {
  readonly subject: Input["subject"];
  readonly sign: 1 | -1;
}

/** Where there are an AC and a DC side, the first that covers anything in the window is used; never both. */
export async function chooseSources(
  context: FigureContext,
  inputs: readonly Input[],
): Promise<SignedSource[]> {
  const rivals = inputs.flatMap(({ gauges }) => (gauges.length > 1 ? gauges : []));
  const covered = new Map(zip(rivals, await integralsOver(context, rivals, context.window)));
  return inputs.map(({ subject, counter, gauges, sign }) => {
    const first = gauges.find((gauge) => (covered.get(gauge)?.coveredMs ?? 0) > 0);
    const correction = correctionOf(context, subject);
    return { subject, counter, gauge: first ?? gauges[0] ?? null, sign, correction };
  });
}

/** An exchange alone is there already: the register's roll-ups and rules know of it. */
export function correctionOf(
  context: FigureContext,
  subject: Input["subject"],
): SourceCorrection | undefined {
  const { corrections } = context.known;
  const patches = patchesOf(corrections, subject);
  if (patches.length === 0 && exchangesOf(corrections, subject).length === 0) return undefined;
  const redundant = patches.flatMap((patch) => (patch.kind === "redundant" ? [patch.meter] : []));
  return { patches, redundant: new Map(redundant.map((id) => [id, sourceOfMeter(context, id)])) };
}

function sourceOfMeter({ points }: FigureContext, id: string): EnergySource {
  const find = (quantity: BoundPoint["quantity"]) =>
    points.find(
      (point) =>
        point.subject.kind === "meter" &&
        point.subject.id === id &&
        point.quantity === quantity &&
        point.seriesId !== null,
    ) ?? null;
  return { counter: find("energy"), gauge: find("power") };
}

export function gradeOf(sources: readonly SignedSource[]) {
  return worstGrade(sources.flatMap(({ counter, gauge }) => (counter ?? gauge)?.grade ?? []));
}

/** Somebody put right what it says of some time in the window. */
export function isPatched({ correction }: EnergySource, window: WindowMs): boolean {
  return correction?.patches.some((patch) => touches(patch.window, window)) ?? false;
}

/** Nothing tells its energy: no series and no correction. */
export function isSilent({ counter, gauge, correction }: EnergySource): boolean {
  return counter === null && gauge === null && !correction?.patches.length;
}

export async function pueOverWindow(context: FigureContext): Promise<Figure> {
  const { document, window, timeZone } = context;
  const sources = await energySources(context);
  const { spans, used } = await readSpans(context, sources, window);
  const joint = await jointOver(context, sources, spans);
  const [facilityCount, itCount] = [
    expectedOf(context, sources, "facility"),
    expectedOf(context, sources, "it"),
  ];
  const coverage = lengthMs(window) > 0 ? joint.coveredMs / lengthMs(window) : 0;
  const describe = (label: string, own: readonly SignedSource[], count: number) => ({
    ...{ kind: "meter" as const, label, count, grade: gradeOfSide(own, used.length) },
    coverage: Math.min(1, coverage),
  });
  const figure = pueFigure({
    window,
    timeZone,
    itBoundary: document.center.itBoundary,
    facilityMj: facilityCount > 0 ? joint.facilityMj : null,
    itMj: itCount > 0 ? joint.itMj : null,
    jointCoveredMs: joint.coveredMs,
    ratedItPowerW: document.center.ratedItPowerW ?? null,
    grade: worstGrade(
      [sources.facility, sources.it]
        .filter((own) => own.length > 0 || used.length > 0)
        .map((own) => gradeOfSide(own, used.length)),
    ),
    inputs: [describe("facility", sources.facility, facilityCount), describe("IT", sources.it, itCount)],
  });
  const all = [...used, ...usedOf(context, sources, window)];
  const told = tellUsed(figure, all, { sides: ["facility", "it"], window });
  return orMismatch(told, spans, { window, side: "joint" });
}

/** Of a side that only documents tell: theirs. */
export function gradeOfSide(sources: readonly SignedSource[], documents: number): Grade {
  const isMetered = sources.some(({ counter, gauge }) => (counter ?? gauge) !== null);
  return documents > 0 && !isMetered ? gradeOfReading : gradeOf(sources);
}

/** Both sides over the time that all of both cover, and over that which documents state for both alike. */
async function jointOver(
  context: FigureContext,
  { facility, it }: EnergySources,
  spans: readonly EnergySpan[],
): Promise<EnergySpan["joint"]> {
  const all = [...facility, ...it];
  const isMetered = facility.length > 0 && it.length > 0 && !all.some(isSilent);
  const joint = isMetered ? await jointEnergies(context, all, context.window) : null;
  const sumOf = (own: readonly SignedSource[], offset: number) =>
    own.reduce((sum, { sign }, at) => sum + BigInt(sign) * (joint?.millijoules[offset + at] ?? 0n), 0n);
  const stated = spansIn(spans, context.window).map((span) => span.joint);
  return {
    facilityMj: stated.reduce((sum, one) => sum + one.facilityMj, sumOf(facility, 0)),
    itMj: stated.reduce((sum, one) => sum + one.itMj, sumOf(it, facility.length)),
    coveredMs: stated.reduce((sum, one) => sum + one.coveredMs, joint?.coveredMs ?? 0),
  };
}

export function zip<A, B>(left: readonly A[], right: readonly B[]): [A, B][] {
  return left.flatMap((one, index): [A, B][] => {
    const other = right[index];
    return other === undefined ? [] : [[one, other]];
  });
}
