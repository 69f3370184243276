import type { WindowMs } from "@aidc/contract";
import type pg from "pg";
import { rollupTable } from "../rollups/rollup-writer.ts";
import type { BoundPoint, DayOfGroup, Resolution } from "../store.ts";

/** Series that the same groups hold. */
interface Part {
  readonly series: readonly number[];
  /** Which of the groups. */
  readonly holders: readonly number[];
}

/** By group, in their order; undefined: the group has nothing of the day. */
export type DayOfGroups = readonly (DayOfGroup | undefined)[];

interface DayRow {
  readonly part: number;
  readonly start_ms: number;
  readonly end_ms: number;
  readonly integral: string;
  readonly covered_ms: string;
  readonly resets: string;
  readonly points: string;
  readonly least: number;
}

/**
 * Of each group, by the begin of the bucket. Days of all groups come of one pass over the rows: a pass for each hall read the
 * rows of every hall again. Finer buckets have a pass for each part: told of more keys than the begin, the planner expects
 * as many sums as rows, and sorts millions of them on disk.
 */
export async function readSettled(
  client: Pick<pg.ClientBase, "query">,
  groups: readonly (readonly BoundPoint[])[],
  windows: readonly WindowMs[],
  size: Resolution,
): Promise<Map<number, DayOfGroups>> {
  const days = new Map<number, (DayOfGroup | undefined)[]>();
  const centerId = groups.flat()[0]?.centerId;
  if (centerId === undefined || windows.length === 0) return days;
  const parts = partsOf(groups);
  for (const pass of size === "1d" ? [parts] : parts.map((part) => [part]))
    for (const row of await readPass(client, centerId, pass, [windows, size])) {
      const day = dayOf(row);
      const own = days.get(day.startMs) ?? groups.map(() => undefined);
      for (const holder of pass[row.part]?.holders ?? []) own[holder] = withDay(own[holder], day);
      days.set(day.startMs, own);
    }
  return days;
}

async function readPass(
  client: Pick<pg.ClientBase, "query">,
  centerId: string,
  parts: readonly Part[],
  [windows, size]: readonly [readonly WindowMs[], Resolution],
): Promise<DayRow[]> {
  const { series, firsts, partOfRun } = runsOf(parts);
  // Each with its own bounds, so that the planner knows how much of the table they are.
  const isInside = windows.map(
    (_, at) =>
      `t.starts_at >= $${2 * at + 5} and t.starts_at < $${2 * at + 6} and t.ends_at <= $${2 * at + 6}`,
  );
  // A single part is no key beside the begin, for the same reason.
  const part =
    parts.length > 1
      ? "($4::int[])[width_bucket(t.series_id, $3::int[])]"
      : "($4::int[])[cardinality($3::int[])]";
  const { rows } = await client.query<DayRow>(
    // Instants as numbers: how a session writes dates must not matter.
    `select ${part} as part, (extract(epoch from t.starts_at) * 1000)::float8 as start_ms,
        (extract(epoch from max(t.ends_at)) * 1000)::float8 as end_ms, sum(t.integral)::text as integral, sum(t.covered_ms)::text as covered_ms,
        sum(t.resets)::text as resets, (count(*) filter (where t.covered_ms > 0))::text as points, min(t.covered_ms) as least
      from ${rollupTable[size]} t where t.center_id = $1 and t.series_id = any($2::int[])
        and (${isInside.join(" or ")})
      group by t.starts_at, part`,
    [
      ...[centerId, series, firsts, partOfRun],
      ...windows.flatMap(({ fromMs, toMs }) => [new Date(fromMs), new Date(toMs)]),
    ],
  );
  return rows;
}

function partsOf(groups: readonly (readonly BoundPoint[])[]): Part[] {
  const holders = new Map<number, number[]>();
  for (const [at, group] of groups.entries())
    for (const id of seriesIdsOf(group)) {
      const known = holders.get(id);
      if (known) known.push(at);
      else holders.set(id, [at]);
    }
  const parts = Map.groupBy(holders, ([, held]) => held.join());
  return [...parts.values()].map((part) => ({
    series: part.map(([id]) => id),
    holders: part[0]?.[1] ?? [],
  }));
}

/** All series in order, and where among them a run of one part begins: few are searched where parts lie together. */
function runsOf(parts: readonly Part[]) {
  const all = parts.flatMap(({ series }, part) => series.map((id) => ({ id, part })));
  all.sort((a, b) => a.id - b.id);
  const runs = all.filter(({ part }, at) => part !== all[at - 1]?.part);
  return {
    series: all.map(({ id }) => id),
    firsts: runs.map(({ id }) => id),
    partOfRun: runs.map(({ part }) => part),
  };
}

export const seriesIdsOf = (points: readonly BoundPoint[]): number[] => [
  ...new Set(points.flatMap(({ seriesId }) => seriesId ?? [])),
];

/** Sums of integers are the same in whatever parts they are added. */
export const withDay = (known: DayOfGroup | undefined, day: DayOfGroup): DayOfGroup =>
  known
    ? {
        startMs: day.startMs,
        endMs: day.endMs,
        integral: known.integral + day.integral,
        coveredMs: known.coveredMs + day.coveredMs,
        resets: known.resets + day.resets,
        points: known.points + day.points,
        leastCoveredMs: Math.min(known.leastCoveredMs, day.leastCoveredMs),
      }
    : day;

const dayOf = (row: DayRow): DayOfGroup => ({
  startMs: row.start_ms,
  endMs: row.end_ms,
  integral: BigInt(row.integral),
  coveredMs: Number(row.covered_ms),
  resets: Number(row.resets),
  points: Number(row.points),
  leastCoveredMs: row.least,
});
