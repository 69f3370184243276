/**
 * Energy of one source by adjoining pieces of a window (tariff bands). A register that was silent went on counting: what
 * it counted meanwhile is known, and of which piece it is only where the silence lies in one piece, be it over a midnight.
 * The rest is told apart, so that the pieces and the rest are what the register counted. Source: standards 1.1 "Counter beats gauge".
 */
import type { WindowMs } from "@aidc/contract";
import type { Samples } from "@aidc/domain";
import { integrateCounterThenGauge, intersectIntervals, liesIn, localDaysOver, touches } from "@aidc/domain";
import type { BoundPoint } from "@aidc/store";
import type { EnergySource } from "./joint-energy.ts";
import { isLookedAtAlone, jointEnergies, jointEnergiesByPiece } from "./joint-energy.ts";
import type { SilentSource } from "./midnight-silences.ts";
import { midnightSilences } from "./midnight-silences.ts";
import { rulesOf } from "./point-rules.ts";
import type { SeriesReader } from "./series-reader.ts";
import { integralsOver, noSamples, readSamplesAround } from "./series-reader.ts";

export interface EnergyByPiece {
  /** One per piece. */
  readonly pieces: readonly { readonly millijoules: bigint; readonly coveredMs: number }[];
  /** Of the window, and of no piece. */
  readonly unplacedMj: bigint;
}

/** @param pieces in order; they adjoin */
export async function energyByPiece(
  reader: SeriesReader,
  source: EnergySource,
  pieces: readonly WindowMs[],
): Promise<EnergyByPiece> {
  const [first, last] = [pieces[0], pieces.at(-1)];
  if (!first || !last) return { pieces: [], unplacedMj: 0n };
  const window = { fromMs: first.fromMs, toMs: last.toMs };
  const read = await jointEnergiesByPiece(reader, [source], pieces);
  const told = read.map(({ millijoules, coveredMs }) => ({ millijoules: millijoules[0] ?? 0n, coveredMs }));
  const coveredMs = told.reduce((sum, piece) => sum + piece.coveredMs, 0);
  if (source.counter === null || coveredMs >= window.toMs - window.fromMs)
    return { pieces: told, unplacedMj: 0n };
  const silences = await midnightSilences(reader, [source], window);
  const { counter } = source;
  const placed = await placedByDay(reader, { ...source, counter }, { window, pieces });
  // Of a day that the window cuts, a piece is read with the silences within it; over a midnight none is.
  const overMidnight = silences.filter((one) => localDaysOver(one.window, reader.timeZone).length > 1);
  const known = withSilences(placed, pieces, overMidnight);
  const whole = (await wholeOf(reader, { ...source, counter }, window)) + sumOf(silences);
  return { pieces: known, unplacedMj: whole - sumOf(known) };
}

type Register = EnergySource & { readonly counter: BoundPoint };

async function wholeOf(reader: SeriesReader, source: Register, window: WindowMs): Promise<bigint> {
  if (isLookedAtAlone(source)) return (await jointEnergies(reader, [source], window)).millijoules[0] ?? 0n;
  const [whole] = await integralsOver(reader, [source.counter], window);
  return whole?.integral ?? 0n;
}

/** What no day has is of the piece that holds all of the silence, else of none. */
function withSilences(
  known: EnergyByPiece["pieces"],
  windows: readonly WindowMs[],
  silences: readonly SilentSource[],
): EnergyByPiece["pieces"] {
  return silences.reduce((pieces, { window, millijoules, coveredMs }) => {
    const at = windows.findIndex((piece) => liesIn(window, piece));
    const add = (piece: EnergyByPiece["pieces"][number]) => ({
      millijoules: piece.millijoules + millijoules,
      coveredMs: piece.coveredMs + coveredMs,
    });
    return pieces.map((piece, index) => (index === at ? add(piece) : piece));
  }, known);
}

const sumOf = (parts: readonly { readonly millijoules: bigint }[]): bigint =>
  parts.reduce((sum, { millijoules }) => sum + millijoules, 0n);

/** Day by day, because a day's sum is what every other figure adds up; only days with a silence are read closely. */
async function placedByDay(
  reader: SeriesReader,
  source: Register,
  { window, pieces }: { readonly window: WindowMs; readonly pieces: readonly WindowMs[] },
): Promise<{ millijoules: bigint; coveredMs: number }[]> {
  const sums = pieces.map(() => ({ millijoules: 0n, coveredMs: 0 }));
  const parts = localDaysOver(window, reader.timeZone).flatMap((day) =>
    pieces.flatMap((piece, at) => intersectIntervals([piece], [day]).map((part) => ({ part, at, day }))),
  );
  const windows = parts.map(({ part }) => part);
  const read = await jointEnergiesByPiece(reader, [source], windows);
  const isClose = await closeDays(
    reader,
    source,
    parts.filter(({ part }, index) => (read[index]?.coveredMs ?? 0) < part.toMs - part.fromMs),
  );
  for (const [index, { part, at, day }] of parts.entries()) {
    const sum = sums[at];
    const known = read[index];
    if (!sum || !known) continue;
    const isWhole = known.coveredMs >= part.toMs - part.fromMs;
    const closely = isWhole || !isClose(day) ? null : await integrateSamples(reader, source, part);
    sum.millijoules += closely ? closely.integral : (known.millijoules[0] ?? 0n);
    sum.coveredMs += closely ? closely.coveredMs : known.coveredMs;
  }
  return sums;
}

/**
 * Days whose sum is what the register counted, silences with it. Where power or a correction tells a part of the day,
 * its sum is without the silence, and so are its pieces.
 */
async function closeDays(
  reader: SeriesReader,
  source: Register,
  lacking: readonly { readonly day: WindowMs }[],
): Promise<(day: WindowMs) => boolean> {
  if (!isLookedAtAlone(source)) return () => true;
  const close = new Set<WindowMs>();
  const counter = { counter: source.counter, gauge: null };
  for (const day of new Set(lacking.map((one) => one.day))) {
    if (source.correction?.patches.some((patch) => touches(patch.window, day))) continue;
    const { coveredMs } = await jointEnergies(reader, [counter], day);
    if (coveredMs >= day.toMs - day.fromMs) close.add(day);
  }
  return (day) => close.has(day);
}

/** The register with its silences, and power where a silence reaches out of the window. */
async function integrateSamples(reader: SeriesReader, { counter, gauge }: Register, window: WindowMs) {
  const [own = noSamples, power = noSamples] = await readSamplesAround(
    reader,
    gauge === null ? [counter] : [counter, gauge],
    window,
  );
  const inputOf = (point: BoundPoint, samples: Samples) => ({
    samples,
    rules: rulesOf(point, reader.meters),
  });
  return integrateCounterThenGauge(inputOf(counter, own), gauge && inputOf(gauge, power), window);
}
