import type pg from "pg";
import type { SeriesSpan } from "../chunk/stored-chunks.ts";
import { column, queryBinary } from "../database/binary-query.ts";
import { rollupTable } from "../rollups/rollup-writer.ts";
import { bucketMs } from "../rollups/touched.ts";
import type { Resolution, Rollup } from "../store.ts";
import { ArrayReader, readFloat8, readInt4, readTimestampMs, readWhole } from "./binary-array.ts";

/**
 * What one statement is asked for. All of a large center over a month, read from the disk of a busy machine, would
 * not be there within the time limit of a statement; a part of it is.
 */
const most = { spans: 2000, rows: 150_000 } as const;
/** For that a day is a day, whatever its clock does. */
const roughlyMs = { ...bucketMs, "1d": 86_400_000 } as const;

/** Rows of each span whose buckets lie wholly in it, in the order of time; in the order of `spans`. */
export async function readStoredRollups(
  client: Pick<pg.ClientBase, "query">,
  centerId: string,
  spans: readonly SeriesSpan[],
  size: Resolution,
): Promise<Rollup[][]> {
  const found: Rollup[][] = spans.map(() => []);
  for (let at = 0, next = 0; at < spans.length; at = next) {
    next = endOfPart(spans, at, size);
    const part = spans.slice(at, next);
    const rows = await queryBinary(client, {
      // Aggregated inside a lateral, so that it is one index read per series whatever the planner believes.
      text: `select s.at, r.* from unnest($2::int[], $3::float8[], $4::float8[]) with ordinality as s(series_id, from_ms, to_ms, at)
        cross join lateral (
          select array_agg(f.starts_at), array_agg(f.ends_at), array_agg(f.integral), array_agg(f.covered_ms), array_agg(f.min),
            array_agg(f.max), array_agg(f.samples), array_agg(f.resets)
          from (select * from ${rollupTable[size]} t where t.center_id = $1 and t.series_id = s.series_id
              and t.starts_at >= to_timestamp(s.from_ms / 1000) and t.starts_at < to_timestamp(s.to_ms / 1000)
              and t.ends_at <= to_timestamp(s.to_ms / 1000) order by t.starts_at) f
          having count(*) > 0) r`,
      values: [
        centerId,
        `{${part.map((s) => s.seriesId).join()}}`,
        `{${part.map((s) => s.fromMs).join()}}`,
        `{${part.map((s) => s.toMs).join()}}`,
      ],
    });
    for (const row of rows) found[at + Number(column(row, 0).readBigInt64BE()) - 1] = rollupsOf(row);
  }
  return found;
}

/** @returns the span after the last that fits into one statement with the span `from` */
function endOfPart(spans: readonly SeriesSpan[], from: number, size: Resolution): number {
  let rows = 0;
  let to = from;
  while (to < spans.length && to - from < most.spans && (to === from || rows < most.rows)) {
    const { fromMs, toMs } = spans[to++] as SeriesSpan;
    rows += (toMs - fromMs) / roughlyMs[size];
  }
  return to;
}

function rollupsOf(row: readonly (Buffer | null)[]): Rollup[] {
  const starts = new ArrayReader(column(row, 1), readTimestampMs);
  const ends = new ArrayReader(column(row, 2), readTimestampMs);
  const integrals = new ArrayReader(column(row, 3), readWhole);
  const covered = new ArrayReader(column(row, 4), readInt4);
  const min = new ArrayReader(column(row, 5), readFloat8);
  const max = new ArrayReader(column(row, 6), readFloat8);
  const samples = new ArrayReader(column(row, 7), readInt4);
  const resets = new ArrayReader(column(row, 8), readInt4);
  const rollups = new Array<Rollup>(starts.length);
  for (let at = 0; at < rollups.length; at++) {
    rollups[at] = {
      startMs: starts.nextKnown(),
      endMs: ends.nextKnown(),
      integral: integrals.nextKnown(),
      coveredMs: covered.nextKnown(),
      min: min.next(),
      max: max.next(),
      samples: samples.nextKnown(),
      resets: resets.nextKnown(),
    };
  }
  return rollups;
}
