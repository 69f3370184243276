import type { WindowMs } from "@aidc/contract";
import type pg from "pg";
import type { Resolution } from "../store.ts";
import { onConflict, rollupTable } from "./rollup-writer.ts";

type Client = Pick<pg.ClientBase, "query">;

/** Larger buckets of series, to be summed from smaller ones. */
export class BucketList {
  readonly seriesIds: number[] = [];
  readonly fromMs: number[] = [];
  readonly toMs: number[] = [];

  add(seriesId: number, buckets: readonly WindowMs[]): void {
    for (const bucket of buckets) {
      this.seriesIds.push(seriesId);
      this.fromMs.push(bucket.fromMs);
      this.toMs.push(bucket.toMs);
    }
  }
}

const bucketsPerStatement = 10_000;

/**
 * Exact sums in SQL (`numeric`). For gauges and steps only: their small buckets add up to the large one to the
 * last unit, while a register knows more over a day than its hours do.
 * @param mayShrink series that lost a small bucket, whose larger one may be empty now
 */
export async function sumRollups(
  client: Client,
  centerId: string,
  [from, into]: readonly [Resolution, Resolution],
  buckets: BucketList,
  mayShrink: ReadonlySet<number> = new Set(),
): Promise<void> {
  for (let at = 0; at < buckets.seriesIds.length; at += bucketsPerStatement) {
    const to = at + bucketsPerStatement;
    const parameters = [
      centerId,
      `{${buckets.seriesIds.slice(at, to).join()}}`,
      `{${buckets.fromMs.slice(at, to).join()}}`,
      `{${buckets.toMs.slice(at, to).join()}}`,
    ];
    const wanted = "unnest($2::int[], $3::float8[], $4::float8[]) as n(series_id, from_ms, to_ms)";
    if (mayShrink.size > 0)
      await client.query(
        `delete from ${rollupTable[into]} r using ${wanted} where r.center_id = $1 and r.series_id = n.series_id
         and r.starts_at = to_timestamp(n.from_ms / 1000) and n.to_ms is not null and r.series_id = any($5::int[])`,
        [...parameters, [...mayShrink]],
      );
    await client.query(
      `insert into ${rollupTable[into]} as r (center_id, series_id, starts_at, ends_at, integral, covered_ms, min, max, samples, resets)
       select $1, n.series_id, to_timestamp(n.from_ms / 1000), to_timestamp(n.to_ms / 1000), s.* from ${wanted}
       cross join lateral (
         select sum(f.integral), sum(f.covered_ms)::int, min(f.min), max(f.max), sum(f.samples)::int, sum(f.resets)::int
         from ${rollupTable[from]} f where f.center_id = $1 and f.series_id = n.series_id
           and f.starts_at >= to_timestamp(n.from_ms / 1000) and f.starts_at < to_timestamp(n.to_ms / 1000)
         having count(*) > 0) as s
       ${onConflict(into)}`,
      parameters,
    );
  }
}
