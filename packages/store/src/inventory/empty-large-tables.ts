import pg from "pg";

/** What a reader of the table may keep a removal waiting, and a removal every later reader. */
const lockTimeout = "1s";
const lockNotAvailable = "55P03";

/**
 * Empties the large tables in which no other center has rows, in the running transaction: millions of roll-ups go with
 * their files instead of row by row. What others share, or somebody reads for long, is left to be deleted.
 */
export async function emptyLargeTables(
  client: pg.Client,
  centerId: string,
  tables: readonly string[],
  largeBytes: number,
): Promise<void> {
  for (const table of await largeOf(client, tables, largeBytes)) {
    if (await isShared(client, table, centerId)) continue;
    await client.query("savepoint empty");
    await emptyAlone(client, table, centerId).catch(async (error: unknown) => {
      if (!(error instanceof pg.DatabaseError) || error.code !== lockNotAvailable) throw error;
      await client.query("rollback to savepoint empty");
    });
    await client.query("release savepoint empty");
  }
}

/** Asked again under the lock: nobody adds a row between the question and the answer. */
async function emptyAlone(client: pg.Client, table: string, centerId: string): Promise<void> {
  await client.query(`set local lock_timeout = '${lockTimeout}'`);
  await client.query(`lock table ${table} in access exclusive mode`);
  if (!(await isShared(client, table, centerId))) await client.query(`truncate ${table}`);
}

/** Of those that nothing refers to; partitions count with their parents. */
async function largeOf(client: pg.Client, tables: readonly string[], largeBytes: number): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select t.name from unnest($1::text[]) t(name)
      where not exists (select 1 from pg_constraint where contype = 'f' and confrelid = t.name::regclass)
        and coalesce((select sum(pg_table_size(p.relid)) from pg_partition_tree(t.name::regclass) p),
          pg_table_size(t.name::regclass)) >= $2`,
    [tables, largeBytes],
  );
  return rows.map(({ name }) => name);
}

/** Either side of the center in the order of the primary key: a look at an index, not a walk through the table. */
async function isShared(client: pg.Client, table: string, centerId: string): Promise<boolean> {
  const { rows } = await client.query<{ shared: boolean }>(
    `select exists (select from ${table} where center_id < $1) or exists (select from ${table} where center_id > $1)
      as shared`,
    [centerId],
  );
  return rows[0]?.shared !== false;
}
