import type { WindowMs } from "@aidc/contract";
import type { LatestLookup } from "@aidc/domain";
import { cadenceBefore, cadenceReachMs, lateCadences, RegisterReadings } from "@aidc/domain";
import type { BoundPoint, SampleColumns } from "@aidc/store";
import type { Services } from "../services.ts";

/** Points whose samples are in memory at a time. */
const pointsAtOnce = 500;
/** How far back a sample is looked for. Older than this it counts as never: a replay shows what was known then. */
const shortestReachMs = 10 * 60_000;

export interface PastLatest {
  /** By the row of the point, not by series: see `rowPoints`. */
  readonly latest: LatestLookup;
  /** How often each point was told of by then, by its row. */
  readonly cadencesMs: Float64Array;
  readonly sources: ReadonlyMap<string, PastSource>;
}

/** What the samples of a source tell of it. */
interface PastSource {
  readonly newestMs: number;
  /** Of its quickest point. */
  readonly cadenceMs: number;
  readonly samplesPerSecond: number;
}

/**
 * Points numbered by their row, with values in their unit: what history reads is scaled already, and a past picture
 * must not make a table as long as the highest series id.
 */
export function rowPoints(points: readonly BoundPoint[]): BoundPoint[] {
  return points
    .filter(({ seriesId }) => seriesId !== null)
    .map((point, row) => ({ ...point, seriesId: row, scale: 1, offset: 0 }));
}

/** The newest sample of each point at an instant, the instant included. */
export async function latestAt(
  history: Services["history"],
  points: readonly BoundPoint[],
  atMs: number,
): Promise<PastLatest> {
  const bound = points.filter(({ seriesId }) => seriesId !== null);
  const timesMs = new Float64Array(bound.length).fill(Number.NaN);
  const values = new Float64Array(bound.length).fill(Number.NaN);
  const cadencesMs = Float64Array.from(bound, ({ intervalMs }) => intervalMs);
  const sources = new Map<string, PastSource>();
  const registers = new RegisterReadings();
  for (let from = 0; from < bound.length; from += pointsAtOnce) {
    const some = bound.slice(from, from + pointsAtOnce);
    const columns = await history.readSamples(some, windowBefore(some, atMs));
    for (const [row, point] of some.entries()) {
      const own = columns[row];
      const last = own ? lastAt(own.timesMs, atMs) : -1;
      if (!own || last < 0) continue;
      const newestMs = own.timesMs[last] as number;
      const cadenceMs = cadenceBefore(own.timesMs, last, point);
      timesMs[from + row] = newestMs;
      values[from + row] = own.values[last] as number;
      cadencesMs[from + row] = cadenceMs;
      if (point.quantity === "energy") noteReadings(registers, from + row, own, last);
      if (point.sourceId === null) continue;
      const countedMs = Math.max(60_000, cadenceMs);
      const samplesPerSecond = ((last - lastAt(own.timesMs, atMs - countedMs)) * 1_000) / countedMs;
      const told = { newestMs, cadenceMs, samplesPerSecond };
      sources.set(point.sourceId, together(sources.get(point.sourceId), told));
    }
  }
  return { latest: registers.follow([], { timesMs, values }), cadencesMs, sources };
}

function together(known: PastSource | undefined, point: PastSource): PastSource {
  if (!known) return point;
  return {
    newestMs: Math.max(known.newestMs, point.newestMs),
    cadenceMs: Math.min(known.cadenceMs, point.cadenceMs),
    samplesPerSecond: known.samplesPerSecond + point.samplesPerSecond,
  };
}

function noteReadings(registers: RegisterReadings, row: number, own: SampleColumns, last: number): void {
  for (let at = 0; at <= last; at++)
    registers.note(row, { atMs: own.timesMs[at] as number, value: own.values[at] as number });
}

function windowBefore(points: readonly BoundPoint[], atMs: number): WindowMs {
  const slowestMs = points.reduce((slowest, { intervalMs }) => Math.max(slowest, intervalMs), 0);
  const cadencesMs = points.reduce((reach, point) => Math.max(reach, cadenceReachMs(point)), 0);
  const reachMs = Math.max(shortestReachMs, 2 * lateCadences * slowestMs, cadencesMs);
  return { fromMs: atMs - reachMs, toMs: atMs + 1 };
}

/** Row of the last time that is not after the instant, -1 when there is none. */
function lastAt(timesMs: Float64Array, atMs: number): number {
  let [low, high] = [0, timesMs.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((timesMs[middle] as number) <= atMs) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
