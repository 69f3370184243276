import type { WindowMs } from "@aidc/contract";
import { bucketAt, wholeBucketsIn } from "@aidc/domain";
import type pg from "pg";
import { rollupTable } from "../rollups/rollup-writer.ts";
import type { BoundPoint, DayOfGroup, PointTotal, Resolution, Rollup } from "../store.ts";
import type { HeadReader } from "./head-reader.ts";
import { KeptDays } from "./kept-days.ts";
import { readRollups, timeZoneOf } from "./read-rollups.ts";

type Client = Pick<pg.ClientBase, "query">;

/** Rows of fewer points cost less to add up than to keep. */
const worthKeeping = 100;

export const keepSums = (): KeptDays<DayOfGroup> => new KeptDays(() => 1);

/**
 * Sums of roll-ups, of days unless told otherwise, added by the database in exact integers, so that neither order nor
 * parallel plans change them. Buckets that the journal still touches come from `readRollups`, point by point.
 * @param kept what days of many points came to before
 */
export async function sumDays(
  client: Client,
  head: HeadReader,
  groups: readonly (readonly BoundPoint[])[],
  [windows, size]: readonly [readonly WindowMs[], Resolution],
  kept: KeptDays<DayOfGroup> = keepSums(),
): Promise<DayOfGroup[][]> {
  const splits = await splitsAtHead(client, head, groups.flat(), [windows, size]);
  const settled = splits.flatMap((split) => split.settled ?? []);
  const sums: DayOfGroup[][] = [];
  for (const group of groups) {
    const of = seriesIdsOf(group);
    const read = (missing: readonly WindowMs[]) => readSettled(client, group, missing, size);
    const [centerId, timeZone] = [group[0]?.centerId, splits[0]?.timeZone];
    const isKept = size === "1d" && of.length >= worthKeeping && settled.length > 0;
    const days =
      isKept && centerId !== undefined && timeZone !== undefined
        ? await kept.over(client, { centerId, timeZone, windows: settled, of }, read)
        : await read(settled);
    for (const { open } of splits)
      if (open !== null) addOpen(await readRollups(client, head, group, open, size), days);
    sums.push([...days.values()].sort((a, b) => a.startMs - b.startMs));
  }
  return sums;
}

export async function sumPoints(
  client: Client,
  head: HeadReader,
  points: readonly BoundPoint[],
  window: WindowMs,
): Promise<PointTotal[]> {
  const split = await splitAtHead(client, head, points, [window, "1d"]);
  const settled =
    split?.settled == null ? new Map<number, PointTotal>() : await readTotals(client, points, split.settled);
  const open = split?.open == null ? [] : await readRollups(client, head, points, split.open, "1d");
  return points.map(({ seriesId }, at) =>
    addTotals([(seriesId !== null && settled.get(seriesId)) || nothing, ...(open[at] ?? []).map(totalOf)]),
  );
}

const nothing: PointTotal = { integral: 0n, coveredMs: 0, max: null };

const totalOf = ({ integral, coveredMs, max }: Rollup): PointTotal => ({ integral, coveredMs, max });

function addTotals(totals: readonly PointTotal[]): PointTotal {
  return totals.reduce(
    (sum, one) => ({
      integral: sum.integral + one.integral,
      coveredMs: sum.coveredMs + one.coveredMs,
      max: one.max === null ? sum.max : Math.max(sum.max ?? one.max, one.max),
    }),
    nothing,
  );
}

interface Split {
  readonly timeZone: string;
  /** Whole buckets that only roll-ups tell. */
  readonly settled: WindowMs | null;
  /** Whole buckets that samples of the journal fall in or reach into. */
  readonly open: WindowMs | null;
}

/** All points are of one center. */
export async function splitAtHead(
  client: Client,
  head: HeadReader,
  points: readonly BoundPoint[],
  [window, size]: readonly [WindowMs, Resolution],
): Promise<Split | null> {
  const [split] = await splitsAtHead(client, head, points, [[window], size]);
  return split ?? null;
}

/** Windows that no whole bucket lies in are left out. */
async function splitsAtHead(
  client: Client,
  head: HeadReader,
  points: readonly BoundPoint[],
  [windows, size]: readonly [readonly WindowMs[], Resolution],
): Promise<Split[]> {
  const centerId = points[0]?.centerId;
  const timeZone = centerId === undefined ? null : await timeZoneOf(client, centerId);
  if (timeZone === null) return [];
  const firstMs = firstInJournal(head, points);
  return windows.flatMap((window): Split[] => {
    const whole = wholeBucketsIn(window, size, timeZone);
    if (whole === null) return [];
    if (firstMs >= whole.toMs) return [{ timeZone, settled: whole, open: null }];
    if (firstMs < whole.fromMs) return [{ timeZone, settled: null, open: whole }];
    const { fromMs } = bucketAt(firstMs, size, timeZone);
    const settled = fromMs > whole.fromMs ? { fromMs: whole.fromMs, toMs: fromMs } : null;
    return [{ timeZone, settled, open: { fromMs, toMs: whole.toMs } }];
  });
}

