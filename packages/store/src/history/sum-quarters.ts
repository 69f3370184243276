import type { WindowMs } from "@aidc/contract";
import type pg from "pg";
import { column, queryBinary } from "../database/binary-query.ts";
import type { BoundPoint, QuarterOfPoint } from "../store.ts";
import { ArrayReader, readInt4, readTimestampMs, readWhole } from "./binary-array.ts";
import type { HeadReader } from "./head-reader.ts";
import { readRollups } from "./read-rollups.ts";
import { splitAtHead } from "./sum-rollups.ts";

type Client = Pick<pg.ClientBase, "query">;

const quarterMs = 900_000;

/**
 * Clock quarters of an hour by point, of 5-minute roll-ups that the database adds up: a third of the rows, and of
 * each only what a demand is told from. Quarters that the journal touches come from `readRollups`.
 */
export async function sumQuarters(
  client: Client,
  head: HeadReader,
  points: readonly BoundPoint[],
  window: WindowMs,
): Promise<QuarterOfPoint[][]> {
  const split = await splitAtHead(client, head, points, [window, "5m"]);
  if (split === null) return points.map(() => []);
  const found: QuarterOfPoint[][] = [];
  // A year of one point at a time: no statement runs into its time limit.
  for (const point of points) {
    const stored = split.settled && (await readStored(client, point, split.settled));
    const [open] = split.open ? await readRollups(client, head, [point], split.open, "5m") : [];
    found.push(added([...(stored ?? []), ...(open ?? [])]));
  }
  return found;
}

async function readStored(client: Client, point: BoundPoint, window: WindowMs): Promise<QuarterOfPoint[]> {
  const { centerId, seriesId } = point;
  if (seriesId === null) return [];
  const [row] = await queryBinary(client, {
    text: `select array_agg(q.at), array_agg(q.integral), array_agg(q.covered_ms)
      from (select date_bin('15 minutes', t.starts_at, '2000-01-01T00:00:00Z') as at, sum(t.integral) as integral,
          sum(t.covered_ms)::int as covered_ms
        from rollup_5m t where t.center_id = $1 and t.series_id = $2
          and t.starts_at >= $3 and t.starts_at < $4 and t.ends_at <= $4 group by 1 order by 1) q
      having count(*) > 0`,
    values: [centerId, seriesId, new Date(window.fromMs), new Date(window.toMs)],
  });
  if (!row) return [];
  const starts = new ArrayReader(column(row, 0), readTimestampMs);
  const integrals = new ArrayReader(column(row, 1), readWhole);
  const covered = new ArrayReader(column(row, 2), readInt4);
  return Array.from({ length: starts.length }, () => ({
    startMs: starts.nextKnown(),
    integral: integrals.nextKnown(),
    coveredMs: covered.nextKnown(),
  }));
}

/** @param parts in order; the journal may begin within a quarter */
function added(parts: readonly QuarterOfPoint[]): QuarterOfPoint[] {
  const quarters: QuarterOfPoint[] = [];
  for (const part of parts) {
    const startMs = Math.floor(part.startMs / quarterMs) * quarterMs;
    const last = quarters.at(-1);
    const isSame = last?.startMs === startMs;
    if (isSame) quarters.pop();
    quarters.push({
      startMs,
      integral: part.integral + (isSame ? last.integral : 0n),
      coveredMs: part.coveredMs + (isSame ? last.coveredMs : 0),
    });
  }
  return quarters;
}
