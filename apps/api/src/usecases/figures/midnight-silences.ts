/**
 * Registers that were silent over a midnight: they went on counting, and no day's sum has what they counted, because
 * nobody knows how it spreads over the days. It is known for the silence as a whole. On days that a window cuts, sums are of
 * hours and of 5 minutes, and the same holds of what was silent over their edges. Source: standards 1.1; decision 57.
 */
import type { WindowMs } from "@aidc/contract";
import type { Silence, Tile } from "@aidc/domain";
import { bucketEdgesOver, liesIn, silencesIn, tileWindow, touches } from "@aidc/domain";
import type { BoundPoint } from "@aidc/store";
import type { EnergySource } from "./joint-energy.ts";
import { jointEnergiesByPiece } from "./joint-energy.ts";
import { rulesOf } from "./point-rules.ts";
import type { SeriesReader } from "./series-reader.ts";
import { expectedSamples, noSamples, readRollups, readSamplesAround } from "./series-reader.ts";

export interface SilentSource<S extends EnergySource = EnergySource> {
  readonly source: S;
  readonly window: WindowMs;
  /** What no sum tells of it: where power bridged some of the silence, the rest. mJ, without the sign of the source. */
  readonly millijoules: bigint;
  /** Of the silence, without what power bridged. */
  readonly coveredMs: number;
}

/** Samples that one question may read around such edges; by declared cadence, so that equal inputs tell the same. */
const mostSamples = 5_000_000;

/** A stretch that one row of sums tells, of a cut edge none. */
type Piece = Tile;
type Pieces = readonly Piece[];

/**
 * @param days in which something may be missing, in order; absent: all of the window, with the days that it cuts
 * @returns silences that lie in the window, of no time that a correction tells of
 */
export async function midnightSilences<S extends EnergySource>(
  reader: SeriesReader,
  sources: readonly S[],
  window: WindowMs,
  days?: readonly WindowMs[],
): Promise<SilentSource<S>[]> {
  const registers = sources.flatMap((source) =>
    source.counter && source.counter.seriesId !== null ? [{ source, counter: source.counter }] : [],
  );
  const pieces = days?.map((day): Piece => ({ ...day, from: "1d" })) ?? piecesOf(reader, window);
  const runs = adjoining(pieces).filter((run) => run.length > 1);
  if (registers.length === 0 || runs.length === 0) return [];
  const counters = registers.map(({ counter }) => counter);
  const lacking = await lackingRuns(reader, counters, runs);
  const asked = registers.flatMap((register, at) => (lacking[at] ?? []).map((run) => ({ ...register, run })));
  const found: SilentSource<S>[] = [];
  for (const alike of affordable(asked)) {
    const run = alike[0]?.run ?? [];
    const silences = await readSilences(
      reader,
      alike.map(({ counter }) => counter),
      run,
    );
    for (const [at, { source }] of alike.entries())
      for (const silence of silences[at] ?? [])
        if (liesIn(silence.window, window) && !isTouched(source, silence.window))
          found.push(await restOf(reader, source, silence, run));
  }
  return found;
}

/** Registers with the same days to look at are read together, as many as there are samples for. */
function affordable<A extends { readonly counter: BoundPoint; readonly run: Pieces }>(asked: readonly A[]) {
  let left = mostSamples;
  const within = asked.filter(({ counter, run }) => {
    const cost = expectedSamples([counter], reachOf(run));
    if (cost > left) return false;
    left -= cost;
    return true;
  });
  return Map.groupBy(within, ({ run }) => `${reachOf(run).fromMs}/${reachOf(run).toMs}`).values();
}

/** As sums over the window are read. */
function piecesOf({ timeZone }: SeriesReader, window: WindowMs): Piece[] {
  return tileWindow(window, timeZone).flatMap((tile): Piece[] => {
    const { from } = tile;
    if (from === "samples") return [tile];
    const edges = [...bucketEdgesOver(tile, from, timeZone)];
    return edges.slice(1).map((toMs, at) => ({ fromMs: edges[at] ?? toMs, toMs, from }));
  });
}

const reachOf = (pieces: readonly WindowMs[]): WindowMs => ({
  fromMs: pieces[0]?.fromMs ?? 0,
  toMs: pieces.at(-1)?.toMs ?? 0,
});

