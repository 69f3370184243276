import { setTimeout as delay } from "node:timers/promises";
import type pg from "pg";
import { connectDedicated, ingestLimits } from "../database/connections.ts";
import { tryIngestLock } from "../database/ingest-lock.ts";
import type { Log } from "../database/log.ts";
import { StoreUnavailable } from "../store.ts";
import type { JournalRow } from "./journal-rows.ts";
import { insertRows } from "./journal-rows.ts";

/** Rows and bytes of one COMMIT: large enough to share its cost, small enough to answer in milliseconds. */
const largestGroup = { rows: 32, bytes: 8_000_000 };
/** A process that is just stopping may hold the lock this long; one that runs holds it for ever. */
const takeOverTimeoutMs = 5_000;

interface Waiting {
  readonly row: JournalRow;
  readonly resolve: () => void;
  readonly reject: (error: StoreUnavailable) => void;
}

export interface JournalWriterOptions {
  readonly url: string;
  readonly log: Log;
  /**
   * Runs on every new connection before rows are taken: reads what an earlier connection may have committed
   * without telling us, and makes sure that there is a partition to write to.
   */
  readonly onConnected: (client: pg.Client) => Promise<void>;
}

/**
 * Writes rows in the order given, group by group: while one COMMIT is under way the next group gathers. On one
 * connection, which also holds the ingest lock, so that a new connection cannot write before the old one is
 * certainly dead: that is what makes "was it committed?" answerable after a lost connection.
 */
export class JournalWriter {
  #client: pg.Client | null = null;
  #lastPid: number | null = null;
  #queue: Waiting[] = [];
  #waitingBytes = 0;
  /** The run of commits under way, or null. */
  #flushing: Promise<void> | null = null;
  #closed = false;
  #reconnecting: Promise<void> | null = null;
  readonly #options: JournalWriterOptions;

  constructor(options: JournalWriterOptions) {
    this.#options = options;
  }

  get available(): boolean {
    return this.#client !== null && !this.#closed;
  }

  get waitingBytes(): number {
    return this.#waitingBytes;
  }

  /** @throws Error when another process owns ingest, or the database cannot be reached */
  async start(): Promise<void> {
    const deadline = performance.now() + takeOverTimeoutMs;
    for (;;) {
      try {
        return await this.#connect();
      } catch (error) {
        if (performance.now() > deadline) throw error;
        await delay(100);
      }
    }
  }

  /** Resolves after COMMIT. @throws StoreUnavailable (rejection): not durable, or not known to be */
  write(row: JournalRow): Promise<void> {
    if (!this.available) return Promise.reject(new StoreUnavailable("the database is away"));
    return new Promise((resolve, reject) => {
      this.#queue.push({ row, resolve, reject });
      this.#waitingBytes += row.payload.length;
      this.#flushing ??= this.#flush();
    });
  }

  async #flush(): Promise<void> {
    while (this.#queue.length > 0 && this.#client !== null) {
      const client = this.#client;
      const group = this.#takeGroup();
      try {
        await insertRows(
          client,
          group.map((w) => w.row),
        );
        this.#settle(group, (w) => w.resolve());
      } catch (error) {
        this.#settle(group, (w) => w.reject(new StoreUnavailable("the database is away", { cause: error })));
        this.#lost(client, error);
      }
    }
    this.#flushing = null;
  }

  #takeGroup(): Waiting[] {
    let bytes = 0;
    let rows = 0;
    for (const waiting of this.#queue) {
      bytes += waiting.row.payload.length;
      if (rows > 0 && (bytes > largestGroup.bytes || rows >= largestGroup.rows)) break;
      rows++;
    }
    return this.#queue.splice(0, rows);
  }

  #settle(group: readonly Waiting[], how: (waiting: Waiting) => void): void {
    for (const waiting of group) {
      this.#waitingBytes -= waiting.row.payload.length;
      how(waiting);
    }
  }

  /** Everything that waits is turned away at once: its sender tries again, and we hold no memory for an outage. */
  #lost(client: pg.Client, cause: unknown): void {
    if (this.#client !== client) return;
    this.#client = null;
    this.#settle(this.#queue.splice(0), (w) =>
      w.reject(new StoreUnavailable("the database is away", { cause })),
    );
    void client.end().catch(() => {});
    if (this.#closed) return;
    this.#options.log("the journal lost its connection", { error: String(cause) });
    this.#reconnecting ??= this.#reconnect();
  }

  async #reconnect(): Promise<void> {
    // The rows of the lost connection are taken back before we look which of them were committed after all.
    await this.#flushing;
    for (let pauseMs = 50; !this.#closed; pauseMs = Math.min(pauseMs * 2, 1000)) {
      try {
        await this.#connect();
        this.#options.log("the journal is connected again");
        break;
      } catch {
        await delay(pauseMs);
      }
    }
    this.#reconnecting = null;
  }

  async #connect(): Promise<void> {
    const client: pg.Client = await connectDedicated(
      this.#options.url,
      "aidc journal",
      ingestLimits,
      (error) => this.#lost(client, error),
    );
    try {
      await this.#own(client);
      await this.#options.onConnected(client);
    } catch (error) {
      void client.end().catch(() => {});
      throw error;
    }
    client.once("end", () => this.#lost(client, new Error("connection ended")));
    this.#client = client;
    if (this.#closed) await this.#end();
  }

  async #own(client: pg.Client): Promise<void> {
    const pid = await backendPid(client);
    const attempt = await tryIngestLock(client);
    if (!attempt.held) {
      const ours = attempt.holderPid !== null && attempt.holderPid === this.#lastPid;
      if (ours) await client.query("select pg_terminate_backend($1)", [attempt.holderPid]);
      throw new Error("Another process already takes samples into this database.");
    }
    this.#lastPid = pid;
  }

  /** Waits for what is being written, then lets go. */
  async close(): Promise<void> {
    await this.#flushing;
    this.#closed = true;
    await this.#reconnecting;
    await this.#end();
  }

  async #end(): Promise<void> {
    const client = this.#client;
    this.#client = null;
    await client?.end().catch(() => {});
  }
}

async function backendPid(client: pg.Client): Promise<number | null> {
  const { rows } = await client.query<{ pid: number }>("select pg_backend_pid() as pid");
  return rows[0]?.pid ?? null;
}
