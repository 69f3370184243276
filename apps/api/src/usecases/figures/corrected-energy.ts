import type { Correction, EnergySubject, WindowMs } from "@aidc/contract";
import { localDayAt, windowOfCorrection } from "@aidc/domain";
import { chooseSources } from "./energy-sources.ts";
import type { FigureContext } from "./figure-context.ts";
import { jointEnergies } from "./joint-energy.ts";

/** The window of a correction; of an exchange, which has none, the local day it falls into. */
export function windowTouchedBy(correction: Correction, timeZone: string): WindowMs {
  const window = windowOfCorrection(correction);
  return correction.draft.kind === "meter_exchange" ? localDayAt(window.fromMs, timeZone) : window;
}

/** Energy of one metered thing over the window of the context, with what corrects it. */
export async function energyOfSubject(
  context: FigureContext,
  subject: EnergySubject,
): Promise<{ millijoules: bigint; coveredMs: number }> {
  const find = (quantity: string) =>
    context.points.find(
      (point) =>
        point.subject.kind === subject.kind &&
        point.subject.id === subject.id &&
        point.quantity === quantity &&
        point.seriesId !== null,
    ) ?? null;
  const gauges = [find("power"), find("dc_power")].filter((point) => point !== null);
  const input = { subject, sign: 1 as const, role: null, counter: find("energy"), gauges };
  const sources = await chooseSources(context, [input]);
  const { millijoules, coveredMs } = await jointEnergies(context, sources, context.window);
  return { millijoules: millijoules[0] ?? 0n, coveredMs };
}
