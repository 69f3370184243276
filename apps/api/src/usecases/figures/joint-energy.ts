import type { WindowMs } from "@aidc/contract";
import type { BucketSize, JointInput, Part, Patch } from "@aidc/domain";
import {
  bucketEdgesOver,
  finerThan,
  intersectIntervals,
  patchedEnergy,
  patchedIntervals,
  patchedPart,
  tileWindow,
} from "@aidc/domain";
import type { BoundPoint, Rollup } from "@aidc/store";
import { rulesOf } from "./point-rules.ts";
import type { SeriesReader } from "./series-reader.ts";
import { expectedSamples, noSamples, readRollups, readSamplesAround } from "./series-reader.ts";

/** One metered thing: its register, its power, or both (power then bridges where the register is silent). */
export interface EnergySource {
  readonly counter: BoundPoint | null;
  readonly gauge: BoundPoint | null;
  /** What somebody knows better than its samples; absent: nothing. */
  readonly correction?: SourceCorrection | undefined;
}

/** A register with power beside it, and whatever is corrected: no sum of roll-ups tells their energy. */
export function isLookedAtAlone({ counter, gauge, correction }: EnergySource): boolean {
  return correction !== undefined || (counter !== null && gauge !== null);
}

/** Nothing tells its energy: no series and no correction. */
export function isSilent({ counter, gauge, correction }: EnergySource): boolean {
  return counter === null && gauge === null && !correction?.patches.length;
}

export interface SourceCorrection {
  /** By time, one at most at any instant. */
  readonly patches: readonly Patch[];
  /** The meters that gap fills name. */
  readonly redundant: ReadonlyMap<string, EnergySource>;
}

export interface JointEnergies {
  /** mJ of every source, over the time that all of them cover. */
  readonly millijoules: bigint[];
  readonly coveredMs: number;
  /** Some incomplete buckets were left out because reading their samples would cost too much. */
  readonly cut: boolean;
}

/** Raw samples that one question may read; beyond it an incomplete bucket counts as not covered. */
const sampleBudget = 30_000_000;
/** Samples held in memory at once. */
const samplesAtOnce = 2_000_000;
/** Incomplete buckets this close are read in one go. */
export const joinWithinMs = 3_600_000;

/**
 * Energies of several sources over the intersection of what they cover: a bucket that all cover counts from
 * roll-ups, one that any does not cover at all counts for none, and what lies between is looked up finer.
 */
export async function jointEnergies(
  reader: SeriesReader,
  sources: readonly EnergySource[],
  window: WindowMs,
): Promise<JointEnergies> {
  const [whole] = await jointEnergiesByPiece(reader, sources, [window]);
  return whole ?? { millijoules: sources.map(() => 0n), coveredMs: 0, cut: false };
}

/**
 * The same, told apart by adjoining pieces of one window (tariff bands): buckets so large that they cross no edge
 * between pieces are read, once for all of them.
 */
export async function jointEnergiesByPiece(
  reader: SeriesReader,
  sources: readonly EnergySource[],
  pieces: readonly WindowMs[],
): Promise<JointEnergies[]> {
  const walk = new JointWalk(reader, sources, pieces);
  const [first, last] = [pieces[0], pieces.at(-1)];
  if (sources.length > 0 && first && last)
    await walk.over({ fromMs: first.fromMs, toMs: last.toMs }, largestWithin(pieces));
  return walk.sums.map((sum) => ({ ...sum, cut: walk.cut }));
}

/** The largest bucket that no inner edge falls into. */
function largestWithin(pieces: readonly WindowMs[]): BucketSize | "samples" {
  const edges = pieces.slice(1).map(({ fromMs }) => fromMs);
  if (edges.length === 0) return "1d";
  if (edges.every((edge) => edge % 3_600_000 === 0)) return "1h";
  return edges.every((edge) => edge % 300_000 === 0) ? "5m" : "samples";
}

class JointWalk {
  readonly sums: { readonly millijoules: bigint[]; coveredMs: number }[];
  cut = false;
  private budget = sampleBudget;
  private readonly reader: SeriesReader;
  private readonly sources: readonly EnergySource[];
  private readonly points: readonly BoundPoint[];
  private readonly pieces: readonly WindowMs[];

  constructor(reader: SeriesReader, sources: readonly EnergySource[], pieces: readonly WindowMs[]) {
    this.reader = reader;
    this.sources = sources;
    this.pieces = pieces;
    this.points = pointsWithRedundant(sources);
    this.sums = pieces.map(() => ({ millijoules: sources.map(() => 0n), coveredMs: 0 }));
  }

  async over(window: WindowMs, largest: BucketSize | "samples"): Promise<void> {
    for (const tile of tileWindow(window, this.reader.timeZone, largest)) {
      if (tile.from === "samples") await this.readSamples(tile);
      else await this.readBuckets(tile, tile.from);
    }
  }

  private async readBuckets(tile: WindowMs, size: BucketSize): Promise<void> {
    const rows = await readRollups(this.reader, this.points, tile, size);
    const byPoint = bucketsOf(this.points, rows);
    const edges = bucketEdgesOver(tile, size, this.reader.timeZone);
    const whole: { window: WindowMs; integrals: bigint[] }[] = [];
    const incomplete: WindowMs[] = [];
    for (let i = 0; i + 1 < edges.length; i++) {
      const bucket = { fromMs: edges[i] as number, toMs: edges[i + 1] as number };
      const parts = this.sources.map((source) => correctedPart(source, bucket, byPoint));
      if (parts.some((part) => part === "none")) continue;
      const integrals = parts.filter((part) => typeof part === "bigint");
      if (integrals.length === parts.length) whole.push({ window: bucket, integrals });
      else incomplete.push(bucket);
    }
    const finer = joinNear(incomplete, size === "5m" ? joinWithinMs : 0);
    for (const { window, integrals } of whole) {
      if (!finer.some((other) => other.fromMs <= window.fromMs && window.toMs <= other.toMs))
        this.add(window, integrals);
    }
    for (const window of finer) await this.over(window, finerThan(size));
  }

