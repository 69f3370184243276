/**
 * Silences of registers as spans of the energy balance: silences that overlap are one span, in which both sides are known
 * together where every other source is known over all of it. Source: decision 57.
 */
import type { WindowMs } from "@aidc/contract";
import type { BalanceSide, EnergySpan } from "@aidc/domain";
import { integrate, liesIn, unionIntervals } from "@aidc/domain";
import type { EnergySources, SignedSource } from "./energy-sources.ts";
import { gradeOf, isPatched } from "./energy-sources.ts";
import type { FigureContext } from "./figure-context.ts";
import { isSilent, jointEnergies } from "./joint-energy.ts";
import type { SilentSource } from "./midnight-silences.ts";
import { midnightSilences } from "./midnight-silences.ts";
import { rulesOf } from "./point-rules.ts";
import { jointSum, nothingJoint } from "./sampled-beside.ts";
import type { SeriesReader } from "./series-reader.ts";
import { noSamples, readSamplesAround } from "./series-reader.ts";

export type SideSilence = SilentSource<SignedSource> & { readonly side: BalanceSide };

/** @param days in which something may be missing; absent: all of the reach */
export async function sideSilences(
  context: SeriesReader,
  sources: EnergySources,
  reach: WindowMs,
  days?: readonly WindowMs[],
): Promise<SideSilence[]> {
  const of = async (side: BalanceSide) => {
    const found = await midnightSilences(context, sources[side], reach, days);
    return found.map((silence) => ({ ...silence, side }));
  };
  return [...(await of("facility")), ...(await of("it"))];
}

export async function silenceSpans(
  context: FigureContext,
  sources: EnergySources,
  silences: readonly SideSilence[],
): Promise<EnergySpan[]> {
  const spans: EnergySpan[] = [];
  for (const window of unionIntervals(silences.map((silence) => silence.window))) {
    const own = silences.filter((silence) => liesIn(silence.window, window));
    const sumOf = (of: BalanceSide) => {
      const parts = own.filter(({ side }) => side === of);
      return {
        integral: parts.reduce((sum, { source, millijoules }) => sum + BigInt(source.sign) * millijoules, 0n),
        coveredMs: parts.reduce((sum, { coveredMs }) => sum + coveredMs, 0),
        resets: 0,
      };
    };
    spans.push({
      kind: "silence",
      window,
      grade: gradeOf(own.map(({ source }) => source)),
      facility: sumOf("facility"),
      it: sumOf("it"),
      joint: await jointRest(context, sources, own, window),
    });
  }
  return spans;
}

/** What no day has of the time that all sources of both sides are known over. */
async function jointRest(
  context: FigureContext,
  sources: EnergySources,
  silences: readonly SideSilence[],
  window: WindowMs,
): Promise<EnergySpan["joint"]> {
  const silent = new Set(silences.map(({ source }) => source));
  const [facilityMj, itMj] = [
    await wholeOf(context, sources.facility, silent, window),
    await wholeOf(context, sources.it, silent, window),
  ];
  if (facilityMj === null || itMj === null) return nothingJoint;
  const isBridged = [...silent].some(({ gauge }) => gauge !== null);
  const told = isBridged ? await jointSum(context, sources, window) : nothingJoint;
  return {
    facilityMj: facilityMj - told.facilityMj,
    itMj: itMj - told.itMj,
    coveredMs: window.toMs - window.fromMs - told.coveredMs,
  };
}

/** Energy of a side over exactly the window, silences in it included; null unless all of its sources are known. */
async function wholeOf(
  context: FigureContext,
  side: readonly SignedSource[],
  silent: ReadonlySet<SignedSource>,
  window: WindowMs,
): Promise<bigint | null> {
  const registers = side.filter((source) => silent.has(source));
  const others = side.filter((source) => !silent.has(source));
  if (side.length === 0 || others.some(isSilent) || registers.some((one) => isPatched(one, window)))
    return null;
  const lengthMs = window.toMs - window.fromMs;
  const counters = registers.flatMap(({ counter }) => counter ?? []);
  const samples = await readSamplesAround(context, counters, window);
  const read = counters.map((counter, at) =>
    integrate(samples[at] ?? noSamples, window, rulesOf(counter, context.meters)),
  );
  if (read.some(({ coveredMs }) => coveredMs < lengthMs)) return null;
  const own = registers.reduce((sum, { sign }, at) => sum + BigInt(sign) * (read[at]?.integral ?? 0n), 0n);
  if (others.length === 0) return own;
  const { millijoules, coveredMs } = await jointEnergies(context, others, window);
  if (coveredMs < lengthMs) return null;
  return others.reduce((sum, { sign }, at) => sum + BigInt(sign) * (millijoules[at] ?? 0n), own);
}
