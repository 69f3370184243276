import pg from "pg";
import type { Db } from "pg-boss";
import { PgBoss } from "pg-boss";

type Client = Pick<pg.ClientBase, "query">;

/** Where the queue keeps what is its own; no table of ours is in it, and no tenant is named in it. */
export const queueSchema = "pgboss";

/** The queue has no pool of its own: it asks on ours, with the rights that ours have. */
export function executorOn(client: Client): Db {
  return { executeSql: (text, values) => client.query(text, values) };
}

/**
 * Makes or renews the queue's tables as the owner and lets the role of requests use them, and nobody else. Asks a few
 * questions and changes nothing where all is as it should be.
 * @param appRole null for a database that is only copied
 */
export async function prepareQueue(owner: Client, appRole: string | null): Promise<void> {
  const still = { supervise: false, schedule: false, registerInstance: false };
  const boss = new PgBoss({ db: executorOn(owner), schema: queueSchema, ...still });
  let failure: unknown = null;
  boss.on("error", (error) => {
    failure = error;
  });
  await boss.start();
  await boss.stop({ close: false });
  if (failure !== null) throw failure;
  if (appRole !== null && !(await isGranted(owner, appRole))) await owner.query(grantsTo(appRole));
}

async function isGranted(owner: Client, appRole: string): Promise<boolean> {
  const { rows } = await owner.query<{ granted: boolean }>(
    `select has_schema_privilege($1, $2, 'usage')
       and bool_and(has_table_privilege($1, c.oid, 'select, insert, update, delete')) as granted
     from pg_class c where c.relnamespace = to_regnamespace($2) and c.relkind in ('r', 'p')`,
    [appRole, queueSchema],
  );
  return rows[0]?.granted === true;
}

function grantsTo(appRole: string): string {
  const role = pg.escapeIdentifier(appRole);
  return `grant usage on schema ${queueSchema} to ${role};
    grant select, insert, update, delete on all tables in schema ${queueSchema} to ${role}`;
}
