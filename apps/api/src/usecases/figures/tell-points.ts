import type { PlaceOfPoints, PointFacts, WindowMs } from "@aidc/contract";
import { shownPoints } from "@aidc/contract";
import {
  bucketEdgesOver,
  coverageOf,
  coveredIntervals,
  gapsIn,
  isoOf,
  pageOfPoints,
  tileWindow,
  unionIntervals,
} from "@aidc/domain";
import type { BoundPoint } from "@aidc/store";
import type { Services } from "../services.ts";
import type { FigureContext } from "./figure-context.ts";
import { rulesOf } from "./point-rules.ts";
import {
  expectedSamples,
  integralsOver,
  noSamples,
  readRollups,
  readSamplesAround,
} from "./series-reader.ts";

const shownGaps = 20;
/** Up to here gaps are told to the millisecond, beyond it by the hour. */
const exactGapSamples = 2_000_000;

/** Points that may be told of, and how many others there are; null: not even that is told. */
export interface ToldPoints {
  readonly named: readonly BoundPoint[];
  readonly unnamedCount: number | null;
  /** To somebody who may see no tenant. */
  readonly isOfWholes: boolean;
}

type Telling = Pick<Services, "sources" | "telemetry">;

interface PointPage {
  readonly within: PlaceOfPoints | null;
  readonly offset: number;
}
const firstPage: PointPage = { within: null, offset: 0 };

/** When each of some points last reported and where each is silent in the window; of many a page, by where they stand. */
export async function tellPoints(
  services: Telling,
  context: FigureContext,
  { named, unnamedCount, isOfWholes }: ToldPoints,
  page = firstPage,
): Promise<PointFacts> {
  const { window } = context;
  const {
    points: shown,
    groups,
    count,
    next,
  } = pageOfPoints(context.document, named, { ...page, most: shownPoints });
  const integrals = await integralsOver(context, shown, window);
  const gaps = await gapsOf(context, shown);
  const sources = await services.sources.listSources(context.document.center.id);
  const sourceNames = new Map(sources.map(({ id, name }) => [id, name]));
  const { timesMs } = services.telemetry.latest;
  // Who may be told is judged by the days of the window: one tenant may hold today what several held then.
  const beforeMs = isOfWholes ? window.toMs : Number.POSITIVE_INFINITY;
  return {
    groups: [...groups],
    pointCount: count,
    next,
    // Those of one place are not told apart.
    unnamedCount: page.within === null ? unnamedCount : 0,
    points: shown.map((point, index) => ({
      subject: point.subject,
      quantity: point.quantity,
      series: point.seriesId === null ? null : `series ${point.seriesId}`,
      source: point.sourceId === null ? null : (sourceNames.get(point.sourceId) ?? point.sourceId),
      lastSampleAt: lastSampleAt(timesMs, point, beforeMs),
      coverage: coverageOf(integrals[index]?.coveredMs ?? 0, window),
      gaps: (gaps[index] ?? [])
        .slice(0, shownGaps)
        .map(({ fromMs, toMs }) => ({ from: isoOf(fromMs), to: isoOf(toMs) })),
    })),
  };
}

/** null: there is none, or it is not before that. */
function lastSampleAt(timesMs: Float64Array, { seriesId }: BoundPoint, beforeMs: number): string | null {
  const atMs = seriesId === null ? undefined : timesMs[seriesId];
  return atMs !== undefined && atMs < beforeMs ? isoOf(atMs) : null;
}

async function gapsOf(context: FigureContext, points: readonly BoundPoint[]): Promise<WindowMs[][]> {
  const { window } = context;
  if (points.length === 0) return [];
  if (expectedSamples(points, window) > exactGapSamples) return gapsByHour(context, points);
  const samples = await readSamplesAround(context, points, window);
  const pieces = piecesOf(context);
  return points.map((point, index) => {
    const rules = rulesOf(point, context.meters);
    const covered = pieces.map((piece) => coveredIntervals(samples[index] ?? noSamples, piece, rules, true));
    return gapsIn(window, unionIntervals(covered.flat()));
  });
}

/** As the coverage adds the window up: what a register counted in a silence beyond the edge of a piece is in none. */
function piecesOf({ window, timeZone }: FigureContext): WindowMs[] {
  return tileWindow(window, timeZone).flatMap((tile) => {
    if (tile.from === "samples") return [tile];
    const edges = bucketEdgesOver(tile, tile.from, timeZone);
    return Array.from(edges.subarray(1), (toMs, at) => ({ fromMs: edges[at] ?? toMs, toMs }));
  });
}

async function gapsByHour(context: FigureContext, points: readonly BoundPoint[]): Promise<WindowMs[][]> {
  const rows = await readRollups(context, points, context.window, "1h");
  return points.map((_, index) => {
    const full = (rows[index] ?? []).filter((row) => row.coveredMs >= row.endMs - row.startMs);
    return gapsIn(
      context.window,
      unionIntervals(full.map(({ startMs, endMs }) => ({ fromMs: startMs, toMs: endMs }))),
    );
  });
}
