import type { WindowMs } from "@aidc/contract";
import type pg from "pg";
import type { BoundPoint, HourBound } from "../store.ts";
import type { HeadReader } from "./head-reader.ts";
import { readRollups } from "./read-rollups.ts";
import { splitAtHead } from "./sum-rollups.ts";

type Client = Pick<pg.ClientBase, "query">;

/**
 * What the points cannot exceed together in each hour: the sum of their greatest values, of those above zero. Hours that
 * the journal touches come from `readRollups`.
 */
export async function boundsOfHours(
  client: Client,
  head: HeadReader,
  points: readonly BoundPoint[],
  window: WindowMs,
): Promise<HourBound[]> {
  const split = await splitAtHead(client, head, points, [window, "1h"]);
  const bounds = new Map<number, number>();
  if (split?.settled) for (const one of await ofSettled(client, points, split.settled)) add(bounds, one);
  if (split?.open)
    for (const { startMs, max } of (await readRollups(client, head, points, split.open, "1h")).flat())
      add(bounds, { startMs, bound: Math.max(0, max ?? 0) });
  return [...bounds].map(([startMs, bound]) => ({ startMs, bound })).sort((a, b) => a.startMs - b.startMs);
}

function add(bounds: Map<number, number>, { startMs, bound }: HourBound): void {
  bounds.set(startMs, (bounds.get(startMs) ?? 0) + bound);
}

async function ofSettled(
  client: Client,
  points: readonly BoundPoint[],
  { fromMs, toMs }: WindowMs,
): Promise<HourBound[]> {
  const { rows } = await client.query<{ start_ms: number; bound: number }>(
    `select (extract(epoch from t.starts_at) * 1000)::float8 as start_ms, sum(greatest(t.max, 0))::float8 as bound
      from rollup_1h t where t.center_id = $1 and t.series_id = any($2::int[])
        and t.starts_at >= $3 and t.starts_at < $4 and t.ends_at <= $4
      group by t.starts_at`,
    [
      points[0]?.centerId ?? "",
      [...new Set(points.flatMap(({ seriesId }) => seriesId ?? []))],
      new Date(fromMs),
      new Date(toMs),
    ],
  );
  return rows.map(({ start_ms, bound }) => ({ startMs: start_ms, bound }));
}
