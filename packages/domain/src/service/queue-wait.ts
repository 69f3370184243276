/**
 * Queue wait = from eligible to start. Jobs that still wait when the window ends are counted with their age so far, a
 * lower bound: left out, the metric would improve when the queue jams. Jobs withdrawn before they started are counted
 * with the time they had waited, which is all of it: left out, the metric would improve when users give up.
 * Percentiles by linear interpolation between neighbours (PostgreSQL `percentile_cont`); the mean is not told.
 * Source: standards 2.3. Withdrawn jobs: policy of this console where the standards are silent, by the same reason.
 */
import type { WindowMs } from "@aidc/contract";

/** One job as it is known. */
export interface JobWait {
  /** Of whom; null: of no tenant. */
  readonly tenant: string | null;
  /** null: held until now. */
  readonly eligibleMs: number | null;
  readonly startMs: number | null;
  readonly endMs: number | null;
}

export const waitShares = { p50: 0.5, p90: 0.9, p95: 0.95 } as const;
export type WaitShare = keyof typeof waitShares;
export const waitShareNames = ["p50", "p90", "p95"] as const satisfies readonly WaitShare[];

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
/** Where each group of waits but the first begins, ms. */
export const waitBoundsMs: readonly number[] = [
  ...[minuteMs, 5 * minuteMs, 15 * minuteMs, hourMs, 4 * hourMs],
  ...[12 * hourMs, 24 * hourMs, 72 * hourMs, 168 * hourMs],
];

export interface WaitGroup {
  readonly started: number;
  readonly waiting: number;
  readonly withdrawn: number;
}

/** The two neighbours in the order of waits between which a percentile lies, ms. */
export interface WaitRank {
  readonly belowMs: number;
  readonly aboveMs: number;
  /** A job that waits still lies at or below: the true percentile may be greater. */
  readonly isLowerBound: boolean;
}

/** Of the jobs that were eligible for some of a window. */
export interface QueueWait {
  /** By length, from the shortest: one more than there are bounds. */
  readonly groups: readonly WaitGroup[];
  /** null: there are no jobs. */
  readonly ranks: Readonly<Record<WaitShare, WaitRank>> | null;
}

/** Whose jobs were in the queue for some of a window: of each tenant how many, and of all that are of none as one. */
export interface QueueOwners {
  readonly tenants: readonly number[];
  readonly others: number;
}

/** Over which time jobs are told: from the first that could start to what was known last. */
export function feedOf(jobs: readonly JobWait[], lastKnownMs: number): WindowMs | null {
  const eligible = jobs.flatMap(({ eligibleMs }) => eligibleMs ?? []);
  const fromMs = eligible.reduce((least, at) => Math.min(least, at), Number.POSITIVE_INFINITY);
  return fromMs < lastKnownMs ? { fromMs, toMs: lastKnownMs } : null;
}

interface Wait {
  readonly ms: number;
  readonly kind: keyof WaitGroup;
}

/** @param lastKnownMs what is told of later is not known: nobody waits beyond it */
export function queueWait(jobs: readonly JobWait[], window: WindowMs, lastKnownMs: number): QueueWait {
  const waits = jobs
    .flatMap((job) => waitOf(job, window, lastKnownMs) ?? [])
    .sort((a, b) => a.ms - b.ms || Number(a.kind === "waiting") - Number(b.kind === "waiting"));
  const firstOpen = waits.findIndex(({ kind }) => kind === "waiting");
  const rank = (share: WaitShare): WaitRank => {
    const { below, above } = waitPlace(share, waits.length);
    const at = (place: number) => waits[place]?.ms ?? Number.NaN;
    return {
      belowMs: at(below),
      aboveMs: at(above),
      isLowerBound: firstOpen >= 0 && firstOpen <= above,
    };
  };
  return {
    groups: [0, ...waitBoundsMs].map((fromMs, at) => groupOf(waits, fromMs, waitBoundsMs[at])),
    ranks: waits.length === 0 ? null : { p50: rank("p50"), p90: rank("p90"), p95: rank("p95") },
  };
}

export function queueOwners(jobs: readonly JobWait[], window: WindowMs, lastKnownMs: number): QueueOwners {
  const owners = jobs.filter((job) => waitOf(job, window, lastKnownMs) !== null).map(({ tenant }) => tenant);
  const counts = new Map<string | null, number>();
  for (const tenant of owners) counts.set(tenant, (counts.get(tenant) ?? 0) + 1);
  const others = counts.get(null) ?? 0;
  counts.delete(null);
  return { tenants: [...counts.values()].sort((a, b) => a - b), others };
}

function waitOf(job: JobWait, { fromMs, toMs }: WindowMs, lastKnownMs: number): Wait | null {
  const { eligibleMs, startMs, endMs } = job;
  const leftMs = startMs ?? endMs;
  if (eligibleMs === null || eligibleMs >= toMs || eligibleMs > lastKnownMs) return null;
  if (eligibleMs < fromMs && leftMs !== null && leftMs <= fromMs) return null;
  if (leftMs === null || leftMs >= toMs)
    return { ms: Math.min(toMs, lastKnownMs) - eligibleMs, kind: "waiting" };
  return { ms: leftMs - eligibleMs, kind: startMs === null ? "withdrawn" : "started" };
}

function groupOf(waits: readonly Wait[], fromMs: number, toMs = Number.POSITIVE_INFINITY): WaitGroup {
  const inside = waits.filter(({ ms }) => ms >= fromMs && ms < toMs);
  const count = (kind: keyof WaitGroup) => inside.filter((wait) => wait.kind === kind).length;
  return { started: count("started"), waiting: count("waiting"), withdrawn: count("withdrawn") };
}

/** Of a percentile among so many: its neighbours counted from 0, and how far it lies from the lower to the upper. */
export function waitPlace(share: WaitShare, jobs: number) {
  const place = waitShares[share] * (jobs - 1);
  const below = Math.floor(place);
  return { below, above: Math.ceil(place), weight: place - below };
}

export const interpolated = (below: number, above: number, weight: number): number =>
  below + weight * (above - below);

export function countWaits({ groups }: Pick<QueueWait, "groups">) {
  const sum = (kind: keyof WaitGroup) => groups.reduce((total, group) => total + group[kind], 0);
  const [started, waiting, withdrawn] = [sum("started"), sum("waiting"), sum("withdrawn")];
  return { started, waiting, withdrawn, jobs: started + waiting + withdrawn };
}
