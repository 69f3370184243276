import type { FigureName, WindowMs } from "@aidc/contract";
import {
  coverageOf,
  coveredIntervals,
  gapsIn,
  isoOf,
  methodOfFigure,
  methods,
  unionIntervals,
} from "@aidc/domain";
import type { BoundPoint } from "@aidc/store";
import { correctionsNow, figureContext, makeOneFigure, parseWindow } from "./figures/compute-figures.ts";
import type { FigureContext } from "./figures/figure-context.ts";
import { rulesOf } from "./figures/point-rules.ts";
import { pointsOfFigure } from "./figures/points-of-figure.ts";
import {
  expectedSamples,
  integralsOver,
  noSamples,
  readRollups,
  readSamplesAround,
} from "./figures/series-reader.ts";
import type { Services } from "./services.ts";

const shownPoints = 50;
const shownGaps = 20;
/** Up to here gaps are told to the millisecond, beyond it by the hour. */
const exactGapSamples = 2_000_000;

export interface ExplainQuery {
  readonly center: string;
  readonly name: FigureName;
  readonly from: string;
  readonly to: string;
  readonly tenant?: string | undefined;
}

/** Where a number comes from: its formula, its points, when each last reported and where each is silent. */
export async function explainFigure(services: Services, query: ExplainQuery) {
  const window = parseWindow(query);
  const view = await services.directory.get(query.center);
  const known = await correctionsNow(services, query.center);
  const tariffs = await services.tariffs.list(query.center);
  const context = figureContext(services, view, window, { tenant: query.tenant, known, tariffs });
  const points = pointsOfFigure(query.name, context);
  const shown = points.slice(0, shownPoints);
  const figure = await makeOneFigure(query.name, context);
  const integrals = await integralsOver(context, shown, window);
  const gaps = await gapsOf(context, shown);
  const sources = await services.sources.listSources(query.center);
  const { formula, standard } = methods[methodOfFigure[query.name]];
  const sourceNames = new Map(sources.map(({ id, name }) => [id, name]));
  const { latest } = services.telemetry;
  return {
    figure,
    formula,
    standard,
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

function lastSampleAt(timesMs: Float64Array, point: BoundPoint): string | null {
  const atMs = point.seriesId === null ? undefined : timesMs[point.seriesId];
  return atMs === undefined || Number.isNaN(atMs) ? null : isoOf(atMs);
}

async function gapsOf(context: FigureContext, points: readonly BoundPoint[]): Promise<WindowMs[][]> {
  const { window } = context;
  if (points.length === 0) return [];
  if (expectedSamples(points, window) > exactGapSamples) return gapsByHour(context, points);
  const samples = await readSamplesAround(context, points, window);
  return points.map((point, index) =>
    gapsIn(
      window,
      coveredIntervals(samples[index] ?? noSamples, window, rulesOf(point, context.meters), true),
    ),
  );
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
