import type pg from "pg";
import { column, int4, queryBinary, timestampMs } from "../database/binary-query.ts";
import type { SampleColumns } from "../store.ts";
import { decodeChunk } from "./codec.ts";
import { clipColumns, concatColumns } from "./columns.ts";
import { chunkWindowAt } from "./window.ts";

type Client = Pick<pg.ClientBase, "query">;

/** A stretch of one series, half-open. */
export interface SeriesSpan {
  readonly seriesId: number;
  readonly fromMs: number;
  readonly toMs: number;
}

/**
 * Ends a lateral query. It keeps PostgreSQL from turning the join around: on a table without statistics yet it would
 * hold every chunk of the center against every key that was asked for.
 */
export const oneByOne = "offset 0";

/** Spans of one statement; keeps a statement and its answer at some megabytes. */
const spansPerQuery = 2000;

/** Packed samples of each span, in the order asked; `scale` and `offset` are not applied. One query per 2,000 spans. */
export async function readStoredSamples(
  client: Client,
  centerId: string,
  spans: readonly SeriesSpan[],
): Promise<SampleColumns[]> {
  const found: SampleColumns[] = [];
  for (let at = 0; at < spans.length; at += spansPerQuery)
    found.push(...(await readSpans(client, centerId, spans.slice(at, at + spansPerQuery))));
  return found;
}

async function readSpans(
  client: Client,
  centerId: string,
  spans: readonly SeriesSpan[],
): Promise<SampleColumns[]> {
  // The outer bounds are constants of the statement, so that partitions are left out when it is planned.
  const fromMs = spans.reduce((least, span) => Math.min(least, span.fromMs), Number.POSITIVE_INFINITY);
  const toMs = spans.reduce((most, span) => Math.max(most, span.toMs), Number.NEGATIVE_INFINITY);
  const parts: SampleColumns[][] = spans.map(() => []);
  const rows = await queryBinary(client, {
    text: `select s.at, c.packed from unnest($2::int[], $3::float8[], $4::float8[]) with ordinality as s(series_id, from_ms, to_ms, at)
      cross join lateral (select window_start, packed from sample_chunk k where k.center_id = $1 and k.series_id = s.series_id
        and k.window_start >= to_timestamp(s.from_ms / 1000) and k.window_start < to_timestamp(s.to_ms / 1000)
        and k.window_start >= $5 and k.window_start < $6 ${oneByOne}) c
      order by s.at, c.window_start`,
    values: [
      centerId,
      spans.map((s) => s.seriesId),
      spans.map((s) => chunkWindowAt(s.fromMs)),
      spans.map((s) => s.toMs),
      new Date(chunkWindowAt(fromMs)),
      new Date(toMs),
    ],
  });
  for (const row of rows) {
    const at = Number(column(row, 0).readBigInt64BE()) - 1;
    parts[at]?.push(decodeChunk(column(row, 1)));
  }
  return spans.map((span, at) => clipColumns(concatColumns(parts[at] ?? []), span.fromMs, span.toMs));
}

export interface StoredChunk {
  readonly generation: number;
  readonly columns: SampleColumns;
}

/** Chunks by series id and start of their window. */
export type ChunkIndex = Map<number, Map<number, StoredChunk>>;

/** The chunks that exist among the given windows. */
export async function loadChunks(
  client: Client,
  centerId: string,
  seriesIds: readonly number[],
  windowsMs: readonly number[],
): Promise<ChunkIndex> {
  const index: ChunkIndex = new Map();
  if (seriesIds.length === 0) return index;
  const least = windowsMs.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const most = windowsMs.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const rows = await queryBinary(client, {
    text: `select c.series_id, c.window_start, c.generation, c.packed from unnest($2::int[], $3::float8[]) as w(series_id, ms)
      cross join lateral (select * from sample_chunk k where k.center_id = $1 and k.series_id = w.series_id
        and k.window_start = to_timestamp(w.ms / 1000) and k.window_start >= $4 and k.window_start <= $5 ${oneByOne}) c`,
    values: [centerId, `{${seriesIds.join()}}`, `{${windowsMs.join()}}`, new Date(least), new Date(most)],
  });
  for (const row of rows) {
    const seriesId = int4(column(row, 0));
    const ofSeries = index.get(seriesId) ?? new Map<number, StoredChunk>();
    index.set(seriesId, ofSeries);
    ofSeries.set(timestampMs(column(row, 1)), {
      generation: int4(column(row, 2)),
      columns: decodeChunk(column(row, 3)),
    });
  }
  return index;
}

/** Rows to be written in one statement. */
export class ChunkWriter {
  readonly #seriesIds: number[] = [];
  readonly #windowsMs: number[] = [];
  readonly #generations: number[] = [];
  readonly #samples: number[] = [];
  readonly #packed: Uint8Array[] = [];

  add(seriesId: number, windowMs: number, generation: number, samples: number, packed: Uint8Array): void {
    this.#seriesIds.push(seriesId);
    this.#windowsMs.push(windowMs);
    this.#generations.push(generation);
    this.#samples.push(samples);
    this.#packed.push(packed);
  }

  /** @returns rows and bytes written */
  async flush(client: Client, centerId: string): Promise<{ chunks: number; chunkBytes: number }> {
    const chunks = this.#seriesIds.length;
    if (chunks === 0) return { chunks: 0, chunkBytes: 0 };
    // All chunks travel as one binary value and are cut apart by the server: an array of bytea would travel as hex.
    const bytes = Buffer.concat(this.#packed);
    const starts: number[] = [];
    let at = 1;
    for (const packed of this.#packed) {
      starts.push(at);
      at += packed.length;
    }
    await client.query(
      `insert into sample_chunk (center_id, series_id, window_start, generation, samples, packed)
       select $1, series_id, to_timestamp(ms / 1000), generation, samples, substr($2::bytea, at, length)
       from unnest($3::int[], $4::float8[], $5::int[], $6::int[], $7::int[], $8::int[]) as c(series_id, ms, generation, samples, at, length)
       on conflict (center_id, series_id, window_start) do update
         set generation = excluded.generation, samples = excluded.samples, packed = excluded.packed`,
      [
        centerId,
        bytes,
        `{${this.#seriesIds.join()}}`,
        `{${this.#windowsMs.join()}}`,
        `{${this.#generations.join()}}`,
        `{${this.#samples.join()}}`,
        `{${starts.join()}}`,
        `{${this.#packed.map((packed) => packed.length).join()}}`,
      ],
    );
    return { chunks, chunkBytes: bytes.length };
  }
}