  /** @param window lies within one piece */
  private add(window: WindowMs, integrals: readonly bigint[]): void {
    const sum = this.sums[lastBegun(this.pieces, window.fromMs)];
    if (sum === undefined) return;
    sum.coveredMs += window.toMs - window.fromMs;
    for (const [index, integral] of integrals.entries())
      sum.millijoules[index] = (sum.millijoules[index] ?? 0n) + integral;
  }

  private cutByPieces(intervals: readonly WindowMs[]): WindowMs[] {
    return this.pieces.length < 2 ? [...intervals] : intersectIntervals(intervals, this.pieces);
  }

  private async readSamples(window: WindowMs): Promise<void> {
    const cost = expectedSamples(this.points, window);
    if (cost > this.budget) {
      this.cut = true;
      return;
    }
    this.budget -= cost;
    const pieces = Math.max(1, Math.ceil(cost / samplesAtOnce));
    const pieceMs = Math.ceil((window.toMs - window.fromMs) / pieces);
    for (let fromMs = window.fromMs; fromMs < window.toMs; fromMs += pieceMs) {
      await this.readPiece({ fromMs, toMs: Math.min(fromMs + pieceMs, window.toMs) });
    }
  }

  private async readPiece(window: WindowMs): Promise<void> {
    const samples = await readSamplesAround(this.reader, this.points, window);
    const inputOf = new Map(
      this.points.map((point, index) => [
        point,
        { samples: samples[index] ?? noSamples, rules: rulesOf(point, this.reader.meters) },
      ]),
    );
    const waysOf = (source: EnergySource | undefined): JointInput[] =>
      [source?.counter, source?.gauge].flatMap((point) => (point && inputOf.get(point)) || []);
    const inputs = this.sources.map((source) => ({
      own: waysOf(source),
      patches: source.correction?.patches ?? [],
      redundant: (meter: string) => waysOf(source.correction?.redundant.get(meter)),
    }));
    let covered: WindowMs[] = [window];
    for (const input of inputs) covered = intersectIntervals(covered, patchedIntervals(input, window));
    for (const interval of this.cutByPieces(covered))
      this.add(
        interval,
        inputs.map((input) => patchedEnergy(input, interval)),
      );
  }
}

/** Of the sources, and of the meters that fill their gaps. */
export function pointsWithRedundant(sources: readonly EnergySource[]): BoundPoint[] {
  return pointsOf([
    ...sources,
    ...sources.flatMap(({ correction }) => [...(correction?.redundant.values() ?? [])]),
  ]);
}

function pointsOf(sources: readonly EnergySource[]): BoundPoint[] {
  const points = sources.flatMap(({ counter, gauge }) => [counter, gauge].filter((point) => point !== null));
  return [...new Set(points)];
}

/** Roll-ups by bucket start. */
type Buckets = ReadonlyMap<BoundPoint, ReadonlyMap<number, Rollup>>;

export function bucketsOf(points: readonly BoundPoint[], rows: readonly (readonly Rollup[])[]): Buckets {
  return new Map(points.map((point, at) => [point, new Map(rows[at]?.map((row) => [row.startMs, row]))]));
}

export function correctedPart(source: EnergySource, bucket: WindowMs, buckets: Buckets): Part {
  const own = partOf(source, bucket, buckets);
  const { correction } = source;
  if (!correction) return own;
  return patchedPart(bucket, correction.patches, own, (meter) => {
    const other = correction.redundant.get(meter);
    return other ? partOf(other, bucket, buckets) : "none";
  });
}

/** The register where it covers the bucket, else power where that does; otherwise finer buckets must tell. */
function partOf(source: EnergySource, bucket: WindowMs, buckets: Buckets): Part {
  const rowOf = (point: BoundPoint | null) => point && buckets.get(point)?.get(bucket.fromMs);
  const counter = rowOf(source.counter);
  const gauge = rowOf(source.gauge);
  const lengthMs = bucket.toMs - bucket.fromMs;
  if (counter && counter.coveredMs >= lengthMs) return counter.integral;
  if (gauge && gauge.coveredMs >= lengthMs && !counter?.coveredMs) return gauge.integral;
  return (counter?.coveredMs ?? 0) + (gauge?.coveredMs ?? 0) > 0 ? "partly" : "none";
}

/** Index of the last window that has begun at the instant; they are in order and adjoin. */
export function lastBegun(windows: readonly WindowMs[], atMs: number): number {
  let [low, high] = [0, windows.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((windows[middle]?.fromMs ?? 0) <= atMs) low = middle;
    else high = middle - 1;
  }
  return low;
}

export function joinNear(windows: readonly WindowMs[], withinMs: number): WindowMs[] {
  const joined: { fromMs: number; toMs: number }[] = [];
  for (const { fromMs, toMs } of windows) {
    const last = joined.at(-1);
    if (last && fromMs - last.toMs <= withinMs) last.toMs = toMs;
    else joined.push({ fromMs, toMs });
  }
  return joined;
}
