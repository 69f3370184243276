/** What the energy of either side of the balance is read from: a register, its power, or both, and what corrects them. */
import type { Grade, WindowMs } from "@aidc/contract";
import type { EnergyInput } from "@aidc/domain";
import {
  exchangesOf,
  facilityInputs,
  gradeOfReading,
  itInputs,
  patchesOf,
  touches,
  worstGrade,
} from "@aidc/domain";
import type { BoundPoint } from "@aidc/store";
import type { FigureContext } from "./figure-context.ts";
import type { EnergySource, SourceCorrection } from "./joint-energy.ts";
import { integralsOver } from "./series-reader.ts";
import { zip } from "./zip.ts";

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

/** Of a side that only documents tell: theirs. */
export function gradeOfSide(sources: readonly SignedSource[], documents: number): Grade {
  const isMetered = sources.some(({ counter, gauge }) => (counter ?? gauge) !== null);
  return documents > 0 && !isMetered ? gradeOfReading : gradeOf(sources);
}
