import type pg from "pg";
import { column, queryBinary } from "../database/binary-query.ts";
import type { PayloadColumns } from "../journal/payload.ts";
import { decodePayload } from "../journal/payload.ts";

type Client = Pick<pg.ClientBase, "query">;

/** Rows looked at to find the end of a slice, and rows whose payloads travel at once. */
const rowsPerSlice = 20_000;
const rowsPerPage = 100;

export interface SliceBounds {
  /** Newest journal row of the slice. */
  readonly lastId: number;
  readonly samples: number;
}

/**
 * The next rows after `afterId` that together hold at most `maxSamples`, at least one row; null when there are none.
 * `upTo` bounds the read: a row beyond it may still wait for its COMMIT.
 */
export async function nextSlice(
  client: Client,
  centerId: string,
  afterId: number,
  upTo: number,
  maxSamples: number,
): Promise<SliceBounds | null> {
  const { rows } = await client.query<{ id: string; samples: number }>(
    `select id, samples from sample_journal where center_id = $1 and id > $2 and id <= $3 order by id limit ${rowsPerSlice}`,
    [centerId, afterId, upTo],
  );
  let lastId = afterId;
  let samples = 0;
  for (const row of rows) {
    if (samples > 0 && samples + row.samples > maxSamples) break;
    samples += row.samples;
    lastId = Number(row.id);
  }
  return rows.length === 0 ? null : { lastId, samples };
}

/** The samples of a slice as columns, in journal order. */
export async function readSlice(
  client: Client,
  centerId: string,
  afterId: number,
  { lastId, samples }: SliceBounds,
): Promise<PayloadColumns> {
  const seriesIds = new Int32Array(samples);
  const timesMs = new Float64Array(samples);
  const values = new Float64Array(samples);
  let count = 0;
  for (let after = afterId; after < lastId; ) {
    const rows = await queryBinary(client, {
      text: `select id, payload from sample_journal where center_id = $1 and id > $2 and id <= $3 order by id limit ${rowsPerPage}`,
      values: [centerId, after, lastId],
    });
    const last = rows.at(-1);
    if (last === undefined) break;
    after = Number(column(last, 0).readBigInt64BE());
    for (const row of rows) {
      const part = decodePayload(column(row, 1));
      seriesIds.set(part.seriesIds, count);
      timesMs.set(part.timesMs, count);
      values.set(part.values, count);
      count += part.seriesIds.length;
    }
  }
  return {
    seriesIds: seriesIds.subarray(0, count),
    timesMs: timesMs.subarray(0, count),
    values: values.subarray(0, count),
  };
}
