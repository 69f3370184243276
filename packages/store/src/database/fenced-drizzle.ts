import type { NodePgDatabase } from "drizzle-orm/node-postgres";
import { drizzle } from "drizzle-orm/node-postgres";
import type pg from "pg";
import * as schema from "../schema/schema.ts";

export type Drizzle = NodePgDatabase<typeof schema> & { readonly $client: pg.Pool };

/** The protocol's word for "in no transaction". */
const idle = "I";

/**
 * Drizzle over a pool, with transactions that end with their connection. Drizzle's own (0.45) never gives a
 * connection back whose BEGIN failed, so that a few cut connections empty the pool for good; and it gives one back
 * whose ROLLBACK nobody answered, so that the next transaction would run inside what is left of the last. Here a
 * connection is given back only when the server has said that it is in no transaction; any other is closed.
 */
export function fencedDrizzle(pool: pg.Pool): Drizzle {
  const ofClient = new WeakMap<pg.PoolClient, NodePgDatabase<typeof schema>>();
  const onClient = (client: pg.PoolClient): NodePgDatabase<typeof schema> => {
    const known = ofClient.get(client) ?? drizzle(client, { schema });
    ofClient.set(client, known);
    return known;
  };
  const transaction: Drizzle["transaction"] = async (work, config) => {
    const client = await pool.connect();
    try {
      return await onClient(client).transaction(work, config);
    } finally {
      client.release(client.getTransactionStatus() !== idle);
    }
  };
  return Object.assign(drizzle(pool, { schema }), { transaction });
}
