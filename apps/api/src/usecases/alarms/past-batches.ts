/** What a dry run reads: so many points at a time, and no more samples in all than it has time for. */
import type { WindowMs } from "@aidc/contract";
import { cadenceReachMs, firstNotBefore } from "@aidc/domain";
import type { BoundPoint, SampleColumns } from "@aidc/store";
import { badField } from "../app-error.ts";
import { expectedSamples } from "../figures/series-reader.ts";
import type { Services } from "../services.ts";

/** Points whose samples are in memory at a time. */
const pointsAtOnce = 200;
const mostSamples = 20_000_000;

interface Tried {
  readonly point: BoundPoint;
}

interface Batch<T> {
  readonly some: readonly T[];
  /** With what came just before the window that is tried: it tells how coarse the steps are that a history comes in. */
  readonly window: WindowMs;
}

/** How far before the window a point is needed, ms. */
type Reach = (point: BoundPoint) => number;

/**
 * Points together of which none needs less than half as much before the window as another: one that bridges hours makes
 * no other be read for hours, and points of many gaps are few statements more than points of one.
 */
export function batchesOf<T extends Tried>(
  tried: readonly T[],
  window: WindowMs,
  reachOf: Reach = cadenceReachMs,
): Batch<T>[] {
  const batches: T[][] = [];
  let leastMs = 0;
  for (const one of tried.toSorted((a, b) => reachOf(a.point) - reachOf(b.point))) {
    const last = batches.at(-1);
    if (last && last.length < pointsAtOnce && reachOf(one.point) <= 2 * leastMs) last.push(one);
    else {
      batches.push([one]);
      leastMs = reachOf(one.point);
    }
  }
  return batches.map((some) => {
    const reachMs = some.reduce((most, { point }) => Math.max(most, reachOf(point)), 0);
    return { some, window: { fromMs: window.fromMs - reachMs, toMs: window.toMs } };
  });
}

/** Samples of each, from as far before the window as it needs itself: what a point tells depends on no other. */
export async function* samplesOf<T extends Tried>(
  history: Pick<Services["history"], "readSamples">,
  tried: readonly T[],
  window: WindowMs,
  reachOf: Reach = cadenceReachMs,
): AsyncGenerator<readonly [T, SampleColumns]> {
  for (const { some, window: read } of batchesOf(tried, window, reachOf)) {
    const columns = await history.readSamples(
      some.map(({ point }) => point),
      read,
    );
    for (const [at, one] of some.entries()) {
      const own = columns[at];
      if (own) yield [one, since(own, window.fromMs - reachOf(one.point))];
    }
  }
}

function since({ timesMs, values }: SampleColumns, fromMs: number): SampleColumns {
  const first = firstNotBefore(timesMs, fromMs);
  return { timesMs: timesMs.subarray(first), values: values.subarray(first) };
}

/** @throws AppError bad_request: reading them would take too long */
export function requireRoomFor(points: readonly BoundPoint[], window: WindowMs): void {
  const before = requireRoomBefore(points, window);
  const within = expectedSamples(points, window);
  if (before + within <= mostSamples) return;
  const hours = Math.floor((((mostSamples - before) / within) * (window.toMs - window.fromMs)) / 3_600_000);
  // What is stored may be less: nobody knows before it is read.
  throw badField(
    "to",
    `makes the window too long: at the pace of its ${points.length} points it could hold more than ${mostSamples} samples; take at most ${hours} h`,
  );
}

/**
 * @returns samples that may be read before the window
 * @throws AppError bad_request: they alone are too many, and no shorter window changes that
 */
export function requireRoomBefore(
  points: readonly BoundPoint[],
  window: WindowMs,
  reachOf: Reach = cadenceReachMs,
): number {
  const before = samplesBefore(points, window, reachOf);
  if (before <= mostSamples) return before;
  const longestMs = points.reduce((most, point) => Math.max(most, reachOf(point)), 0);
  const bridgingNone = points.map((point) => ({ ...point, maxGapMs: point.intervalMs }));
  const way =
    samplesBefore(bridgingNone, window, reachOf) <= mostSamples
      ? "state a shorter largest gap (maxGapS) for these points"
      : "that many points of such short intervals are too many for a dry run: narrow what the rule looks at";
  throw badField(
    "definition.condition",
    `needs the steps in which its ${points.length} points come, and of up to ${lengthOf(longestMs)} before the window that could be more than ${mostSamples} samples; ${way}`,
  );
}

const lengthOf = (ms: number): string =>
  ms < 3_600_000 ? `${Math.ceil(ms / 60_000)} min` : `${Math.ceil(ms / 3_600_000)} h`;

function samplesBefore(points: readonly BoundPoint[], window: WindowMs, reachOf: Reach): number {
  const tried = points.map((point) => ({ point }));
  return batchesOf(tried, window, reachOf).reduce((sum, { some, window: { fromMs } }) => {
    const own = some.map(({ point }) => point);
    return sum + expectedSamples(own, { fromMs, toMs: window.fromMs });
  }, 0);
}
