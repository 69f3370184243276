import type pg from "pg";
import { column, int8, queryBinary } from "../database/binary-query.ts";
import type { PayloadColumns } from "./payload.ts";
import { decodePayload } from "./payload.ts";

/** One accepted request as it is stored. */
export interface JournalRow {
  readonly id: number;
  readonly centerId: string;
  readonly sourceId: string;
  readonly samples: number;
  readonly newestMs: number;
  readonly payload: Buffer;
}

export interface ReadJournalRow extends PayloadColumns {
  readonly id: number;
  readonly centerId: string;
  readonly sourceId: string;
  readonly receivedMs: number;
}

const columnsOfRow = 6;

/** One statement is one transaction: when it resolves, all rows are durable, or none is there. */
export async function insertRows(client: pg.Client, rows: readonly JournalRow[]): Promise<void> {
  const tuples = rows.map((_, row) => {
    const p = (column: number): string => `$${row * columnsOfRow + column}`;
    return `(${p(1)},${p(2)},now(),${p(3)},${p(4)},to_timestamp(${p(5)}::float8/1000),${p(6)})`;
  });
  await client.query({
    name: `journal-${rows.length}`,
    text: `insert into sample_journal (center_id,id,received_at,source_id,samples,newest_sample_at,payload) values ${tuples.join(",")}`,
    values: rows.flatMap((r) => [r.centerId, r.id, r.sourceId, r.samples, r.newestMs, r.payload]),
  });
}

/** Rows of one read; at the largest payload (about 1 MB) this is what memory and the time limit bear. */
const page = 40;

/**
 * Rows that are not compacted yet, in the order of their commits, decoded; ids above `afterId` up to `toId`.
 * In binary, because a bytea as text doubles in size and has to be parsed.
 */
export async function* readJournal(
  client: Pick<pg.ClientBase, "query">,
  afterId: number,
  toId: number,
): AsyncGenerator<ReadJournalRow> {
  let last = afterId;
  for (;;) {
    const rows = await queryBinary(client, {
      text: `select j.id, j.center_id, j.source_id, j.payload, (extract(epoch from j.received_at) * 1000)::bigint
        from sample_journal j left join watermark w on w.center_id = j.center_id
        where j.id > $1 and j.id <= $2 and j.id > coalesce(w.journal_id, 0) order by j.id limit ${page}`,
      values: [last, toId],
    });
    for (const row of rows) {
      last = int8(column(row, 0));
      const [centerId, sourceId] = [column(row, 1).toString(), column(row, 2).toString()];
      const receivedMs = int8(column(row, 4));
      yield { id: last, centerId, sourceId, receivedMs, ...decodePayload(column(row, 3)) };
    }
    if (rows.length < page) return;
  }
}

/** No row, past or compacted, has a greater id. */
export async function newestJournalId(client: Pick<pg.ClientBase, "query">): Promise<number> {
  const { rows } = await client.query<{ id: string }>(
    `select greatest((select coalesce(max(id), 0) from sample_journal),
                     (select coalesce(max(journal_id), 0) from watermark)) as id`,
  );
  return Number(rows[0]?.id);
}
