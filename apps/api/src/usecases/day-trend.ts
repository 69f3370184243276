import type { WallState } from "@aidc/contract";
import { quantities } from "@aidc/contract";
import { addIntegrals, itInputs, meanOf, nothingKnown } from "@aidc/domain";
import type { BoundPoint, Resolution, Rollup } from "@aidc/store";
import type { CenterView } from "./center-directory.ts";
import { figureContext } from "./figures/compute-figures.ts";
import { chooseSources } from "./figures/energy-sources.ts";
import type { FigureContext } from "./figures/figure-context.ts";
import { readRollups } from "./figures/series-reader.ts";
import type { Services } from "./services.ts";

/** IT power of a day, in means of equal buckets. */
export interface DayTrend {
  readonly points: WallState["itPowerDay"];
  /** On the center's clock; late samples and a history that grows are seen after a while. */
  readonly readAtMs: number;
}

export const noDayTrend: DayTrend = { points: [], readAtMs: Number.NEGATIVE_INFINITY };

const keepForMs = 300_000;
/** While history is being filled in, people watch it grow. */
const keepGrowingForMs = 60_000;
const hourMs = 3_600_000;
const hours = 24;
/** Of each gauge in its bucket, and of the gauges in theirs: below that a mean is of something else. */
const completeness = 0.9;
/** More gauges than these would be too many rows for a line of some centimetres. */
const steps: readonly {
  readonly mostGauges: number;
  readonly bucketMs: number;
  readonly from: Resolution;
}[] = [
  { mostGauges: 64, bucketMs: 900_000, from: "5m" },
  { mostGauges: 6_000, bucketMs: hourMs, from: "1h" },
];

/** @param nowMs the center's now @param before what was read last time */
export async function readDayTrend(
  services: Pick<Services, "history">,
  view: CenterView,
  { nowMs, before }: { nowMs: number; before: DayTrend },
): Promise<DayTrend> {
  const isWhole = before.points.length > 0 && before.points.every(({ powerW }) => powerW !== null);
  const ageMs = nowMs - before.readAtMs;
  if (ageMs >= 0 && ageMs < (isWhole ? keepForMs : keepGrowingForMs)) return before;
  const day = { fromMs: nowMs - hours * hourMs, toMs: nowMs };
  // The course of power as it was measured: an amount that is stated for hours has none.
  const context = figureContext(services, view, day, { known: nothingKnown });
  const gauges = await itGauges(context);
  const step = steps.find(({ mostGauges }) => gauges.length <= mostGauges);
  if (gauges.length === 0 || !step) return { points: [], readAtMs: nowMs };
  const { bucketMs, from } = step;
  const toMs = Math.floor(nowMs / bucketMs) * bucketMs;
  const window = { fromMs: toMs - hours * hourMs, toMs };
  const rollups = await readRollups(context, gauges, window, from);
  const byBucket = rollups.map((list) =>
    Map.groupBy(list, ({ startMs }) => Math.floor(startMs / bucketMs) * bucketMs),
  );
  const starts = Array.from(
    { length: (hours * hourMs) / bucketMs },
    (_, at) => window.fromMs + at * bucketMs,
  );
  const points = starts.map((startMs) => ({
    atMs: startMs + bucketMs,
    powerW: sumOfMeans(
      gauges,
      byBucket.map((buckets) => buckets.get(startMs) ?? []),
      bucketMs,
    ),
  }));
  return { points, readAtMs: nowMs };
}

/** What measures IT power in this center. */
export async function itGauges(context: FigureContext): Promise<BoundPoint[]> {
  const sources = await chooseSources(context, itInputs(context.document, context.points));
  return sources.flatMap(({ gauge }) => gauge ?? []);
}

/** @returns watts; null where too little was measured: a gap and not a dip */
function sumOfMeans(
  gauges: readonly BoundPoint[],
  parts: readonly (readonly Rollup[])[],
  bucketMs: number,
): number | null {
  const means = gauges.flatMap(({ quantity }, at) => {
    const whole = addIntegrals(parts[at] ?? []);
    const mean = meanOf(whole, quantities[quantity].integralScale);
    return mean === null || whole.coveredMs < completeness * bucketMs ? [] : [mean];
  });
  if (means.length < completeness * gauges.length) return null;
  return means.reduce((sum, watts) => sum + watts, 0);
}
