import type { Quantity, Subject, WindowMs } from "@aidc/contract";
import { quantities } from "@aidc/contract";
import { coverageOf, isoOf, meanOf, nothingKnown } from "@aidc/domain";
import type { BoundPoint } from "@aidc/store";
import { notFound } from "./app-error.ts";
import { figureContext, parseWindow } from "./figures/compute-figures.ts";
import type { SeriesReader } from "./figures/series-reader.ts";
import type { HistoryBucket } from "./history-buckets.ts";
import { bucketsOfRollups, bucketsOfSamples } from "./history-buckets.ts";
import { historySources, joinBucket } from "./history-sources.ts";
import type { Services } from "./services.ts";

export interface HistoryQuery {
  readonly center: string;
  readonly subjectKind: Subject["kind"];
  readonly subjectId: string;
  readonly quantity: Quantity;
  readonly from: string;
  readonly to: string;
  readonly maxPoints: number;
}

/** No bucket is shorter. */
const finestMs = 1000;
/** Shorter buckets than this are drawn from samples. */
const finestRollupMs = 300_000;

/**
 * One point over time in equal buckets, at most `maxPoints` of them; a rack that does not measure itself by what
 * stands in it, as live. Buckets of five minutes and more come from roll-ups, shorter ones from samples; one without
 * data is null, and no bucket at all has its reason.
 */
export async function readHistory(services: Services, query: HistoryQuery) {
  const window = parseWindow(query);
  const view = await services.directory.get(query.center);
  const sources = historySources(view, { kind: query.subjectKind, id: query.subjectId }, query.quantity);
  if (!sources) throw notFound(`${query.subjectKind} ${query.subjectId}`);
  const { points } = sources;
  const { unit, nature } = quantities[query.quantity];
  const told = nature === "counter" ? "W" : unit;
  const slowestMs = Math.max(finestMs, ...points.map(({ intervalMs }) => intervalMs));
  const bucketMs = bucketLength(window, query.maxPoints, slowestMs);
  if (points.length === 0) return { unit: told, bucketMs, reason: "not_collected" as const, buckets: [] };
  // As it was sent.
  const reader = figureContext(services, view, window, { known: nothingKnown });
  const parts = await Promise.all(points.map((point) => bucketsOf(reader, point, window, bucketMs)));
  const [first = []] = parts;
  return {
    unit: told,
    bucketMs,
    buckets: first.map(({ at }, i) => ({
      at,
      ...joinBucket(
        parts.flatMap((part) => part[i] ?? []),
        sources,
      ),
    })),
  };
}

async function bucketsOf(reader: SeriesReader, point: BoundPoint, window: WindowMs, bucketMs: number) {
  const { integralScale, nature } = quantities[point.quantity];
  // The slope of a register is power: mJ / ms = W.
  const isCounter = nature === "counter";
  const buckets = await integralsByBucket(reader, point, window, bucketMs);
  return buckets.map(({ fromMs, toMs, integral }) => ({
    at: isoOf(fromMs),
    mean: meanOf(integral, isCounter ? 1 : integralScale),
    min: isCounter ? null : integral.min,
    max: isCounter ? null : integral.max,
    coverage: coverageOf(integral.coveredMs, { fromMs, toMs }),
  }));
}

function integralsByBucket(
  reader: SeriesReader,
  point: BoundPoint,
  window: WindowMs,
  bucketMs: number,
): Promise<HistoryBucket[]> {
  if (bucketMs < finestRollupMs) return bucketsOfSamples(reader, point, window, bucketMs);
  return bucketsOfRollups(reader, point, window, bucketMs, bucketMs >= 3_600_000 ? "1h" : "5m");
}

const niceLengthsS = [
  1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400,
];

/** The shortest even length that keeps the count within `maxPoints` and is not shorter than the cadence. */
function bucketLength(window: WindowMs, maxPoints: number, intervalMs: number): number {
  const atLeastMs = Math.max((window.toMs - window.fromMs) / (maxPoints - 1), intervalMs);
  // One less than maxPoints, because aligned buckets stand out at both ends of the window.
  const nice = niceLengthsS.find((seconds) => seconds * 1000 >= atLeastMs);
  return nice ? nice * 1000 : Math.ceil(atLeastMs / 86_400_000) * 86_400_000;
}
