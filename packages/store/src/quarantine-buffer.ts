import type pg from "pg";
import type { Log } from "./database/log.ts";

export interface QuarantineEntry {
  readonly centerId: string;
  readonly sourceId: string;
  readonly reason: string;
  readonly example: string;
  readonly count: number;
}

interface Pending extends QuarantineEntry {
  readonly lastAtMs: number;
}

const flushIntervalMs = 1_000;
/** Distinct center, source and reason; more than this is a flood of made-up reasons and is not worth memory. */
const mostPending = 10_000;
const longestExample = 500;

/** Counts what was kept out in memory and adds it to the table once a second: rejecting must stay cheap. */
export class QuarantineBuffer {
  readonly #pending = new Map<string, Pending>();
  readonly #timer: NodeJS.Timeout;
  readonly #pool: pg.Pool;
  readonly #log: Log;
  #flushing: Promise<void> = Promise.resolve();

  constructor(pool: pg.Pool, log: Log) {
    this.#pool = pool;
    this.#log = log;
    this.#timer = setInterval(() => void this.flush(), flushIntervalMs);
    this.#timer.unref();
  }

  add(entry: QuarantineEntry): void {
    const key = `${entry.centerId}\n${entry.sourceId}\n${entry.reason}`;
    const known = this.#pending.get(key);
    if (known === undefined && this.#pending.size >= mostPending) return;
    const example = entry.example.slice(0, longestExample).replaceAll("\0", "\\0");
    this.#pending.set(key, {
      ...entry,
      example,
      count: entry.count + (known?.count ?? 0),
      lastAtMs: Date.now(),
    });
  }

  flush(): Promise<void> {
    this.#flushing = this.#flushing.then(() => this.#write());
    return this.#flushing;
  }

  async #write(): Promise<void> {
    const entries = [...this.#pending.values()];
    if (entries.length === 0) return;
    this.#pending.clear();
    try {
      await this.#pool.query(
        `insert into quarantine as q (center_id, source_id, reason, count, example, last_at)
         select c, s, r, n, e, to_timestamp(t / 1000) from unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::text[], $6::float8[]) as p(c, s, r, n, e, t) join center on center.id = c for key share of center
         on conflict (center_id, source_id, reason) do update set count = q.count + excluded.count, example = excluded.example, last_at = excluded.last_at`,
        [
          entries.map((e) => e.centerId),
          entries.map((e) => e.sourceId),
          entries.map((e) => e.reason),
          entries.map((e) => e.count),
          entries.map((e) => e.example),
          entries.map((e) => e.lastAtMs),
        ],
      );
    } catch (error) {
      this.#log("quarantine counts wait for the database", { error: String(error) });
      for (const entry of entries) this.add(entry);
    }
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.flush();
  }
}
