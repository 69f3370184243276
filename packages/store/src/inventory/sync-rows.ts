import type { SQL } from "drizzle-orm";
import { getTableColumns, getTableName, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import { getTableConfig } from "drizzle-orm/pg-core";
import type { Drizzle } from "../database/open-database.ts";

export interface SyncCount {
  created: number;
  changed: number;
  unchanged: number;
}

/** What names a row in its center: key columns as the database writes them. */
export type Key = Readonly<Record<string, unknown>>;

/** Any transaction of ours, or the database itself. */
export type Executor = Pick<Drizzle, "select" | "insert" | "delete" | "update" | "execute">;

/**
 * Makes the table hold these rows of one center: what is new is inserted, what differs is updated, what is equal
 * is left alone. Rows of the table that are not among them stay. Rows travel as one JSON parameter, because a document
 * may have more fields than a statement may have parameters, and so many at a time that a statement ends in its time.
 * @returns keys of the rows that are new or differ, by the names of their columns
 */
export async function syncRows<T extends PgTable>(
  db: Executor,
  table: T,
  rows: readonly T["$inferInsert"][],
  count: SyncCount,
): Promise<Key[]> {
  const written: Key[][] = [];
  for (let from = 0; from < rows.length; from += mostRows)
    written.push(await syncSome(db, table, rows.slice(from, from + mostRows), count));
  return written.flat();
}

const mostRows = 20_000;

async function syncSome<T extends PgTable>(
  db: Executor,
  table: T,
  rows: readonly T["$inferInsert"][],
  count: SyncCount,
): Promise<Key[]> {
  const { columns, key } = columnsOf(table);
  const rest = columns.filter((column) => !key.includes(column));
  const name = sql.identifier(getTableName(table));
  const list = (names: readonly string[], prefix = sql``): SQL =>
    sql.join(
      names.map((column) => sql`${prefix}${sql.identifier(column)}`),
      sql`, `,
    );
  const update = sql`do update set ${sql.join(
    rest.map((column) => sql`${sql.identifier(column)} = excluded.${sql.identifier(column)}`),
    sql`, `,
  )} where (${list(rest, sql`excluded.`)}) is distinct from (${list(rest, sql`${name}.`)})`;
  // public., because PostgreSQL has a type "point" of its own
  // xmax is 0 in a row that was inserted; an equal row is neither inserted nor updated and does not return
  const written = await db.execute<Key & { inserted: boolean }>(sql`
    insert into ${name} (${list(columns)})
    select ${list(columns)} from jsonb_populate_recordset(null::public.${name}, ${JSON.stringify(rows.map((row) => named(table, row)))}::jsonb)
    on conflict (${list(key)}) ${rest.length === 0 ? sql`do nothing` : update}
    returning (xmax = 0) as inserted, ${list(
      key.filter((column) => column !== "center_id"),
      sql`${name}.`,
    )}`);
  const created = written.rows.filter((row) => row.inserted).length;
  count.created += created;
  count.changed += written.rows.length - created;
  count.unchanged += rows.length - written.rows.length;
  return written.rows;
}

/** Columns that the database fills itself are not ours to compare. */
function columnsOf(table: PgTable): { columns: string[]; key: string[] } {
  const config = getTableConfig(table);
  const composite = config.primaryKeys[0]?.columns.map((column) => column.name);
  const key = composite ?? config.columns.filter((column) => column.primary).map((column) => column.name);
  return { columns: config.columns.filter((column) => !column.hasDefault).map((column) => column.name), key };
}

/** Property names become column names; what is absent becomes null. */
function named<T extends PgTable>(table: T, row: T["$inferInsert"]): Record<string, unknown> {
  const values: Readonly<Record<string, unknown>> = row;
  return Object.fromEntries(
    Object.entries(getTableColumns(table)).map(([field, column]) => [column.name, values[field]]),
  );
}
