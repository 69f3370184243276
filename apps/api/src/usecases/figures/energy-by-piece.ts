/**
 * Energy of one source by adjoining pieces of a window (tariff bands). A register that was silent went on counting: what
 * it counted meanwhile is known, and of which piece it is only where the silence lies in one piece, be it over a midnight.
 * The rest is told apart, so that the pieces and the rest are what the register counted. Source: standards 1.1 "Counter beats gauge".
 */
import type { WindowMs } from "@aidc/contract";
import { integrate, intersectIntervals, liesIn, localDaysOver } from "@aidc/domain";
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
  if (isLookedAtAlone(source)) {
    const { millijoules } = await jointEnergies(reader, [source], window);
    const unplacedMj = (millijoules[0] ?? 0n) - sumOf(told);
    return withSilences({ pieces: told, unplacedMj }, pieces, silences);
  }
  const [whole] = await integralsOver(reader, [source.counter], window);
  const placed = await placedByDay(reader, source.counter, { window, pieces });
  const unplacedMj = (whole?.integral ?? 0n) - sumOf(placed);
  return withSilences({ pieces: placed, unplacedMj }, pieces, silences);
}

/** What no day has is of the piece that holds all of the silence, else of none. */
function withSilences(
  known: EnergyByPiece,
  windows: readonly WindowMs[],
  silences: readonly SilentSource[],
): EnergyByPiece {
  return silences.reduce<EnergyByPiece>(({ pieces, unplacedMj }, { window, millijoules, coveredMs }) => {
    const at = windows.findIndex((piece) => liesIn(window, piece));
    if (at < 0) return { pieces, unplacedMj: unplacedMj + millijoules };
    const add = (piece: EnergyByPiece["pieces"][number]) => ({
      millijoules: piece.millijoules + millijoules,
      coveredMs: piece.coveredMs + coveredMs,
    });
    return { pieces: pieces.map((piece, index) => (index === at ? add(piece) : piece)), unplacedMj };
  }, known);
}

const sumOf = (parts: readonly { readonly millijoules: bigint }[]): bigint =>
  parts.reduce((sum, { millijoules }) => sum + millijoules, 0n);

/** Day by day, because a day's sum is what every other figure adds up; only days with a silence are read closely. */
async function placedByDay(
  reader: SeriesReader,
  counter: BoundPoint,
  { window, pieces }: { readonly window: WindowMs; readonly pieces: readonly WindowMs[] },
): Promise<{ millijoules: bigint; coveredMs: number }[]> {
  const sums = pieces.map(() => ({ millijoules: 0n, coveredMs: 0 }));
  const days = localDaysOver(window, reader.timeZone);
  const parts = pieces.flatMap((piece, at) =>
    intersectIntervals([piece], days).map((part) => ({ part, at })),
  );
  const read = await jointEnergiesByPiece(
    reader,
    [{ counter, gauge: null }],
    parts.map(({ part }) => part),
  );
  for (const [index, { part, at }] of parts.entries()) {
    const sum = sums[at];
    const known = read[index];
    if (!sum || !known) continue;
    const isWhole = known.coveredMs >= part.toMs - part.fromMs;
    const closely = isWhole ? null : await integrateSamples(reader, counter, part);
    sum.millijoules += closely ? closely.integral : (known.millijoules[0] ?? 0n);
    sum.coveredMs += closely ? closely.coveredMs : known.coveredMs;
  }
  return sums;
}

async function integrateSamples(reader: SeriesReader, counter: BoundPoint, window: WindowMs) {
  const [samples = noSamples] = await readSamplesAround(reader, [counter], window);
  return integrate(samples, window, rulesOf(counter, reader.meters));
}
