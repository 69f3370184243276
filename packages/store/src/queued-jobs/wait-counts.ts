import type { WaitGroup, WaitRank } from "@aidc/domain";
import { waitBoundsMs, waitPlace, waitShareNames } from "@aidc/domain";

/** How many jobs waited for a time of one class. */
export interface ClassCount extends WaitGroup {
  /** Counted from the shortest. */
  readonly at: number;
}

/** How many jobs waited exactly so long; of the same length those that wait still stand last. */
export interface ExactCount {
  readonly ms: number;
  readonly isWaiting: boolean;
  readonly jobs: number;
}

const perDoubling = 16;
const secondMs = 1000;
const longestMs = 100 * 366 * 86_400_000;

/**
 * Where each class of waits but the first begins, ms. Narrow enough that few jobs share one, so that only the few in
 * which a percentile lies are looked at wait by wait; every group of a report is some whole classes.
 */
export const classBoundsMs: readonly number[] = [
  ...new Set([
    ...[1, secondMs, ...waitBoundsMs],
    ...Array.from({ length: perDoubling * Math.ceil(Math.log2(longestMs / secondMs)) }, (_, step) =>
      Math.round(secondMs * 2 ** (step / perDoubling)),
    ),
  ]),
].sort((a, b) => a - b);

const none: WaitGroup = { started: 0, waiting: 0, withdrawn: 0 };

/** The groups of a report. */
export function groupsOf(counts: readonly ClassCount[]): WaitGroup[] {
  const groupOfClass = (at: number) => {
    const fromMs = classBoundsMs[at - 1] ?? 0;
    return waitBoundsMs.filter((boundMs) => boundMs <= fromMs).length;
  };
  const byGroup = Map.groupBy(counts, ({ at }) => groupOfClass(at));
  return [0, ...waitBoundsMs].map((_, group) => (byGroup.get(group) ?? []).reduce(add, none));
}

const add = (one: WaitGroup, other: WaitGroup): WaitGroup => ({
  started: one.started + other.started,
  waiting: one.waiting + other.waiting,
  withdrawn: one.withdrawn + other.withdrawn,
});

const jobsOf = ({ started, waiting, withdrawn }: WaitGroup) => started + waiting + withdrawn;

/** Classes of which each wait must be known: those of the neighbours of each percentile, and of the first job that waits. */
export function neededClasses(counts: readonly ClassCount[]): number[] {
  const sorted = counts.toSorted((a, b) => a.at - b.at);
  const places = placesOf(totalOf(sorted));
  const needed = new Set<number>();
  let before = 0;
  for (const { at, ...count } of sorted) {
    const after = before + jobsOf(count);
    if (places.some((place) => place >= before && place < after)) needed.add(at);
    before = after;
  }
  const open = sorted.find(({ waiting }) => waiting > 0);
  if (open) needed.add(open.at);
  return [...needed];
}

const totalOf = (counts: readonly ClassCount[]) => counts.reduce((sum, count) => sum + jobsOf(count), 0);

const placesOf = (jobs: number) =>
  waitShareNames.flatMap((share) => {
    const { below, above } = waitPlace(share, jobs);
    return [below, above];
  });

/**
 * The neighbours of each percentile.
 * @param exact every wait of the needed classes, from the shortest
 */
export function ranksOf(
  counts: readonly ClassCount[],
  exact: readonly ExactCount[],
): Readonly<Record<(typeof waitShareNames)[number], WaitRank>> | null {
  const total = totalOf(counts);
  if (total === 0) return null;
  const waits = placed(counts, exact);
  const firstOpen = waits.find(({ isWaiting }) => isWaiting)?.from ?? Number.POSITIVE_INFINITY;
  const msAt = (place: number) =>
    waits.find(({ from, jobs }) => place >= from && place < from + jobs)?.ms ?? Number.NaN;
  const rank = (share: (typeof waitShareNames)[number]): WaitRank => {
    const { below, above } = waitPlace(share, total);
    return { belowMs: msAt(below), aboveMs: msAt(above), isLowerBound: firstOpen <= above };
  };
  return { p50: rank("p50"), p90: rank("p90"), p95: rank("p95") };
}

/** Each wait with how many jobs stand before it. */
function placed(counts: readonly ClassCount[], exact: readonly ExactCount[]) {
  const byClass = Map.groupBy(exact, ({ ms }) => classBoundsMs.filter((boundMs) => boundMs <= ms).length);
  let before = 0;
  return counts
    .toSorted((a, b) => a.at - b.at)
    .flatMap(({ at, ...count }) => {
      let from = before;
      before += jobsOf(count);
      return (byClass.get(at) ?? []).map((one) => {
        const place = { ...one, from };
        from += one.jobs;
        return place;
      });
    });
}
