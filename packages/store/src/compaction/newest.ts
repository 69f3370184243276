import type pg from "pg";
import { oneByOne } from "../chunk/stored-chunks.ts";

/** Newest sample by series, parallel columns. */
export interface NewestSamples {
  readonly ids: Int32Array;
  readonly timesMs: Float64Array;
  readonly values: Float64Array;
}

const seriesPerStatement = 10_000;

/** Keeps the newest packed sample with the series, so that a start reads no chunk to know what was live. */
export async function noteNewest(
  client: Pick<pg.ClientBase, "query">,
  centerId: string,
  { ids, timesMs, values }: NewestSamples,
): Promise<void> {
  for (let at = 0; at < ids.length; at += seriesPerStatement) {
    const to = at + seriesPerStatement;
    await client.query(
      `update series s set last_sample_at = to_timestamp(n.ms / 1000), last_value = n.value
       from (select r.ctid as place, n.ms, n.value from unnest($2::int[], $3::float8[], $4::float8[]) as n(id, ms, value)
         cross join lateral (select t.ctid, t.last_sample_at from series t where t.center_id = $1 and t.id = n.id ${oneByOne}) r
         where r.last_sample_at is null or r.last_sample_at < to_timestamp(n.ms / 1000)) n
       where s.ctid = n.place`,
      [
        centerId,
        `{${ids.subarray(at, to).join()}}`,
        `{${timesMs.subarray(at, to).join()}}`,
        `{${values.subarray(at, to).join()}}`,
      ],
    );
  }
}
