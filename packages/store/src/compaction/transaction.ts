import type pg from "pg";

type Client = Pick<pg.ClientBase, "query">;

/** Any fixed number: compaction, rebuilding and retention write the same rows, so they take turns. */
const compactionLock = 0x61696463_0004n.toString();

/**
 * Runs `work` in one transaction, alone among those that write chunks and roll-ups. Rolled back when it throws.
 * Every statement here goes from a short list of keys to rows by index; the settings keep the planner from
 * reading a whole table when its statistics are behind, and from compiling statements that run for milliseconds.
 */
export async function inCompactionTransaction<T>(client: Client, work: () => Promise<T>): Promise<T> {
  await client.query(`begin; set local jit = off; set local enable_seqscan = off; set local enable_hashjoin = off;
    set local enable_mergejoin = off; set local enable_bitmapscan = off; set local lock_timeout = '60s'`);
  try {
    await client.query("select pg_advisory_xact_lock($1)", [compactionLock]);
    const result = await work();
    await client.query("commit");
    return result;
  } catch (error) {
    // The connection may be gone: then the server has rolled back already, and the first error is the one to tell.
    await client.query("rollback").catch(() => {});
    throw error;
  }
}