/** What reaches into the time of a sample of the journal counts as its. */
function firstInJournal(head: HeadReader, points: readonly BoundPoint[]): number {
  return points.reduce((first, { seriesId, maxGapMs, intervalMs }) => {
    const span = seriesId === null ? null : head.span(seriesId);
    return span === null ? first : Math.min(first, span.fromMs - Math.max(maxGapMs, intervalMs));
  }, Number.POSITIVE_INFINITY);
}

interface DayRow {
  readonly start_ms: number;
  readonly end_ms: number;
  readonly integral: string;
  readonly covered_ms: string;
  readonly resets: string;
  readonly points: string;
  readonly least: number;
}

/**
 * By the begin of the bucket alone, of which a table has few: told of more keys, the planner expects as many groups as
 * rows and sorts them all on disk.
 */
async function readSettled(
  client: Client,
  group: readonly BoundPoint[],
  windows: readonly WindowMs[],
  size: Resolution,
): Promise<Map<number, DayOfGroup>> {
  const ids = seriesIdsOf(group);
  if (ids.length === 0 || windows.length === 0) return new Map();
  // Each with its own bounds, so that the planner knows how much of the table they are.
  const isInside = windows.map(
    (_, at) =>
      `t.starts_at >= $${2 * at + 3} and t.starts_at < $${2 * at + 4} and t.ends_at <= $${2 * at + 4}`,
  );
  const { rows } = await client.query<DayRow>(
    // Instants as numbers: how a session writes dates must not matter.
    `select (extract(epoch from t.starts_at) * 1000)::float8 as start_ms, (extract(epoch from max(t.ends_at)) * 1000)::float8 as end_ms,
        sum(t.integral)::text as integral, sum(t.covered_ms)::text as covered_ms, sum(t.resets)::text as resets,
        (count(*) filter (where t.covered_ms > 0))::text as points, min(t.covered_ms) as least
      from ${rollupTable[size]} t where t.center_id = $1 and t.series_id = any($2::int[])
        and (${isInside.join(" or ")})
      group by t.starts_at`,
    [
      ...[group[0]?.centerId ?? "", ids],
      ...windows.flatMap(({ fromMs, toMs }) => [new Date(fromMs), new Date(toMs)]),
    ],
  );
  return new Map(
    rows.map((row) => [
      row.start_ms,
      {
        startMs: row.start_ms,
        endMs: row.end_ms,
        integral: BigInt(row.integral),
        coveredMs: Number(row.covered_ms),
        resets: Number(row.resets),
        points: Number(row.points),
        leastCoveredMs: row.least,
      },
    ]),
  );
}

function seriesIdsOf(points: readonly BoundPoint[]): number[] {
  return [...new Set(points.flatMap(({ seriesId }) => seriesId ?? []))];
}

function addOpen(rollups: readonly Rollup[][], days: Map<number, DayOfGroup>): void {
  for (const { startMs, endMs, integral, coveredMs, resets } of rollups.flat()) {
    const known = days.get(startMs);
    days.set(startMs, {
      startMs,
      endMs,
      integral: (known?.integral ?? 0n) + integral,
      coveredMs: (known?.coveredMs ?? 0) + coveredMs,
      resets: (known?.resets ?? 0) + resets,
      points: (known?.points ?? 0) + (coveredMs > 0 ? 1 : 0),
      leastCoveredMs: Math.min(known?.leastCoveredMs ?? coveredMs, coveredMs),
    });
  }
}

async function readTotals(
  client: Client,
  points: readonly BoundPoint[],
  window: WindowMs,
): Promise<Map<number, PointTotal>> {
  const { rows } = await client.query<{
    series_id: number;
    integral: string;
    covered_ms: string;
    max: number | null;
  }>(
    `select t.series_id, sum(t.integral)::text as integral, sum(t.covered_ms)::text as covered_ms, max(t.max) as max
      from rollup_1d t where t.center_id = $1 and t.series_id = any($2::int[])
        and t.starts_at >= $3 and t.starts_at < $4 and t.ends_at <= $4
      group by t.series_id`,
    [points[0]?.centerId ?? "", seriesIdsOf(points), new Date(window.fromMs), new Date(window.toMs)],
  );
  return new Map(
    rows.map(({ series_id, integral, covered_ms, max }) => [
      series_id,
      { integral: BigInt(integral), coveredMs: Number(covered_ms), max },
    ]),
  );
}
