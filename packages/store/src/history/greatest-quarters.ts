import type { WindowMs } from "@aidc/contract";
import type { GreatestQuarter } from "@aidc/domain";
import { greaterQuarter, greatestQuarter, quarterMs } from "@aidc/domain";
import type pg from "pg";
import type { SignedPoint } from "../store.ts";
import type { HeadReader } from "./head-reader.ts";
import { readRollups } from "./read-rollups.ts";
import { splitAtHead } from "./sum-rollups.ts";

type Client = Pick<pg.ClientBase, "query">;

/**
 * The rule of `greatestQuarter` in domain, over 5-minute roll-ups that the database adds up. Quarters that the journal
 * touches come from `readRollups`.
 */
export async function greatestQuarters(
  client: Client,
  head: HeadReader,
  points: readonly SignedPoint[],
  windows: readonly WindowMs[],
): Promise<(GreatestQuarter | null)[]> {
  const [first, last] = [windows[0], windows.at(-1)];
  const isSilent = points.length === 0 || points.some(({ point }) => point.seriesId === null);
  if (isSilent || !first || !last) return windows.map(() => null);
  const whole = { fromMs: first.fromMs, toMs: last.toMs };
  const split = await splitAtHead(
    client,
    head,
    points.map(({ point }) => point),
    [whole, "5m"],
  );
  // The journal may begin within a quarter.
  const openMs = Math.floor((split?.open?.fromMs ?? whole.toMs) / quarterMs) * quarterMs;
  const found: (GreatestQuarter | null)[] = [];
  // A month of few points at a time: no statement runs into its time limit.
  for (const { fromMs, toMs } of windows) {
    const settled = { fromMs, toMs: Math.min(toMs, openMs) };
    const open = { fromMs: Math.max(fromMs, openMs), toMs };
    found.push(
      greaterQuarter(
        isEmpty(settled) ? null : await ofSettled(client, points, settled),
        isEmpty(open) ? null : await ofOpen(client, head, points, open),
      ),
    );
  }
  return found;
}

const isEmpty = ({ fromMs, toMs }: WindowMs): boolean => fromMs >= toMs;

async function ofOpen(
  client: Client,
  head: HeadReader,
  points: readonly SignedPoint[],
  window: WindowMs,
): Promise<GreatestQuarter | null> {
  const series = points.map(({ point }) => point);
  const rows = await readRollups(client, head, series, window, "5m");
  return greatestQuarter(points.map(({ sign }, at) => ({ sign, buckets: rows[at] ?? [] })));
}

async function ofSettled(
  client: Client,
  points: readonly SignedPoint[],
  { fromMs, toMs }: WindowMs,
): Promise<GreatestQuarter | null> {
  const { rows } = await client.query<{ millijoules: string; at_ms: number; quarters: number }>(
    `select q.millijoules::text, (extract(epoch from q.at) * 1000)::float8 as at_ms, (count(*) over ())::int as quarters
      from (
        select date_bin('15 minutes', t.starts_at, '2000-01-01T00:00:00Z') as at, sum(t.integral * s.sign) as millijoules,
          sum(t.covered_ms) as covered_ms
        from unnest($2::int[], $3::int[]) as s(series_id, sign)
          join rollup_5m t on t.center_id = $1 and t.series_id = s.series_id
        where t.starts_at >= $4 and t.starts_at < $5 and t.ends_at <= $5
        group by 1
      ) q
      where q.covered_ms >= $6 order by q.millijoules desc, q.at limit 1`,
    [
      points[0]?.point.centerId ?? "",
      points.map(({ point }) => point.seriesId),
      points.map(({ sign }) => sign),
      new Date(fromMs),
      new Date(toMs),
      points.length * quarterMs,
    ],
  );
  const [row] = rows;
  return row ? { millijoules: BigInt(row.millijoules), atMs: row.at_ms, quarters: row.quarters } : null;
}
