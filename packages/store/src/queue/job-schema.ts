import pg from "pg";
import type { Db } from "pg-boss";
import { PgBoss } from "pg-boss";
import { errorOf } from "./told-error.ts";

type Client = Pick<pg.ClientBase, "query">;

/**
 * Where the queue keeps what is its own; no table of ours is in it, and no tenant is named in it. Not the name that the
 * library takes by itself: another application in the same database may have its queue there.
 */
export const queueSchema = "aidc_jobs";

/** The queue has no pool of its own: it asks on ours, with the rights that ours have. */
export function executorOn(client: Client): Db {
  return { executeSql: (text, values) => client.query(text, values) };
}

/**
 * Makes or renews the queue's tables as the owner and lets the role of requests use them, and nobody else. Asks a few
 * questions and changes nothing where all is as it should be.
 * @param appRole null for a database that is only copied
 * @throws Error that names schema, role and remedy when the owner may not
 */
export async function prepareQueue(owner: Client, appRole: string | null): Promise<void> {
  const place = await readPlace(owner);
  try {
    await renewTables(owner);
    if (appRole === null || (await isGranted(owner, appRole))) return;
    await owner.query(grantsTo(appRole));
  } catch (error) {
    if (!(error instanceof pg.DatabaseError) || error.code !== insufficientPrivilege) throw error;
    throw new Error(`${refusalIn(place)} (${error.message})`, { cause: error });
  }
  // Who may use but not hand on is only warned that nothing was granted.
  if (!(await isGranted(owner, appRole))) throw new Error(refusalIn(place));
}

async function renewTables(owner: Client): Promise<void> {
  const still = { supervise: false, schedule: false, registerInstance: false };
  const boss = new PgBoss({ db: executorOn(owner), schema: queueSchema, ...still });
  let failure: unknown = null;
  boss.on("error", (error) => {
    failure = errorOf(error).error;
  });
  await boss.start();
  await boss.stop({ close: false });
  if (failure !== null) throw failure;
}

const insufficientPrivilege = "42501";

interface Place {
  readonly role: string;
  readonly database: string;
  /** Whose schema it is; null: there is none yet. */
  readonly holder: string | null;
}

async function readPlace(owner: Client): Promise<Place> {
  const { rows } = await owner.query<Place>(
    `select current_user as role, current_database() as database,
       (select pg_get_userbyid(nspowner) from pg_namespace where nspname = $1) as holder`,
    [queueSchema],
  );
  const [place] = rows;
  if (place === undefined) throw new Error("the database does not say who we are");
  return place;
}

function refusalIn({ role, database, holder }: Place): string {
  const who = pg.escapeIdentifier(role);
  const remedy =
    holder === null || holder === role
      ? `GRANT CREATE ON DATABASE ${pg.escapeIdentifier(database)} TO ${who};`
      : `DROP SCHEMA ${queueSchema} CASCADE; it belongs to ${holder}, and what waits in it is queued again;`;
  return `The role ${role} of DATABASE_URL may not prepare the job queue in schema ${queueSchema}. As an administrator of the database, run: ${remedy} then start again.`;
}

async function isGranted(owner: Client, appRole: string): Promise<boolean> {
  // One by one: asked for several at once, the database says yes when there is any of them.
  const { rows } = await owner.query<{ granted: boolean }>(
    `select has_schema_privilege($1, $2, 'usage')
       and bool_and(has_table_privilege($1, c.oid, wanted)) as granted
     from pg_class c cross join unnest(array['select', 'insert', 'update', 'delete']) wanted
     where c.relnamespace = to_regnamespace($2) and c.relkind in ('r', 'p')`,
    [appRole, queueSchema],
  );
  return rows[0]?.granted === true;
}

function grantsTo(appRole: string): string {
  const role = pg.escapeIdentifier(appRole);
  return `grant usage on schema ${queueSchema} to ${role};
    grant select, insert, update, delete on all tables in schema ${queueSchema} to ${role}`;
}
