import type { CorrectionDraft, Meter, WindowMs } from "@aidc/contract";
import type { KnownCorrections, Samples } from "@aidc/domain";
import { bucketEdgesOver, firstNotBefore, rollUp, wholeBucketsIn } from "@aidc/domain";
import type { BoundPoint, DayOfGroup, Resolution, Rollup, TelemetryStore } from "@aidc/store";
import { rulesOf } from "./point-rules.ts";
import type { SeriesReader } from "./series-reader.ts";

/** The reading half of the telemetry store over arrays, so that figures can be checked without a database. */
export class MemoryTelemetry implements Pick<TelemetryStore, "readSamples" | "readRollups"> {
  /** Windows that were read sample by sample: the test sees what a figure costs. */
  readonly rawReads: WindowMs[] = [];
  /** Samples before it are no longer kept, and their rows are. */
  keptFromMs = Number.NEGATIVE_INFINITY;
  private readonly series = new Map<number, Samples>();
  private readonly timeZone: string;
  private readonly meters: ReadonlyMap<string, Meter>;

  constructor(timeZone: string, meters: ReadonlyMap<string, Meter> = new Map()) {
    this.timeZone = timeZone;
    this.meters = meters;
  }

  set(seriesId: number, samples: readonly (readonly [timeMs: number, value: number])[]): void {
    this.series.set(seriesId, {
      timesMs: Float64Array.from(samples, ([timeMs]) => timeMs),
      values: Float64Array.from(samples, ([, value]) => value),
    });
  }

  async readSamples(points: readonly BoundPoint[], window: WindowMs) {
    this.rawReads.push(window);
    return points.map((point) => {
      const { timesMs, values } = this.samplesOf(point);
      const from = firstNotBefore(timesMs, Math.max(window.fromMs, this.keptFromMs));
      const to = firstNotBefore(timesMs, window.toMs);
      return { timesMs: timesMs.slice(from, to), values: values.slice(from, to) };
    });
  }

  async readRollups(
    points: readonly BoundPoint[],
    window: WindowMs,
    resolution: Resolution,
  ): Promise<Rollup[][]> {
    const whole = wholeBucketsIn(window, resolution, this.timeZone);
    if (!whole) return points.map(() => []);
    const edges = bucketEdgesOver(whole, resolution, this.timeZone);
    return points.map((point) => rollUp(this.samplesOf(point), edges, rulesOf(point, this.meters)));
  }

  private samplesOf(point: BoundPoint): Samples {
    return (
      this.series.get(point.seriesId ?? -1) ?? { timesMs: new Float64Array(0), values: new Float64Array(0) }
    );
  }
}

type OneOrMore = WindowMs | readonly WindowMs[];

/** Days of points as the database adds them up. */
export function daySumsOf(telemetry: MemoryTelemetry) {
  const rollups = async (group: readonly BoundPoint[], over: OneOrMore, size: Resolution = "1d") => {
    const windows = "fromMs" in over ? [over] : over;
    const read = await Promise.all(windows.map((one) => telemetry.readRollups(group, one, size)));
    return group.map((_, at) => read.flatMap((rows) => rows[at] ?? []));
  };
  return {
    sumDays: async (groups: readonly (readonly BoundPoint[])[], over: OneOrMore, size?: Resolution) => {
      const found = await Promise.all(groups.map((group) => rollups(group, over, size)));
      return found.map((group): DayOfGroup[] => {
        const days = Map.groupBy(
          group.flat().filter(({ coveredMs }) => coveredMs > 0),
          ({ startMs }) => startMs,
        );
        return [...days].map(([startMs, rows]) => ({
          startMs,
          endMs: rows[0]?.endMs ?? startMs,
          resets: 0,
          points: rows.length,
          integral: rows.reduce((sum, { integral }) => sum + integral, 0n),
          coveredMs: rows.reduce((sum, { coveredMs }) => sum + coveredMs, 0),
          leastCoveredMs: Math.min(...rows.map(({ coveredMs }) => coveredMs)),
        }));
      });
    },
    sumPoints: async (all: readonly BoundPoint[], over: WindowMs) =>
      (await rollups(all, over)).map((rows) => ({
        integral: rows.reduce((sum, { integral }) => sum + integral, 0n),
        coveredMs: rows.reduce((sum, { coveredMs }) => sum + coveredMs, 0),
        max: null,
      })),
  };
}

export function memoryReader(timeZone = "UTC", meters: ReadonlyMap<string, Meter> = new Map()) {
  const telemetry = new MemoryTelemetry(timeZone, meters);
  const reader: SeriesReader = { telemetry, timeZone, meters };
  return { telemetry, reader };
}

export function aPoint(
  changes: Partial<BoundPoint> & Pick<BoundPoint, "subject" | "quantity" | "seriesId">,
): BoundPoint {
  const intervalMs = changes.intervalMs ?? 60_000;
  return {
    centerId: "c1",
    sourceId: "src",
    scale: 1,
    offset: 0,
    intervalMs,
    maxGapMs: 3 * intervalMs,
    grade: "metered",
    ...changes,
  };
}

/** A value at every step of the window, its end included. */
export function everyMs(
  window: WindowMs,
  stepMs: number,
  value: (timeMs: number) => number,
): [number, number][] {
  const samples: [number, number][] = [];
  for (let at = window.fromMs; at <= window.toMs; at += stepMs) samples.push([at, value(at)]);
  return samples;
}

/** Corrections that hold, recorded long ago. */
export function correctedBy(...drafts: readonly CorrectionDraft[]): KnownCorrections {
  const facts = { recordedAt: "2026-01-01T00:00:00.000Z", recordedBy: "A", withdrawal: null };
  return { corrections: drafts.map((draft, at) => ({ id: `${at}`, ...facts, draft })), readings: [] };
}
