import type { MeterRole, PointFacts, WindowMs } from "@aidc/contract";
import {
  bucketEdgesOver,
  coverageOf,
  coveredIntervals,
  gapsIn,
  isoOf,
  roleInputs,
  tileWindow,
  unionIntervals,
  waterInputs,
} from "@aidc/domain";
import type { BoundPoint } from "@aidc/store";
import type { Services } from "../services.ts";
import { correctionsNow, figureContext, parseWindow } from "./compute-figures.ts";
import type { FigureContext } from "./figure-context.ts";
import { rulesOf } from "./point-rules.ts";
import { pointsOfInputs } from "./points-of-figure.ts";
import {
  expectedSamples,
  integralsOver,
  noSamples,
  readRollups,
  readSamplesAround,
} from "./series-reader.ts";

const shownPoints = 50;
const shownGaps = 20;
/** Up to here gaps are told to the millisecond, beyond it by the hour. */
const exactGapSamples = 2_000_000;

type Telling = Pick<Services, "sources" | "telemetry">;

/** When each of some points last reported and where each is silent in the window; of many the first. */
export async function tellPoints(
  services: Telling,
  context: FigureContext,
  points: readonly BoundPoint[],
): Promise<PointFacts> {
  const { window } = context;
  const shown = points.slice(0, shownPoints);
  const integrals = await integralsOver(context, shown, window);
  const gaps = await gapsOf(context, shown);
  const sources = await services.sources.listSources(context.document.center.id);
  const sourceNames = new Map(sources.map(({ id, name }) => [id, name]));
  const { latest } = services.telemetry;
  return {
    pointCount: points.length,
    points: shown.map((point, index) => ({
      subject: point.subject,
      quantity: point.quantity,
      series: point.seriesId === null ? null : `series ${point.seriesId}`,
      source: point.sourceId === null ? null : (sourceNames.get(point.sourceId) ?? point.sourceId),
      lastSampleAt: lastSampleAt(latest.timesMs, point),
      coverage: coverageOf(integrals[index]?.coveredMs ?? 0, window),
      gaps: (gaps[index] ?? [])
        .slice(0, shownGaps)
        .map(({ fromMs, toMs }) => ({ from: isoOf(fromMs), to: isoOf(toMs) })),
    })),
  };
}

export interface MetersQuery {
  readonly center: string;
  readonly role: MeterRole;
  readonly from: string;
  readonly to: string;
}

/** The meters of a role, also of one that no figure of its own is made of: water, heat, generators, the grid. */
export async function tellMeters(services: Services, query: MetersQuery): Promise<PointFacts> {
  const window = parseWindow(query);
  const view = await services.directory.get(query.center);
  const known = await correctionsNow(services, query.center);
  const context = figureContext(services, view, window, { known });
  const { document, points } = context;
  const inputs =
    query.role === "water_intake" ? waterInputs(document, points) : roleInputs(document, points, query.role);
  return tellPoints(services, context, pointsOfInputs(inputs));
}

function lastSampleAt(timesMs: Float64Array, point: BoundPoint): string | null {
  const atMs = point.seriesId === null ? undefined : timesMs[point.seriesId];
  return atMs === undefined || Number.isNaN(atMs) ? null : isoOf(atMs);
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
