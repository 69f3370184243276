import type pg from "pg";
import { connectOwner } from "../database/connections.ts";
import type { Database } from "../database/open-database.ts";
import { emptyLargeTables } from "./empty-large-tables.ts";

/** A center of a year has millions of rows; this is not a request like others. */
const lockTimeoutMs = 10_000;
const limits = { query_timeout: 600_000, statement_timeout: 600_000, lock_timeout: lockTimeoutMs };

/** Below it rows are deleted about as fast as a table is emptied. */
const largeTableBytes = 32 * 1024 * 1024;

/**
 * Deletes a center from every table that has a `center_id`, whatever tables there will be, in one transaction. Only
 * the audit log keeps what happened in it.
 * @returns rows that still name the center afterwards, counted in every table; anything but 0 is a defect
 */
export async function removeCenter(
  database: Pick<Database, "url" | "log">,
  centerId: string,
  largeBytes = largeTableBytes,
): Promise<{ rowsLeft: number }> {
  const client = await connectOwner(database.url, "aidc removal", limits, (error) =>
    database.log("removal connection lost", { error: error.message }),
  );
  try {
    const tables = await tablesOfCenters(client);
    await client.query("begin");
    await emptyLargeTables(client, centerId, tables, largeBytes);
    await client.query(`set local lock_timeout = ${lockTimeoutMs}`);
    // The center first: its places and leases go with it, and nothing new can refer to it.
    const { rows } = await client.query<{ region_id: string }>(
      "delete from center where id = $1 returning region_id",
      [centerId],
    );
    for (const table of tables) await client.query(`delete from ${table} where center_id = $1`, [centerId]);
    await client.query(
      "delete from region r where id = $1 and not exists (select 1 from center c where c.region_id = r.id)",
      [rows[0]?.region_id],
    );
    await client.query("commit");
    return { rowsLeft: await countRows(client, tables, centerId) };
  } finally {
    await client.end();
  }
}

/** Quoted names; partitions go with their parents. */
async function tablesOfCenters(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(`
    select c.oid::regclass::text as name from pg_class c join pg_attribute a on a.attrelid = c.oid
    where a.attname = 'center_id' and c.relkind in ('r', 'p') and not c.relispartition and c.relnamespace = 'public'::regnamespace
      and c.relname <> 'audit_entry' order by 1`);
  return rows.map((row) => row.name);
}

async function countRows(client: pg.Client, tables: readonly string[], centerId: string): Promise<number> {
  let left = 0;
  for (const table of [...tables.map((name) => `${name} where center_id = $1`), "center where id = $1"]) {
    const { rows } = await client.query<{ count: string }>(`select count(*) as count from ${table}`, [
      centerId,
    ]);
    left += Number(rows[0]?.count);
  }
  return left;
}
