import pg from "pg";
import type { Log } from "./log.ts";

/**
 * Limits of every statement that a request waits for. `query_timeout` (client side) ends the wait on a server
 * that hangs; `statement_timeout` (server side) is a little shorter, so that a slow statement fails by itself.
 */
const requestLimits = {
  connectionTimeoutMillis: 1_000,
  query_timeout: 12_000,
  statement_timeout: 10_000,
  lock_timeout: 5_000,
  idle_in_transaction_session_timeout: 15_000,
} as const;

/** Longest wait of what an ingest request needs from the database: a hung server is answered 503 within 2.5 s. */
const ingestWaitMs = 2_000;
export const ingestLimits = {
  connectionTimeoutMillis: 1_000,
  query_timeout: ingestWaitMs,
  statement_timeout: ingestWaitMs,
  lock_timeout: 1_000,
} as const;

/** For requests that people wait for. */
export function createPool(url: string, log: Log): pg.Pool {
  return listenedPool({ connectionString: url, application_name: "aidc", max: 12, ...requestLimits }, log);
}

/** For what ingest asks beside the journal (keys, new series): few, quick, and never behind a long report. */
export function createIngestPool(url: string, log: Log): pg.Pool {
  const limits = { ...requestLimits, ...ingestLimits };
  return listenedPool({ connectionString: url, application_name: "aidc ingest", max: 4, ...limits }, log);
}

function listenedPool(config: pg.PoolConfig, log: Log): pg.Pool {
  const pool = new pg.Pool({ keepAlive: true, ...config });
  pool.on("error", (error) => log("database connection lost", { error: error.message }));
  // A checked-out client without a listener would end the process when its connection breaks.
  pool.on("connect", (client) =>
    client.on("error", (error) => log("database connection lost", { error: error.message })),
  );
  return pool;
}

/** A connection outside the pool for one long-lived worker: journal, compaction, maintenance. */
export async function connectDedicated(
  url: string,
  name: string,
  limits: Partial<pg.ClientConfig>,
  onLost: (error: Error) => void,
): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    application_name: name,
    keepAlive: true,
    ...requestLimits,
    ...limits,
  });
  client.on("error", onLost);
  try {
    await client.connect();
  } catch (error) {
    // pg keeps the socket of a connect that timed out; end it without waiting for a server that may hang
    void client.end().catch(() => {});
    throw error;
  }
  return client;
}
