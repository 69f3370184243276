import type { LiveValue, WallState, WindowMs } from "@aidc/contract";
import { addLocalMonths, liveOfFigure, localDayAt, nothingKnown, sumOnGrid, unknownLive } from "@aidc/domain";
import type { BoundPoint } from "@aidc/store";
import type { CenterView } from "./center-directory.ts";
import type { DayTrend } from "./day-trend.ts";
import { itGauges, noDayTrend, readDayTrend } from "./day-trend.ts";
import { correctionsNow, figureContext } from "./figures/compute-figures.ts";
import { pueOverWindow } from "./figures/energy-figures.ts";
import type { FigureContext } from "./figures/figure-context.ts";
import { expectedSamples, readSamplesAround } from "./figures/series-reader.ts";
import { zip } from "./figures/zip.ts";
import type { Services } from "./services.ts";
import type { YearFacts } from "./year-facts.ts";
import { noYearFacts, readYearFacts } from "./year-facts.ts";

/** What a wall shows that is not of this second; read from history every half minute. */
export interface WallFacts {
  readonly pueToday: LiveValue;
  readonly year: YearFacts;
  readonly itPowerTrend: WallState["itPowerTrend"];
  readonly day: DayTrend;
  readonly sources: readonly {
    readonly id: string;
    readonly name: string;
    readonly lastSampleAtMs: number | null;
    readonly lastReceivedAtMs: number | null;
    /** A series may still be its: nobody else has sent it since. */
    readonly revokedAtMs: number | null;
  }[];
  /** Wall links that work. */
  readonly walls: readonly { readonly id: string; readonly name: string }[];
}

const minuteMs = 60_000;
const trendMinutes = 60;
const trendSamples = 3_000_000;
/** A minute in which more of the points than this are silent is a gap, not a dip. */
const trendCompleteness = 0.9;

export const noWallFacts: WallFacts = {
  pueToday: unknownLive("ratio", "pue", "no_data"),
  year: noYearFacts,
  itPowerTrend: [],
  day: noDayTrend,
  sources: [],
  walls: [],
};

/**
 * @param nowMs the center's now: recorded time for a replayed center
 * @param before what was read last time: a year does not change in half a minute
 */
export async function readWallFacts(
  services: Services,
  view: CenterView,
  nowMs: number,
  before: WallFacts = noWallFacts,
): Promise<WallFacts> {
  const { timeZone, id } = view.document.center;
  // The newest samples are still on their way; a window that ends in them would never be covered.
  const untilMs = Math.floor((nowMs - slowestCadenceMs(view.points)) / minuteMs) * minuteMs;
  const today = localDayAt(untilMs, timeZone);
  const lastYear = { fromMs: addLocalMonths(today.fromMs, -12, timeZone), toMs: today.fromMs };
  const lastHour = { fromMs: untilMs - trendMinutes * minuteMs, toMs: untilMs };
  // One after the other: nobody waits for these, and requests go first.
  const sources = await services.sources.listSources(id);
  const walls = await services.access.listWallTokens(id);
  const pueToday = await pueOver(services, view, { fromMs: today.fromMs, toMs: untilMs });
  // The course of power as it was measured: an amount that is stated for hours has none.
  const itPowerTrend = await readTrend(figureContext(services, view, lastHour, { known: nothingKnown }));
  const day = await readDayTrend(services, view, { nowMs: untilMs, before: before.day });
  const year = await readYearFacts(services, view, lastYear, { nowMs, before: before.year });
  return {
    pueToday,
    year,
    itPowerTrend,
    day,
    sources,
    walls: walls.filter(({ revokedAtMs }) => revokedAtMs === null),
  };
}

async function pueOver(services: Services, view: CenterView, window: WindowMs): Promise<LiveValue> {
  if (window.toMs <= window.fromMs) return noWallFacts.pueToday;
  const known = await correctionsNow(services, view.document.center.id);
  return liveOfFigure(await pueOverWindow(figureContext(services, view, window, { known })));
}

function slowestCadenceMs(points: readonly BoundPoint[]): number {
  return points.reduce((slowest, { intervalMs }) => Math.max(slowest, Math.min(intervalMs, 5 * minuteMs)), 0);
}

/** IT power at every full minute of the last hour. */
async function readTrend(context: FigureContext): Promise<WallState["itPowerTrend"]> {
  const gauges = await itGauges(context);
  if (gauges.length === 0 || expectedSamples(gauges, context.window) > trendSamples) return [];
  const samples = await readSamplesAround(context, gauges, context.window);
  const series = zip(gauges, samples).map(([point, columns]) => ({
    samples: columns,
    maxGapMs: point.maxGapMs,
  }));
  const gridMs = Float64Array.from(
    { length: trendMinutes + 1 },
    (_, minute) => context.window.fromMs + minute * minuteMs,
  );
  const { sums, contributors } = sumOnGrid(series, gridMs);
  const complete = trendCompleteness * contributors.reduce((most, count) => Math.max(most, count), 0);
  return Array.from(gridMs, (atMs, minute) => {
    const known = (contributors[minute] ?? 0) > 0 && (contributors[minute] ?? 0) >= complete;
    return { atMs, powerW: known ? (sums[minute] ?? null) : null };
  });
}
