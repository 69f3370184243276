import pg from "pg";
import type { Log } from "./log.ts";

/**
 * Limits of every statement that a request waits for. `query_timeout` (client side) ends the wait on a server
 * that hangs; `statement_timeout` (server side) is a little shorter, so that a slow statement fails by itself.
 */
const requestLimits = {
  connectionTimeoutMillis: 3_000,
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

/** For figures and curves: a few long reads never keep a request that changes something from its connection. */
export function createReportPool(url: string, log: Log): pg.Pool {
  return listenedPool(
    { connectionString: url, application_name: "aidc report", max: 6, ...requestLimits },
    log,
  );
}

export function createAuthPool(url: string, log: Log): pg.Pool {
  return listenedPool(
    { connectionString: url, application_name: "aidc auth", max: 8, ...requestLimits },
    log,
  );
}

export function createOwnerPool(url: string, log: Log): pg.Pool {
  return listenedPool(
    {
      connectionString: url,
      application_name: "aidc owner",
      max: 3,
      ...requestLimits,
      onConnect: async (client) => void (await client.query(ownerSession)),
    },
    log,
  );
}

/** For what ingest asks beside the journal (keys, new series): few, quick, and never behind a long report. */
export function createIngestPool(url: string, log: Log): pg.Pool {
  const limits = { ...requestLimits, ...ingestLimits };
  return listenedPool({ connectionString: url, application_name: "aidc ingest", max: 4, ...limits }, log);
}

/**
 * An owner that is no superuser is bound to row-level security like everybody; migrations and removals work on all
 * tenants' rows. For the session, because an owner's connection never serves a request. What it asks the catalogue takes
 * milliseconds; compiling such a question (JIT) takes a second.
 */
const ownerSession = "set app.center = '*'; set app.tenant = '*'; set jit = off";

/** A connection of the owner for one long-lived worker: packing, partitions, migrations, removal. */
export async function connectOwner(
  ...[url, name, limits, onLost]: Parameters<typeof connectDedicated>
): Promise<pg.Client> {
  const client = await connectDedicated(url, name, limits, onLost);
  try {
    await client.query(ownerSession);
    return client;
  } catch (error) {
    void client.end().catch(() => {});
    throw error;
  }
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

/** A connection outside the pools for one long-lived worker. */
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
