import type { WindowMs } from "@aidc/contract";
import { bucketAt, wholeBucketsIn } from "@aidc/domain";
import type pg from "pg";
import type { BoundPoint, DayOfGroup, PointTotal, Resolution, Rollup } from "../store.ts";
import type { HeadReader } from "./head-reader.ts";
import type { AheadStep } from "./kept-days.ts";
import { daysAtOnce, KeptDays, nothingAhead } from "./kept-days.ts";
import { readRollups, timeZoneOf } from "./read-rollups.ts";
import type { DayOfGroups } from "./settled-sums.ts";
import { readSettled, seriesIdsOf, withDay } from "./settled-sums.ts";

type Client = Pick<pg.ClientBase, "query">;

/** Rows of fewer points cost less to add up than to keep. */
const worthKeeping = 100;

export const keepSums = (): KeptDays<DayOfGroups> =>
  new KeptDays((found) => found.filter((day) => day !== undefined).length);

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
  kept: KeptDays<DayOfGroups> = keepSums(),
): Promise<DayOfGroup[][]> {
  const splits = await splitsAtHead(client, head, groups.flat(), [windows, size]);
  const settled = splits.flatMap((split) => split.settled ?? []);
  const of = groups.map(seriesIdsOf);
  const read = (missing: readonly WindowMs[]) => readSettled(client, groups, missing, size);
  const [centerId, timeZone] = [groups.flat()[0]?.centerId, splits[0]?.timeZone];
  const isKept = size === "1d" && of.flat().length >= worthKeeping && settled.length > 0;
  const days =
    isKept && centerId !== undefined && timeZone !== undefined
      ? await kept.over(client, { centerId, timeZone, windows: settled, of }, read)
      : await read(settled);
  const sums: DayOfGroup[][] = [];
  for (const [at, group] of groups.entries()) {
    const own = new Map([...days].flatMap(([begin, found]) => (found[at] ? [[begin, found[at]]] : [])));
    for (const { open } of splits)
      if (open !== null) addOpen(await readRollups(client, head, group, open, size), own);
    sums.push([...own.values()].sort((a, b) => a.startMs - b.startMs));
  }
  return sums;
}

/** Adds some of the days of many points that only roll-ups tell before anybody asks for them. */
export async function sumDaysAhead(
  client: Client,
  head: HeadReader,
  groups: readonly (readonly BoundPoint[])[],
  window: WindowMs,
  kept: KeptDays<DayOfGroups>,
): Promise<AheadStep> {
  const split = await splitAtHead(client, head, groups.flat(), [window, "1d"]);
  const of = groups.map(seriesIdsOf);
  const [centerId, count] = [groups.flat()[0]?.centerId, of.flat().length];
  if (!split?.settled || centerId === undefined || count < worthKeeping) return nothingAhead;
  const asked = { centerId, timeZone: split.timeZone, windows: [split.settled], of };
  return kept.ahead(client, asked, daysAtOnce(count), (days) => readSettled(client, groups, days, "1d"));
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

function addOpen(rollups: readonly Rollup[][], days: Map<number, DayOfGroup>): void {
  for (const { startMs, endMs, integral, coveredMs, resets } of rollups.flat()) {
    const own = { startMs, endMs, integral, coveredMs, resets, leastCoveredMs: coveredMs };
    days.set(startMs, withDay(days.get(startMs), { ...own, points: coveredMs > 0 ? 1 : 0 }));
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
