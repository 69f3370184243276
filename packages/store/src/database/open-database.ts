import type pg from "pg";
import {
  createAuthPool,
  createIngestPool,
  createOwnerPool,
  createPool,
  createReportPool,
} from "./connections.ts";
import { refuseOldServer, refuseUnsafeServer } from "./durability.ts";
import type { EmbeddedServer } from "./embedded/embedded-server.ts";
import { startEmbeddedServer } from "./embedded/embedded-server.ts";
import type { Drizzle } from "./fenced-drizzle.ts";
import { fencedDrizzle } from "./fenced-drizzle.ts";
import type { Log } from "./log.ts";
import type { Roles } from "./roles/ensure-roles.ts";
import { ensureRoles } from "./roles/ensure-roles.ts";
import type { RoleNames } from "./roles/role-names.ts";

export type { Drizzle };

export interface Database {
  /** Of the requests' role, which row-level security binds: tenant data shows inside `inScope` only. */
  readonly pool: pg.Pool;
  readonly db: Drizzle;
  /** Gives up within 2 s; for what ingest waits for. Sees no tenant data. */
  readonly ingestPool: pg.Pool;
  /** Reads only. */
  readonly reportPool: pg.Pool;
  /** Accounts and sign-in; the only role that may read them. */
  readonly authPool: pg.Pool;
  readonly authDb: Drizzle;
  /** Sees and may do everything: migrations, packing, partitions, removal. Never for a request. */
  readonly ownerPool: pg.Pool;
  /** The owner's, for connections of its own. */
  readonly url: string;
  /** The ingest role's, for the journal. */
  readonly ingestUrl: string;
  readonly roles: RoleNames;
  readonly log: Log;
  /** Closes the pools, then the embedded server when we started one. */
  stop(): Promise<void>;
}

export interface DatabaseOptions {
  /** Absent: a PostgreSQL of our own in `dataDir`. */
  readonly databaseUrl?: string | undefined;
  readonly dataDir: string;
  readonly log: Log;
}

/**
 * Opens the database, checks that it keeps what it acknowledges, and makes the roles that our parts sign in as.
 * Until `migrate` has granted them something they may do nothing.
 * @throws Error with a sentence for the person who started us
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const { databaseUrl, dataDir, log } = options;
  const embedded: EmbeddedServer | null =
    databaseUrl === undefined ? await startEmbeddedServer(dataDir, log) : null;
  const url = embedded?.url ?? databaseUrl ?? "";
  const ownerPool = createOwnerPool(url, log);
  try {
    await refuseOldServer(ownerPool);
    await refuseUnsafeServer(ownerPool);
    const { names, urls } = await ensureRoles(ownerPool, url, dataDir);
    const pools = openPools(urls, log);
    const stop = async (): Promise<void> => {
      const ending = [ownerPool, ...Object.values(pools)].map((pool) => pool.end());
      await Promise.all(ending).catch(() => {});
      await embedded?.stop();
    };
    const { pool, authPool } = pools;
    const clients = { db: fencedDrizzle(pool), authDb: fencedDrizzle(authPool) };
    return { ...pools, ...clients, ownerPool, url, ingestUrl: urls.ingest, roles: names, log, stop };
  } catch (error) {
    await ownerPool.end().catch(() => {});
    await embedded?.stop();
    throw error;
  }
}

function openPools(urls: Roles["urls"], log: Log) {
  return {
    pool: createPool(urls.app, log),
    ingestPool: createIngestPool(urls.ingest, log),
    reportPool: createReportPool(urls.report, log),
    authPool: createAuthPool(urls.auth, log),
  };
}
