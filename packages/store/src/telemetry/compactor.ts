import type pg from "pg";
import type { CompactionWorker } from "../compaction/compaction-worker.ts";
import { startCompactionWorker } from "../compaction/compaction-worker.ts";
import type { Log } from "../database/log.ts";
import type { CompactionResult } from "../store.ts";
import type { Intake } from "./intake.ts";

/** When the journal is packed without being asked: rows this old, or this many samples in the head. */
const oldestMs = 15 * 60_000;
const mostSamples = 8_000_000;
const lookEveryMs = 5_000;
/**
 * Samples over more than this are somebody's past coming in. Until it is packed, every figure over it has to be
 * computed from samples again, so it is packed each minute.
 */
const backfillSpanMs = 6 * 3_600_000;
const backfillEveryMs = 60_000;

export interface CompactionState {
  readonly lastRunAtMs: number | null;
  /** When a run last packed anything; those that failed or found nothing changed nothing. */
  readonly writtenAtMs: number | null;
  /** Why the last run failed; null when it did not. */
  readonly lastError: string | null;
}

/** Decides when to compact, and takes what was packed out of the head. One run at a time. */
export class Compactor {
  readonly #pool: pg.Pool;
  readonly #intake: Intake;
  readonly #log: Log;
  readonly #worker: CompactionWorker;
  readonly #timer: NodeJS.Timeout;
  #running: Promise<CompactionResult> | null = null;
  #state: CompactionState = { lastRunAtMs: null, writtenAtMs: null, lastError: null };

  constructor(options: { pool: pg.Pool; url: string; intake: Intake; log: Log }) {
    this.#pool = options.pool;
    this.#intake = options.intake;
    this.#log = options.log;
    this.#worker = startCompactionWorker({ url: options.url, log: options.log });
    this.#timer = setInterval(() => void this.#runIfDue(), lookEveryMs);
    this.#timer.unref();
  }

  get state(): CompactionState {
    return this.#state;
  }

  async #runIfDue(): Promise<void> {
    if (this.#running !== null || !this.#intake.available) return;
    const { samples, sinceMs } = this.#intake.pending;
    const ageMs = sinceMs === null ? 0 : Date.now() - sinceMs;
    const backfill = ageMs >= backfillEveryMs && this.#intake.head.spanMs >= backfillSpanMs;
    const due = samples >= mostSamples || ageMs >= oldestMs || backfill;
    if (due) await this.compact().catch(() => {}); // told by the state and the log
  }

  /** Packs everything that was acknowledged before the call. */
  async compact(): Promise<CompactionResult> {
    while (this.#running !== null) await this.#running.catch(() => {});
    this.#running = this.#run();
    try {
      const result = await this.#running;
      const lastRunAtMs = Date.now();
      const writtenAtMs = result.samples > 0 ? lastRunAtMs : this.#state.writtenAtMs;
      this.#state = { lastRunAtMs, writtenAtMs, lastError: null };
      return result;
    } catch (error) {
      this.#state = {
        ...this.#state,
        lastRunAtMs: Date.now(),
        lastError: error instanceof Error ? error.message : String(error),
      };
      this.#log("compaction failed and will be tried again", { error: this.#state.lastError });
      throw error;
    } finally {
      this.#running = null;
    }
  }

  async #run(): Promise<CompactionResult> {
    const frozen = await this.#intake.freeze();
    const { rows } = await this.#pool.query<{ center_id: string }>(
      `select distinct j.center_id from sample_journal j left join watermark w on w.center_id = j.center_id
       where j.id > coalesce(w.journal_id, 0) and j.id <= $1`,
      [frozen],
    );
    const result = await this.#worker.run(new Map(rows.map((row) => [row.center_id, frozen])));
    this.#intake.dropCompacted(frozen);
    return result;
  }

  /** A run under way is cut off; its transaction is as if it had never begun. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#worker.stop();
    await this.#running?.catch(() => {});
  }
}
