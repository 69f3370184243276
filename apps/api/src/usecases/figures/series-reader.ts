import type { WindowMs } from "@aidc/contract";
import type { Integral, Samples, Tile } from "@aidc/domain";
import { addIntegrals, integrate, tileWindow } from "@aidc/domain";
import type { BoundPoint, Resolution, Rollup, TelemetryStore } from "@aidc/store";
import type { KnownMeter } from "./point-rules.ts";
import { rulesOf } from "./point-rules.ts";

/** Reads points of one center over any window: whole buckets from roll-ups, what the edges cut from samples. */
export interface SeriesReader {
  readonly telemetry: Pick<TelemetryStore, "readSamples" | "readRollups">;
  readonly timeZone: string;
  readonly meters: ReadonlyMap<string, KnownMeter>;
}

/** One integral per point, exact for any window edges. */
export async function integralsOver(
  reader: SeriesReader,
  points: readonly BoundPoint[],
  window: WindowMs,
): Promise<Integral[]> {
  if (points.length === 0) return [];
  const tiles = await Promise.all(
    tileWindow(window, reader.timeZone).map((tile) => integralsOfTile(reader, points, tile)),
  );
  return points.map((_, index) => addIntegrals(tiles.flatMap((tile) => tile[index] ?? [])));
}

async function integralsOfTile(
  reader: SeriesReader,
  points: readonly BoundPoint[],
  tile: Tile,
): Promise<Integral[]> {
  if (tile.from === "samples") return integralsOfSamples(reader, points, tile);
  const rollups = await readRollups(reader, points, tile, tile.from);
  return rollups.map(addIntegrals);
}

async function integralsOfSamples(
  reader: SeriesReader,
  points: readonly BoundPoint[],
  window: WindowMs,
): Promise<Integral[]> {
  const samples = await readSamplesAround(reader, points, window);
  return points.map((point, index) =>
    integrate(samples[index] ?? noSamples, window, rulesOf(point, reader.meters)),
  );
}

export function readRollups(
  reader: SeriesReader,
  points: readonly BoundPoint[],
  window: WindowMs,
  resolution: Resolution,
): Promise<Rollup[][]> {
  return reader.telemetry.readRollups(points, window, resolution);
}

/** With the neighbours of both edges, so that the segments that cross them can be cut. */
export function readSamplesAround(
  reader: SeriesReader,
  points: readonly BoundPoint[],
  window: WindowMs,
): Promise<Samples[]> {
  const reachMs = points.reduce((reach, point) => Math.max(reach, point.maxGapMs), 0);
  return reader.telemetry.readSamples(points, {
    fromMs: window.fromMs - reachMs,
    toMs: window.toMs + reachMs,
  });
}

export const noSamples: Samples = { timesMs: new Float64Array(0), values: new Float64Array(0) };

/** How many samples reading this would touch, by the declared cadence. */
export function expectedSamples(points: readonly BoundPoint[], window: WindowMs): number {
  const lengthMs = Math.max(0, window.toMs - window.fromMs);
  return points.reduce((sum, point) => sum + lengthMs / point.intervalMs, 0);
}

export const bucketMs = { "1h": 3_600_000, "5m": 300_000 } as const;
export type FineSize = keyof typeof bucketMs;

/** A statement that adds up this many is there well within its time limit, on a busy machine too. */
export const rowsAtOnce = 1_000_000;

/** The window in parts whose buckets of so many points one statement may add up. */
export function runsOver(window: WindowMs, size: FineSize, points: number): WindowMs[] {
  const stepMs = Math.max(1, Math.floor(rowsAtOnce / Math.max(1, points))) * bucketMs[size];
  const runs: WindowMs[] = [];
  for (let fromMs = window.fromMs; fromMs < window.toMs; fromMs += stepMs)
    runs.push({ fromMs, toMs: Math.min(window.toMs, fromMs + stepMs) });
  return runs;
}
