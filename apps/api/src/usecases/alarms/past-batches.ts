/** What a dry run reads: so many points at a time, and no more samples in all than it has time for. */
import type { WindowMs } from "@aidc/contract";
import { cadenceReachMs } from "@aidc/domain";
import type { BoundPoint } from "@aidc/store";
import { badField } from "../app-error.ts";
import { expectedSamples } from "../figures/series-reader.ts";

/** Points whose samples are in memory at a time. */
export const pointsAtOnce = 200;
const mostSamples = 20_000_000;

interface Batch<T> {
  readonly some: readonly T[];
  /** With what came just before the window that is tried: it tells how coarse the steps are that a history comes in. */
  readonly window: WindowMs;
}

/** Points together that need as much before the window: one that bridges hours makes no other be read for hours. */
export function batchesOf<T extends { readonly point: BoundPoint }>(
  tried: readonly T[],
  window: WindowMs,
): Batch<T>[] {
  const byReach = Map.groupBy(tried, ({ point }) => cadenceReachMs(point));
  return [...byReach.values()].flatMap((same) =>
    Array.from({ length: Math.ceil(same.length / pointsAtOnce) }, (_, at) => {
      const some = same.slice(at * pointsAtOnce, (at + 1) * pointsAtOnce);
      return { some, window: some[0] ? readFor(some[0].point, window) : window };
    }),
  );
}

/** @throws AppError bad_request: reading them would take too long */
export function requireRoomFor(points: readonly BoundPoint[], window: WindowMs): void {
  const within = expectedSamples(points, window);
  const expected = points.reduce((sum, point) => sum + expectedSamples([point], readFor(point, window)), 0);
  if (expected <= mostSamples) return;
  const room = Math.max(0, mostSamples - (expected - within));
  const hours = Math.floor(((room / within) * (window.toMs - window.fromMs)) / 3_600_000);
  // What is stored may be less: nobody knows before it is read.
  throw badField(
    "to",
    `makes the window too long: at the pace of its ${points.length} points it could hold more than ${mostSamples} samples; take at most ${hours} h`,
  );
}

function readFor(point: BoundPoint, { fromMs, toMs }: WindowMs): WindowMs {
  return { fromMs: fromMs - cadenceReachMs(point), toMs };
}
