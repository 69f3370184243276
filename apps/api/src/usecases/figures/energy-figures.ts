import type { Figure, FigureInput } from "@aidc/contract";
import type { BalanceSide, EnergySpan, Integral, SummedPart } from "@aidc/domain";
import {
  energyFigure,
  facilityInputs,
  gradeOfReading,
  hallsWithoutMeter,
  itInputs,
  orMismatch,
  pueFigure,
  spansIn,
  tellUsed,
  withStated,
  worstGrade,
} from "@aidc/domain";
import type { EnergySources, SignedSource } from "./energy-sources.ts";
import { chooseSources, energySources, gradeOfSide } from "./energy-sources.ts";
import { expectedOf, readSpans, usedOf } from "./energy-statements.ts";
import type { FigureContext } from "./figure-context.ts";
import { lengthMs } from "./figure-context.ts";
import type { EnergySource } from "./joint-energy.ts";
import { isLookedAtAlone, jointEnergies } from "./joint-energy.ts";
import { addJoint, jointSum } from "./sampled-beside.ts";
import { integralsOver } from "./series-reader.ts";
import { zip } from "./zip.ts";

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
  const measured = await summedParts(context, own);
  const figure = energyFigure({
    name: `${side}_energy`,
    method: side === "it" ? "energy" : "facility_energy",
    window,
    parts: withStated(measured, spansIn(spans, window), side),
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

/** A register whose silences are bridged by power, with what corrects both. */
async function bridged(
  context: FigureContext,
  source: EnergySource,
): Promise<Pick<Integral, "integral" | "coveredMs" | "resets">> {
  const { millijoules, coveredMs } = await jointEnergies(context, [source], context.window);
  return { integral: millijoules[0] ?? 0n, coveredMs, resets: 0 };
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
    kind: "meter" as const,
    label,
    count,
    grade: gradeOfSide(own, used.length),
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
    inputs: [
      describe("facility", sources.facility, facilityCount),
      describe("IT", sources.it, itCount),
      ...unmeteredInputs(context),
    ],
  });
  const all = [...used, ...usedOf(context, sources, window)];
  const told = tellUsed(figure, all, { sides: ["facility", "it"], window });
  return orMismatch(told, spans, { window, side: "joint" });
}

/** Racks that no IT meter reaches, with the share of the center's that one does reach. */
function unmeteredInputs({ document, points }: FigureContext): FigureInput[] {
  const halls = hallsWithoutMeter(document, points);
  if (halls === null) return [];
  const label = `racks without an IT meter (${halls.names.join(", ")})`;
  const coverage = 1 - halls.racks / halls.of;
  return [{ kind: "inventory", label, count: halls.racks, grade: "metered", coverage }];
}

/** Both sides over the time that all of both cover, and over that which documents state for both alike. */
export async function jointOver(
  context: FigureContext,
  sources: EnergySources,
  spans: readonly EnergySpan[],
): Promise<EnergySpan["joint"]> {
  const measured = await jointSum(context, sources, context.window);
  return addJoint([measured, ...spansIn(spans, context.window).map(({ joint }) => joint)]);
}
