import type { Quantity } from "@aidc/contract";
import type { TestDatabase } from "@aidc/testkit";
import { openTestDatabase } from "@aidc/testkit";
import pg from "pg";
import { insertRows } from "../journal/journal-rows.ts";
import { encodePayload } from "../journal/payload.ts";
import { journalPartitions } from "../partitions/partition-plan.ts";
import { ensurePartitions, partitionsFrom } from "../partitions/partitions.ts";
import type { BoundPoint } from "../store.ts";
import { compactJournal } from "./compact-journal.ts";

/** Series, time, value. */
export type Sample = readonly [seriesId: number, timeMs: number, value: number];

export interface SeriesSetup {
  readonly quantity: Quantity;
  readonly scale?: number;
  readonly offset?: number;
  /** No binding: packed, but nobody reads roll-ups. */
  readonly unbound?: boolean;
  readonly rebuild?: boolean;
}

const intervalS = 60;

/** A center whose journal is written by hand, so that a test decides how samples fall into rows. */
export class CompactionBench {
  readonly database: TestDatabase;
  readonly client: pg.Client;
  #nextJournalId = 1;

  private constructor(database: TestDatabase, client: pg.Client) {
    this.database = database;
    this.client = client;
  }

  static async open(timeZone = "Asia/Shanghai"): Promise<CompactionBench> {
    const database = await openTestDatabase();
    const client = new pg.Client({ connectionString: database.url });
    client.on("error", () => {});
    await client.connect();
    await ensurePartitions(client, journalPartitions, partitionsFrom(journalPartitions, Date.now(), 1));
    await client.query("insert into region values ('r', 'R')");
    await client.query(
      `insert into center (id, name, region_id, time_zone, currency, it_boundary, compute_class, origin, default_interval_s)
       values ('c', 'C', 'r', $1, 'CNY', 'it_input', 'intelligent', 'live', ${intervalS})`,
      [timeZone],
    );
    return new CompactionBench(database, client);
  }

  async close(): Promise<void> {
    await this.client.end().catch(() => {});
    await this.database.close();
  }

  async addSeries(setups: readonly SeriesSetup[]): Promise<BoundPoint[]> {
    const points: BoundPoint[] = [];
    for (const setup of setups) points.push(await this.#addOne(setup));
    return points;
  }

  async #addOne({
    quantity,
    scale = 1,
    offset = 0,
    unbound,
    rebuild = false,
  }: SeriesSetup): Promise<BoundPoint> {
    const { rows } = await this.client.query<{ id: number }>(
      "insert into series (center_id, labels, labels_sha256, source_id) values ('c', '{}', gen_random_uuid()::text::bytea, 's') returning id",
    );
    const seriesId = rows[0]?.id ?? Number.NaN;
    const subject = { kind: "meter" as const, id: `m${seriesId}` };
    if (unbound !== true) {
      await this.client.query(
        "insert into point (center_id, subject_kind, subject_id, quantity, declared) values ('c', $1, $2, $3, true)",
        [subject.kind, subject.id, quantity],
      );
      await this.client.query(
        `insert into binding (center_id, series_id, subject_kind, subject_id, quantity, scale, offset_by, rebuild) values ('c', $1, $2, $3, $4, $5, $6, $7)`,
        [seriesId, subject.kind, subject.id, quantity, scale, offset, rebuild],
      );
    }
    const intervalMs = intervalS * 1000;
    return {
      centerId: "c",
      subject,
      quantity,
      seriesId,
      sourceId: "s",
      scale,
      offset,
      intervalMs,
      maxGapMs: 3 * intervalMs,
      grade: "metered",
    };
  }

  /** One journal row. @returns its id */
  async journal(samples: readonly Sample[]): Promise<number> {
    const id = this.#nextJournalId++;
    const payload = encodePayload({
      seriesIds: Int32Array.from(samples, (s) => s[0]),
      timesMs: Float64Array.from(samples, (s) => s[1]),
      values: Float64Array.from(samples, (s) => s[2]),
    });
    const newestMs = Math.max(...samples.map((s) => s[1]));
    const row = { id, centerId: "c", sourceId: "s", samples: samples.length, newestMs, payload };
    await insertRows(this.client, [row]);
    return id;
  }

  get newestId(): number {
    return this.#nextJournalId - 1;
  }

  compact(sliceSamples?: number) {
    const upTo = new Map([["c", this.newestId]]);
    return compactJournal(this.client, { upTo, log: () => {}, ...(sliceSamples ? { sliceSamples } : {}) });
  }

  /** Everything that compaction made, as text that two equal states share; `only` keeps one series, unnamed. */
  async state(only?: number): Promise<unknown> {
    const of = only === undefined ? "true" : `series_id = ${only}`;
    const id = only === undefined ? "series_id" : "0";
    const read = async (sql: string) => (await this.client.query(sql)).rows;
    const rollup = (table: string) =>
      read(
        `select ${id} as id, starts_at, ends_at, integral::text, covered_ms, min, max, samples, resets from ${table} where ${of} order by 1, 2`,
      );
    return {
      chunks: await read(
        `select ${id} as id, window_start, samples, encode(packed, 'hex') as packed from sample_chunk where ${of} order by 1, 2`,
      ),
      fine: await rollup("rollup_5m"),
      hours: await rollup("rollup_1h"),
      days: await rollup("rollup_1d"),
      newest: await read(
        `select last_sample_at, last_value from series where ${only === undefined ? "true" : `id = ${only}`} order by id`,
      ),
    };
  }
}
