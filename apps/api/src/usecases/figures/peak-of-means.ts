/**
 * The greatest sum of 5-minute means of many points over a long window. Of each hour the database first says what the
 * points cannot exceed together; 5-minute rows are read from the greatest bound down, until no bound left reaches the best
 * that was found. Source: standards 2.3.
 */
import type { WindowMs } from "@aidc/contract";
import type { Peak } from "@aidc/domain";
import { peakOfBucketMeans, tileWindow, wholeBucketsIn } from "@aidc/domain";
import type { BoundPoint, DayOfGroup, HourBound } from "@aidc/store";
import type { FigureContext } from "./figure-context.ts";
import { joinNear } from "./joint-energy.ts";
import { bucketMs, readRollups, rowsAtOnce, runsOver } from "./series-reader.ts";

type Sums = NonNullable<FigureContext["sums"]>;

export async function peakOfMeans(
  context: FigureContext,
  gauges: readonly BoundPoint[],
): Promise<Peak | null> {
  const whole = wholeBucketsIn(context.window, "5m", context.timeZone);
  if (!whole) return null;
  const { sums } = context;
  if (!sums) return peakOfBucketMeans(await readRollups(context, gauges, whole, "5m"), 1);
  const tiles = tileWindow(whole, context.timeZone, "1h");
  let best: Peak | null = null;
  for (const { from, ...edge } of tiles)
    if (from === "5m") best = greater([best, ...(await peaksIn(context, sums, gauges, [edge]))]);
  const hours: HourBound[] = [];
  for (const { from, ...tile } of tiles)
    if (from === "1h")
      for (const run of runsOver(tile, "1h", gauges.length))
        hours.push(...(await sums.boundsOfHours(gauges, run)));
  return peakWithin(context, sums, gauges, { hours, best });
}

const firstHours = 8;

/** Exact: an hour that is not read cannot hold a greater sum, nor an earlier one as great. */
async function peakWithin(
  context: FigureContext,
  sums: Sums,
  gauges: readonly BoundPoint[],
  of: { readonly hours: readonly HourBound[]; readonly best: Peak | null },
): Promise<Peak | null> {
  const left = of.hours.toSorted((a, b) => b.bound - a.bound || a.startMs - b.startMs);
  const mostHours = Math.max(1, Math.floor(rowsAtOnce / (12 * Math.max(1, gauges.length))));
  let { best } = of;
  for (let count = firstHours; left.length > 0; count *= 2) {
    const least = best === null ? Number.NEGATIVE_INFINITY : best.value - slackOf(best, gauges.length);
    const next = left.splice(0, Math.min(count, mostHours)).filter(({ bound }) => bound >= least);
    if (next.length === 0) return best;
    const windows = next
      .map(({ startMs }) => ({ fromMs: startMs, toMs: startMs + bucketMs["1h"] }))
      .sort((a, b) => a.fromMs - b.fromMs);
    best = greater([best, ...(await peaksIn(context, sums, gauges, joinNear(windows, 0)))]);
  }
  return best;
}

/** Areas are rounded to a millijoule a segment: a mean may be that much above the greatest value of its samples. */
const slackOf = ({ value }: Peak, points: number): number => Math.abs(value) * 1e-9 + points * 0.01;

/** The first of equals. */
function greater(peaks: readonly (Peak | null)[]): Peak | null {
  return peaks.reduce(
    (best, peak) =>
      peak && (!best || peak.value > best.value || (peak.value === best.value && peak.atMs < best.atMs))
        ? peak
        : best,
    null,
  );
}

/**
 * Where every point with a row covers all of the bucket, the sum of their means is the mean of their sum, which the
 * database tells; only the other buckets are read point by point.
 */
async function peaksIn(
  context: FigureContext,
  sums: Sums,
  gauges: readonly BoundPoint[],
  windows: readonly WindowMs[],
): Promise<(Peak | null)[]> {
  const [buckets = []] = await sums.sumDays([gauges], windows, "5m");
  const isWhole = ({ leastCoveredMs }: DayOfGroup) => leastCoveredMs >= bucketMs["5m"];
  const peaks: (Peak | null)[] = buckets.filter(isWhole).map(({ integral, startMs, points }) => ({
    value: Number(integral) / bucketMs["5m"],
    atMs: startMs,
    contributors: points,
  }));
  const cut = buckets.filter((bucket) => !isWhole(bucket));
  const parts = joinNear(
    cut.map(({ startMs, endMs }) => ({ fromMs: startMs, toMs: endMs })),
    0,
  );
  for (const part of parts) peaks.push(peakOfBucketMeans(await readRollups(context, gauges, part, "5m"), 1));
  return peaks;
}
