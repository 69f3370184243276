import type { BucketIntegral } from "@aidc/domain";
import type pg from "pg";
import { oneByOne } from "../chunk/stored-chunks.ts";
import type { Resolution } from "../store.ts";

type Client = Pick<pg.ClientBase, "query">;

export const rollupTable = { "5m": "rollup_5m", "1h": "rollup_1h", "1d": "rollup_1d" } as const;

/** An unchanged row is not written again, and a day that is says when. */
export const onConflict = (
  size: Resolution,
): string => `on conflict (center_id, series_id, starts_at) do update
  set ends_at = excluded.ends_at, integral = excluded.integral, covered_ms = excluded.covered_ms, min = excluded.min,
    max = excluded.max, samples = excluded.samples, resets = excluded.resets${size === "1d" ? ", written_at = excluded.written_at" : ""}
  where (r.integral, r.covered_ms, r.min, r.max, r.samples, r.resets)
    is distinct from (excluded.integral, excluded.covered_ms, excluded.min, excluded.max, excluded.samples, excluded.resets)`;

/** Rows of one statement; their text stays at some megabytes. */
const rowsPerStatement = 20_000;

/** Gathers roll-ups of one resolution as the text of PostgreSQL arrays, a few rows of thousands at once. */
export class RollupWriter {
  readonly #size: Resolution;
  #columns: string[][] = RollupWriter.#empty();
  #emptySeries: number[] = [];
  #emptyStarts: number[] = [];

  constructor(size: Resolution) {
    this.#size = size;
  }

  get #table(): string {
    return rollupTable[this.#size];
  }

  static #empty(): string[][] {
    return Array.from({ length: 9 }, () => []);
  }

  /**
   * @param edgesMs the buckets that were computed; those among them that are not in `buckets` hold nothing, and a
   *   row that an earlier state of the samples gave them is removed
   */
  add(seriesId: number, edgesMs: Float64Array, buckets: readonly BucketIntegral[]): void {
    let next = 0;
    for (let i = 0; i + 1 < edgesMs.length; i++) {
      const bucket = buckets[next];
      if (bucket !== undefined && bucket.startMs === edgesMs[i]) {
        next++;
        this.#push(seriesId, bucket);
      } else {
        this.#emptySeries.push(seriesId);
        this.#emptyStarts.push(edgesMs[i] as number);
      }
    }
  }

  #push(seriesId: number, b: BucketIntegral): void {
    const cells = [seriesId, b.startMs, b.endMs, b.integral, b.coveredMs, b.min, b.max, b.samples, b.resets];
    for (let i = 0; i < cells.length; i++)
      this.#columns[i]?.push(cells[i] === null ? "NULL" : String(cells[i]));
  }

  /** @returns series that lost a row */
  async flush(client: Client, centerId: string): Promise<ReadonlySet<number>> {
    const columns = this.#columns;
    this.#columns = RollupWriter.#empty();
    const rows = columns[0]?.length ?? 0;
    for (let at = 0; at < rows; at += rowsPerStatement) {
      await client.query(
        `insert into ${this.#table} as r (center_id, series_id, starts_at, ends_at, integral, covered_ms, min, max, samples, resets)
         select $1, series_id, to_timestamp(start_ms / 1000), to_timestamp(end_ms / 1000), integral, covered_ms, min, max, samples, resets
         from unnest($2::int[], $3::float8[], $4::float8[], $5::numeric[], $6::int[], $7::float8[], $8::float8[], $9::int[], $10::int[])
           as n(series_id, start_ms, end_ms, integral, covered_ms, min, max, samples, resets)
         ${onConflict(this.#size)}`,
        [centerId, ...columns.map((cells) => `{${cells.slice(at, at + rowsPerStatement).join()}}`)],
      );
    }
    return this.#removeEmpty(client, centerId);
  }

  async #removeEmpty(client: Client, centerId: string): Promise<ReadonlySet<number>> {
    const [seriesIds, starts] = [this.#emptySeries, this.#emptyStarts];
    this.#emptySeries = [];
    this.#emptyStarts = [];
    if (seriesIds.length === 0) return new Set();
    const { rows } = await client.query<{ series_id: number }>(
      `delete from ${this.#table} r using (
         select f.ctid as place from unnest($2::int[], $3::float8[]) as e(series_id, start_ms) cross join lateral (
           select t.ctid from ${this.#table} t where t.center_id = $1 and t.series_id = e.series_id
             and t.starts_at = to_timestamp(e.start_ms / 1000) ${oneByOne}) f) e
       where r.ctid = e.place returning r.series_id`,
      [centerId, `{${seriesIds.join()}}`, `{${starts.join()}}`],
    );
    return new Set(rows.map((row) => row.series_id));
  }
}
