/**
 * Registers that were silent over a midnight: they went on counting, and no day's sum has what they counted, because
 * nobody knows how it spreads over the days. It is known for the silence as a whole. Source: standards 1.1; decision 57.
 */
import type { WindowMs } from "@aidc/contract";
import type { Silence } from "@aidc/domain";
import { liesIn, localDaysOver, silencesIn, touches } from "@aidc/domain";
import type { BoundPoint } from "@aidc/store";
import type { EnergySource } from "./joint-energy.ts";
import { jointEnergiesByPiece } from "./joint-energy.ts";
import { rulesOf } from "./point-rules.ts";
import type { SeriesReader } from "./series-reader.ts";
import { expectedSamples, noSamples, readRollups, readSamplesAround } from "./series-reader.ts";

export interface SilentSource<S extends EnergySource = EnergySource> {
  readonly source: S;
  readonly window: WindowMs;
  /** What no day tells of it: where power bridged some of the silence, the rest. mJ, without the sign of the source. */
  readonly millijoules: bigint;
  /** Of the silence, without what power bridged. */
  readonly coveredMs: number;
}

/** Samples that one question may read around midnights; by declared cadence, so that equal inputs tell the same. */
const mostSamples = 5_000_000;

/**
 * @param days in which something may be missing, in order; absent: all that the window touches
 * @returns silences that lie in the window, of no time that a correction tells of
 */
export async function midnightSilences<S extends EnergySource>(
  reader: SeriesReader,
  sources: readonly S[],
  window: WindowMs,
  days: readonly WindowMs[] = localDaysOver(window, reader.timeZone),
): Promise<SilentSource<S>[]> {
  const registers = sources.flatMap((source) =>
    source.counter && source.counter.seriesId !== null ? [{ source, counter: source.counter }] : [],
  );
  const runs = adjoining(days).filter((run) => run.length > 1);
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
function affordable<A extends { readonly counter: BoundPoint; readonly run: Days }>(asked: readonly A[]) {
  let left = mostSamples;
  const within = asked.filter(({ counter, run }) => {
    const cost = expectedSamples([counter], reachOf(run));
    if (cost > left) return false;
    left -= cost;
    return true;
  });
  return Map.groupBy(within, ({ run }) => `${reachOf(run).fromMs}/${reachOf(run).toMs}`).values();
}

type Days = readonly WindowMs[];

const reachOf = (days: Days): WindowMs => ({
  fromMs: days[0]?.fromMs ?? 0,
  toMs: days.at(-1)?.toMs ?? 0,
});

function adjoining(days: Days): WindowMs[][] {
  const runs: WindowMs[][] = [];
  for (const day of days) {
    const last = runs.at(-1);
    if (last?.at(-1)?.toMs === day.fromMs) last.push(day);
    else runs.push([day]);
  }
  return runs;
}

/** By register: days that adjoin and are none of them known wholly; only between such can a silence have begun and ended. */
async function lackingRuns(
  reader: SeriesReader,
  counters: readonly BoundPoint[],
  runs: readonly Days[],
): Promise<WindowMs[][][]> {
  const read = await Promise.all(runs.map((run) => readRollups(reader, counters, reachOf(run), "1d")));
  return counters.map((_, at) => {
    const rows = new Map(read.flatMap((ofRun) => ofRun[at] ?? []).map((row) => [row.startMs, row]));
    const isHeard = (day: WindowMs) => (rows.get(day.fromMs)?.samples ?? 0) > 0;
    const isWhole = ({ fromMs, toMs }: WindowMs) => (rows.get(fromMs)?.coveredMs ?? 0) >= toMs - fromMs;
    return runs
      .flatMap((run) => adjoining(run.filter((day) => !isWhole(day))))
      .filter((run) => run.filter(isHeard).length > 1);
  });
}

async function readSilences(
  reader: SeriesReader,
  counters: readonly BoundPoint[],
  days: Days,
): Promise<Silence[][]> {
  const samples = await readSamplesAround(reader, counters, reachOf(days));
  const isOverMidnight = ({ window }: Silence) =>
    days.some(({ fromMs }) => window.fromMs < fromMs && fromMs < window.toMs);
  return counters.map((counter, at) =>
    silencesIn(samples[at] ?? noSamples, reachOf(days), rulesOf(counter, reader.meters)).filter(
      isOverMidnight,
    ),
  );
}

/** What is corrected is told by the correction. */
const isTouched = ({ correction }: EnergySource, window: WindowMs): boolean =>
  correction?.patches.some((patch) => touches(patch.window, window)) ?? false;

async function restOf<S extends EnergySource>(
  reader: SeriesReader,
  source: S,
  { window, integral }: Silence,
  days: Days,
): Promise<SilentSource<S>> {
  const lengthMs = window.toMs - window.fromMs;
  if (source.gauge === null) return { source, window, millijoules: integral, coveredMs: lengthMs };
  const parts = days.filter((day) => touches(day, window)).map((day) => clipped(day, window));
  const told = await jointEnergiesByPiece(reader, [source], parts);
  return {
    source,
    window,
    millijoules: told.reduce((rest, { millijoules }) => rest - (millijoules[0] ?? 0n), integral),
    coveredMs: told.reduce((left, { coveredMs }) => left - coveredMs, lengthMs),
  };
}

const clipped = (day: WindowMs, window: WindowMs): WindowMs => ({
  fromMs: Math.max(day.fromMs, window.fromMs),
  toMs: Math.min(day.toMs, window.toMs),
});
