import type { Figure } from "@aidc/contract";
import type { EnergyInput, Integral, SummedPart } from "@aidc/domain";
import { energyFigure, facilityInputs, itInputs, pueFigure, worstGrade } from "@aidc/domain";
import type { BoundPoint } from "@aidc/store";
import type { FigureContext } from "./figure-context.ts";
import { lengthMs } from "./figure-context.ts";
import type { EnergySource } from "./joint-energy.ts";
import { jointEnergies } from "./joint-energy.ts";
import { integralsOver } from "./series-reader.ts";

type Input = EnergyInput<BoundPoint>;

export async function itEnergyFigure(context: FigureContext): Promise<Figure> {
  const inputs = itInputs(context.document, context.points);
  return sumFigure(context, "it_energy", inputs, `IT energy at ${context.document.center.itBoundary}`);
}

export async function facilityEnergyFigure(context: FigureContext): Promise<Figure> {
  const inputs = facilityInputs(context.document, context.points);
  return sumFigure(context, "facility_energy", inputs, "meters at the facility boundary");
}

async function sumFigure(
  context: FigureContext,
  name: "it_energy" | "facility_energy",
  inputs: readonly Input[],
  label: string,
): Promise<Figure> {
  const kind = inputs[0]?.subject.kind === "meter" ? "meter" : "point";
  return energyFigure({
    name,
    method: name === "it_energy" ? "energy" : "facility_energy",
    window: context.window,
    parts: await summedParts(context, inputs),
    expected: inputs.length,
    input: { kind, label },
  });
}

/** One part per input that has a series; the exact sum does not depend on their order. */
async function summedParts(context: FigureContext, inputs: readonly Input[]): Promise<SummedPart[]> {
  const sources = await chooseSources(context, inputs);
  const single = sources.filter((source) => source.counter === null || source.gauge === null);
  const points = single.flatMap(({ counter, gauge }) => counter ?? gauge ?? []);
  const integrals = new Map(zip(points, await integralsOver(context, points, context.window)));
  const parts: SummedPart[] = [];
  for (const source of sources) {
    const { counter, gauge, sign } = source;
    const point = counter ?? gauge;
    if (!point) continue;
    const known = counter && gauge ? await bridged(context, source) : integrals.get(point);
    if (known) parts.push({ ...known, grade: point.grade, sign });
  }
  return parts;
}

/** A register whose silences are bridged by power. */
async function bridged(
  context: FigureContext,
  source: EnergySource,
): Promise<Pick<Integral, "integral" | "coveredMs" | "resets">> {
  const { millijoules, coveredMs } = await jointEnergies(context, [source], context.window);
  return { integral: millijoules[0] ?? 0n, coveredMs, resets: 0 };
}

interface SignedSource extends EnergySource {
  readonly sign: 1 | -1;
}

/** Where there are an AC and a DC side, the first that covers anything in the window is used; never both. */
export async function chooseSources(
  context: FigureContext,
  inputs: readonly Input[],
): Promise<SignedSource[]> {
  const rivals = inputs.flatMap(({ gauges }) => (gauges.length > 1 ? gauges : []));
  const covered = new Map(zip(rivals, await integralsOver(context, rivals, context.window)));
  return inputs.map(({ counter, gauges, sign }) => {
    const first = gauges.find((gauge) => (covered.get(gauge)?.coveredMs ?? 0) > 0);
    return { counter, gauge: first ?? gauges[0] ?? null, sign };
  });
}

export async function pueOverWindow(context: FigureContext): Promise<Figure> {
  const { document, window, timeZone } = context;
  const facility = await chooseSources(context, facilityInputs(document, context.points));
  const it = await chooseSources(context, itInputs(document, context.points));
  const bothMetered = facility.length > 0 && it.length > 0;
  const everySource = [...facility, ...it];
  const silent = everySource.some(({ counter, gauge }) => counter === null && gauge === null);
  const joint = bothMetered && !silent ? await jointEnergies(context, everySource, window) : null;
  const sumOf = (sources: readonly SignedSource[], offset: number) =>
    sources.reduce(
      (sum, { sign }, index) => sum + BigInt(sign) * (joint?.millijoules[offset + index] ?? 0n),
      0n,
    );
  const grade = worstGrade(everySource.flatMap(({ counter, gauge }) => (counter ?? gauge)?.grade ?? []));
  const coverage = lengthMs(window) > 0 ? (joint?.coveredMs ?? 0) / lengthMs(window) : 0;
  const describe = (label: string, sources: readonly SignedSource[]) => ({
    kind: "meter" as const,
    label,
    count: sources.length,
    grade: worstGrade(sources.flatMap(({ counter, gauge }) => (counter ?? gauge)?.grade ?? [])),
    coverage: Math.min(1, coverage),
  });
  return pueFigure({
    window,
    timeZone,
    itBoundary: document.center.itBoundary,
    facilityMj: facility.length > 0 ? sumOf(facility, 0) : null,
    itMj: it.length > 0 ? sumOf(it, facility.length) : null,
    jointCoveredMs: joint?.coveredMs ?? 0,
    ratedItPowerW: document.center.ratedItPowerW ?? null,
    grade,
    inputs: [describe("facility", facility), describe("IT", it)],
  });
}

export function zip<A, B>(left: readonly A[], right: readonly B[]): [A, B][] {
  return left.flatMap((one, index): [A, B][] => {
    const other = right[index];
    return other === undefined ? [] : [[one, other]];
  });
}
