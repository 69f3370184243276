import type pg from "pg";
import { dropCompacted } from "../compaction/drop-compacted.ts";
import { dropExpired } from "../compaction/retention.ts";
import { connectOwner } from "../database/connections.ts";
import type { Log } from "../database/log.ts";
import type { PartitionedTable } from "../partitions/partition-plan.ts";
import { chunkPartitions, journalPartitions } from "../partitions/partition-plan.ts";
import { ensurePartitions, listPartitions, partitionsFrom } from "../partitions/partitions.ts";

const everyMs = 60_000;
/** A day of the journal, two months of chunks: an upkeep that fails is noticed long before ingest is. */
const ahead = { journal: 24, chunks: 2 } as const;
const limits = { query_timeout: 310_000, statement_timeout: 300_000 };

export interface PartitionsAhead {
  /** Hours for which a journal partition exists already; below 3 is worth an alarm. */
  readonly journal: number;
  readonly chunks: number;
}

/** Partitions made ahead, old ones dropped, retention kept. On a connection of its own, beside ingest. */
export class Upkeep {
  readonly #url: string;
  readonly #log: Log;
  readonly #timer: NodeJS.Timeout;
  #running: Promise<void> = Promise.resolve();
  #ahead: PartitionsAhead | null = null;
  #closed = false;

  constructor({ url, log }: { url: string; log: Log }) {
    this.#url = url;
    this.#log = log;
    this.#timer = setInterval(() => void this.run(), everyMs);
    this.#timer.unref();
  }

  /** Null until the first run is over. */
  get partitionsAhead(): PartitionsAhead | null {
    return this.#ahead;
  }

  /** Never rejects: what could not be done is logged and tried again in a minute. */
  run(): Promise<void> {
    this.#running = this.#running.then(() => (this.#closed ? undefined : this.#once()));
    return this.#running;
  }

  async #once(): Promise<void> {
    try {
      const client = await connectOwner(this.#url, "aidc upkeep", limits, (error) =>
        this.#log("upkeep lost its connection", { error: error.message }),
      );
      try {
        await this.#keepUp(client);
      } finally {
        await client.end();
      }
    } catch (error) {
      this.#log("upkeep of partitions failed and will be tried again", { error: String(error) });
    }
  }

  async #keepUp(client: pg.Client): Promise<void> {
    const { rows } = await client.query<{ now: Date }>("select now()");
    const nowMs = rows[0]?.now.getTime() ?? Date.now();
    await ensurePartitions(
      client,
      journalPartitions,
      partitionsFrom(journalPartitions, nowMs, ahead.journal),
    );
    await ensurePartitions(client, chunkPartitions, partitionsFrom(chunkPartitions, nowMs, ahead.chunks));
    this.#ahead = {
      journal: await countAhead(client, journalPartitions, nowMs),
      chunks: await countAhead(client, chunkPartitions, nowMs),
    };
    await dropCompacted(client, { log: this.#log });
    await client.query(
      "delete from sample_journal j where not exists (select 1 from center c where c.id = j.center_id)",
    );
    const centers = await client.query<{ id: string; retention_days: number | null }>(
      "select id, retention_days from center",
    );
    for (const { id, retention_days } of centers.rows) {
      const { chunks, samples } = await dropExpired(client, {
        centerId: id,
        retentionDays: retention_days,
        nowMs,
      });
      if (chunks > 0)
        this.#log("raw samples past their retention dropped", { centerId: id, chunks, samples });
    }
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    this.#closed = true;
    await this.#running;
  }
}

async function countAhead(client: pg.Client, table: PartitionedTable, nowMs: number): Promise<number> {
  return (await listPartitions(client, table)).filter((partition) => partition.fromMs > nowMs).length;
}
