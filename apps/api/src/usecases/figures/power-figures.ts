import type { Figure, WindowMs } from "@aidc/contract";
import type { Peak } from "@aidc/domain";
import {
  countOver,
  coverageOf,
  heldOver,
  itInputs,
  limitMsIn,
  makeFigure,
  occupancyByCount,
  occupancyByUnits,
  peakOfSum,
  rackOccupancyByPower,
  racksWithoutMeter,
  serversNotIn,
  shareOf,
  statusOfSum,
  sumOnGrid,
  worstGrade,
} from "@aidc/domain";
import type { BoundPoint } from "@aidc/store";
import { chooseSources } from "./energy-sources.ts";
import type { FigureContext } from "./figure-context.ts";
import { lengthMs } from "./figure-context.ts";
import { peakOfMeans } from "./peak-of-means.ts";
import { rackFeeds, rackUses } from "./rack-feeds.ts";
import { expectedSamples, integralsOver, noSamples, readSamplesAround } from "./series-reader.ts";
import { zip } from "./zip.ts";

/** Up to here the peak is looked for in raw samples, beyond it in 5-minute means. */
const rawPeakSamples = 6_000_000;
/** Up to here every sample time is looked at; beyond it a grid of the smallest cadence. */
const exactPeakSteps = 60_000_000;
const gridPieces = 100_000;

export async function itPowerPeakFigure(context: FigureContext): Promise<Figure> {
  const { window } = context;
  const inputs = itInputs(context.document, context.points);
  const sources = await chooseSources(context, inputs);
  const gauges = sources.flatMap(({ gauge }) => gauge ?? []);
  const raw = expectedSamples(gauges, window) <= rawPeakSamples;
  const peak = raw ? await peakOfSamples(context, gauges) : await peakOfMeans(context, gauges);
  const coverage = await meanCoverage(context, gauges, inputs.length);
  return makeFigure({
    name: "it_power_peak",
    value: peak?.value ?? null,
    reason: peak ? undefined : inputs.length === 0 ? "no_meter" : "no_data",
    unit: "W",
    window,
    coverage,
    // What is unknown adds nothing: with gaps the peak is a lower bound.
    status: statusOfSum(coverage),
    grade: worstGrade(gauges.map((point) => point.grade)),
    method: "power_peak",
    category: raw ? "samples" : "5m means",
    inputs: [
      {
        kind: "point",
        label: "IT power",
        count: inputs.length,
        grade: worstGrade(gauges.map((point) => point.grade)),
        coverage,
      },
    ],
  });
}

async function peakOfSamples(context: FigureContext, gauges: readonly BoundPoint[]): Promise<Peak | null> {
  const samples = await readSamplesAround(context, gauges, context.window);
  const series = zip(gauges, samples).map(([point, columns]) => ({
    samples: columns ?? noSamples,
    maxGapMs: point.maxGapMs,
  }));
  const steps = series.length * samples.reduce((sum, { timesMs }) => sum + timesMs.length, 0);
  if (steps <= exactPeakSteps) return peakOfSum(series, context.window);
  const cadenceMs = Math.max(1000, Math.min(...gauges.map((point) => point.intervalMs)));
  let best: Peak | null = null;
  for (const gridMs of gridsOver(context.window, cadenceMs)) {
    const { sums, contributors } = sumOnGrid(series, gridMs);
    for (let g = 0; g < sums.length; g++) {
      const value = sums[g] as number;
      if (!Number.isNaN(value) && (!best || value > best.value))
        best = { value, atMs: gridMs[g] as number, contributors: contributors[g] as number };
    }
  }
  return best;
}

/** The window as instants a cadence apart, in pieces that fit into memory. */
function* gridsOver(window: WindowMs, cadenceMs: number): Generator<Float64Array> {
  for (let fromMs = window.fromMs; fromMs < window.toMs; fromMs += gridPieces * cadenceMs) {
    const count = Math.min(gridPieces, Math.ceil((window.toMs - fromMs) / cadenceMs));
    yield Float64Array.from({ length: count }, (_, index) => fromMs + index * cadenceMs);
  }
}

async function meanCoverage(
  context: FigureContext,
  points: readonly BoundPoint[],
  expected: number,
): Promise<number> {
  const integrals = await integralsOver(context, points, context.window);
  const coveredMs = integrals.reduce((sum, { coveredMs }) => sum + coveredMs, 0);
  return expected > 0 ? coverageOf(coveredMs / expected, context.window) : 0;
}

/** A rack holds live IT when anything in it drew power in the window. */
export async function rackOccupancyCountFigure(context: FigureContext): Promise<Figure> {
  const { racks } = context.document;
  const feeds = rackFeeds(context.document, context.points);
  const points = [...new Set([...feeds.values()].flat())];
  const totalOf = new Map(zip(points, await integralsOver(context, points, context.window)));
  const notThere = serversNotIn(context.absences, context.window);
  const uses = rackUses(context.document, feeds, notThere, (point) => totalOf.get(point));
  const count = occupancyByCount(countOver(uses, context.window));
  const unheard = points.length > 0 ? "no_data" : "no_meter";
  return inventoryShare(
    context,
    "rack_occupancy_count",
    shareOf(count),
    count.coverage,
    racks.length,
    count.whole > 0 ? undefined : unheard,
  );
}

export async function rackOccupancyUnitsFigure(context: FigureContext): Promise<Figure> {
  const { racks } = context.document;
  const share = occupancyByUnits(context.document);
  return inventoryShare(
    context,
    "rack_occupancy_u",
    shareOf(share),
    1,
    racks.length,
    share ? undefined : "no_units",
  );
}

function inventoryShare(
  context: FigureContext,
  name: "rack_occupancy_count" | "rack_occupancy_u",
  value: number | null,
  coverage: number,
  racks: number,
  reason: "no_meter" | "no_data" | "no_units" | undefined,
): Figure {
  const overFull = value !== null && value > 1 ? ("over_full" as const) : undefined;
  const known = value === null ? ("no_inventory" as const) : overFull;
  const why = racks === 0 ? "no_inventory" : (reason ?? known);
  const covered = why ? 0 : coverage;
  return makeFigure({
    name,
    value: why ? null : value,
    reason: why,
    unit: "ratio",
    window: context.window,
    coverage: covered,
    status: statusOfSum(covered),
    grade: worstGrade(context.document.racks.map((rack) => rack.placementGrade)),
    method: name,
    inputs: [{ kind: "inventory", label: "racks", count: racks, grade: "metered", coverage: 1 }],
  });
}

/** Mean IT power over the covered time of each point, against the limits of the racks that it is of. */
export async function rackOccupancyPowerFigure(context: FigureContext): Promise<Figure> {
  const { document, window } = context;
  const sources = await chooseSources(context, itInputs(document, context.points));
  const points = sources.map(({ counter, gauge }) => counter ?? gauge);
  const bound = points.filter((point) => point !== null);
  const totalOf = new Map(zip(bound, await integralsOver(context, bound, window)));
  return rackOccupancyByPower({
    document,
    rackLines: context.rackLines,
    absences: context.absences,
    unmetered: racksWithoutMeter(document, context.points),
    window,
    limitW: limitMsIn(heldOver(context, window), window) / lengthMs(window),
    inputs: zip(sources, points).map(([{ subject }, point]) => {
      const { integral = 0n, coveredMs = 0 } = (point && totalOf.get(point)) ?? {};
      return { id: subject.id, integral, coveredMs };
    }),
    grade: worstGrade(bound.map(({ grade }) => grade)),
  });
}