function adjoining(pieces: Pieces): Piece[][] {
  const runs: Piece[][] = [];
  for (const piece of pieces) {
    const last = runs.at(-1);
    if (last?.at(-1)?.toMs === piece.fromMs) last.push(piece);
    else runs.push([piece]);
  }
  return runs;
}

/**
 * By register: pieces that adjoin and are none of them known wholly; only between such can a silence have begun and ended,
 * or at the very edge of the one that follows.
 */
async function lackingRuns(
  reader: SeriesReader,
  counters: readonly BoundPoint[],
  runs: readonly Pieces[],
): Promise<Piece[][][]> {
  const alike = runs.flatMap((run) => [...Map.groupBy(run, (piece) => sizeAt(run, piece)).values()]);
  const read = await Promise.all(alike.map((some) => readPieces(reader, counters, some)));
  return counters.map((_, at) => {
    const rows = new Map(read.flatMap((ofRun) => ofRun[at] ?? []).map((row) => [row.startMs, row]));
    const rowOf = ({ fromMs, from }: Piece) => (from === "samples" ? undefined : rows.get(fromMs));
    // An edge of which nothing is added up may hold one end of a silence; the other is seen beside it.
    const mayEnd = (piece: Piece) => piece.from === "samples" || (rowOf(piece)?.samples ?? 0) > 0;
    const isWhole = (piece: Piece) => (rowOf(piece)?.coveredMs ?? 0) >= piece.toMs - piece.fromMs;
    const isFollowed = (run: Pieces, all: Pieces) => all.some(({ fromMs }) => fromMs === run.at(-1)?.toMs);
    return runs.flatMap((all) =>
      adjoining(all.filter((piece) => !isWhole(piece))).filter((run) => {
        const ends = run.filter(mayEnd).length + (isFollowed(run, all) ? 1 : 0);
        return ends > 1 && run.some(({ from }) => from !== "samples");
      }),
    );
  });
}

/** Hours before the whole days and after them are read apart. */
function sizeAt(run: Pieces, { fromMs, from }: Piece): string {
  const largest = run.find((piece) => piece.from === "1d") ?? run.find((piece) => piece.from === "1h");
  return `${from}/${largest !== undefined && fromMs > largest.fromMs}`;
}

function readPieces(reader: SeriesReader, counters: readonly BoundPoint[], some: Pieces) {
  const from = some[0]?.from ?? "samples";
  return from === "samples" ? Promise.resolve([]) : readRollups(reader, counters, reachOf(some), from);
}

async function readSilences(
  reader: SeriesReader,
  counters: readonly BoundPoint[],
  pieces: Pieces,
): Promise<Silence[][]> {
  const samples = await readSamplesAround(reader, counters, reachOf(pieces));
  const isOverEdge = ({ window }: Silence) =>
    pieces.some(({ fromMs }) => window.fromMs < fromMs && fromMs < window.toMs);
  return counters.map((counter, at) =>
    silencesIn(samples[at] ?? noSamples, reachOf(pieces), rulesOf(counter, reader.meters)).filter(isOverEdge),
  );
}

/** What is corrected is told by the correction. */
const isTouched = ({ correction }: EnergySource, window: WindowMs): boolean =>
  correction?.patches.some((patch) => touches(patch.window, window)) ?? false;

async function restOf<S extends EnergySource>(
  reader: SeriesReader,
  source: S,
  { window, integral }: Silence,
  pieces: Pieces,
): Promise<SilentSource<S>> {
  const lengthMs = window.toMs - window.fromMs;
  if (source.gauge === null) return { source, window, millijoules: integral, coveredMs: lengthMs };
  const parts = pieces.filter((piece) => touches(piece, window)).map((piece) => clipped(piece, window));
  const told = await jointEnergiesByPiece(reader, [source], parts);
  return {
    source,
    window,
    millijoules: told.reduce((rest, { millijoules }) => rest - (millijoules[0] ?? 0n), integral),
    coveredMs: told.reduce((left, { coveredMs }) => left - coveredMs, lengthMs),
  };
}

const clipped = (piece: WindowMs, window: WindowMs): WindowMs => ({
  fromMs: Math.max(piece.fromMs, window.fromMs),
  toMs: Math.min(piece.toMs, window.toMs),
});
