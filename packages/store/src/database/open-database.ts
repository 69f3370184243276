import type { NodePgDatabase } from "drizzle-orm/node-postgres";
import { drizzle } from "drizzle-orm/node-postgres";
import type pg from "pg";
import * as schema from "../schema/schema.ts";
import { createIngestPool, createPool } from "./connections.ts";
import { refuseOldServer, refuseUnsafeServer } from "./durability.ts";
import type { EmbeddedServer } from "./embedded/embedded-server.ts";
import { startEmbeddedServer } from "./embedded/embedded-server.ts";
import type { Log } from "./log.ts";

export type Drizzle = NodePgDatabase<typeof schema>;

export interface Database {
  readonly pool: pg.Pool;
  /** Gives up within 2 s; for what ingest waits for. */
  readonly ingestPool: pg.Pool;
  readonly db: Drizzle;
  /** For connections of their own (journal, worker). */
  readonly url: string;
  readonly log: Log;
  /** Closes the pool, then the embedded server when we started one. */
  stop(): Promise<void>;
}

export interface DatabaseOptions {
  /** Absent: a PostgreSQL of our own in `dataDir`. */
  readonly databaseUrl?: string | undefined;
  readonly dataDir: string;
  readonly log: Log;
}

/**
 * Opens the database and checks that it keeps what it acknowledges.
 * @throws Error with a sentence for the person who started us
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const { databaseUrl, dataDir, log } = options;
  const embedded: EmbeddedServer | null =
    databaseUrl === undefined ? await startEmbeddedServer(dataDir, log) : null;
  const url = embedded?.url ?? databaseUrl ?? "";
  const pool = createPool(url, log);
  const ingestPool = createIngestPool(url, log);
  const stop = async (): Promise<void> => {
    await Promise.all([pool.end(), ingestPool.end()]).catch(() => {});
    await embedded?.stop();
  };
  try {
    await refuseOldServer(pool);
    await refuseUnsafeServer(pool);
  } catch (error) {
    await stop();
    throw error;
  }
  return { pool, ingestPool, db: drizzle(pool, { schema }), url, log, stop };
}
