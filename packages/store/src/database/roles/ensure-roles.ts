import pg from "pg";
import type { RoleKind, RoleNames } from "./role-names.ts";
import { roleKinds, roleNamesOf, urlAs } from "./role-names.ts";
import type { RolePasswords } from "./role-passwords.ts";
import { keepPasswords, scramVerifier } from "./role-passwords.ts";

/** Any fixed number: processes that start at once make the roles one after the other. */
const rolesLock = 0x61696463_0007n.toString();

export interface Roles {
  readonly names: RoleNames;
  readonly urls: Readonly<Record<RoleKind, string>>;
}

/**
 * Makes the login roles that are missing. What they may do is granted after the migrations.
 * @throws Error with a sentence when the owner may not make roles, or when they cannot sign in
 */
export async function ensureRoles(owner: pg.Pool, ownerUrl: string, dataDir: string): Promise<Roles> {
  const { database, user, mayCreate } = await readOwner(owner);
  const names = roleNamesOf(database);
  const passwords = await keepPasswords(dataDir, names);
  const url = (kind: RoleKind): string => urlAs(ownerUrl, names[kind], passwords[kind]);
  const urls = { app: url("app"), ingest: url("ingest"), report: url("report"), auth: url("auth") };
  const existing = await readExisting(owner, names);
  const complete = existing.size === roleKinds.length;
  if (complete && (await signsIn(urls.app)) && (await signsIn(urls.ingest))) return { names, urls };
  if (!mayCreate) throw new Error(mayNotCreate(user));
  await writeRoles(owner, names, passwords);
  if (await signsIn(urls.app)) return { names, urls };
  throw new Error(
    `The role ${names.app} was made but cannot sign in with its password; let the roles ${Object.values(names).join(", ")} in by password (pg_hba.conf: scram-sha-256).`,
  );
}

function mayNotCreate(user: string): string {
  return `The role ${user} of DATABASE_URL may not create roles, and the server keeps its parts apart by roles of their own. As an administrator of the database, run: ALTER ROLE ${pg.escapeIdentifier(user)} CREATEROLE; then start again. It can be taken back afterwards (NOCREATEROLE) while the data folder is kept.`;
}

async function readOwner(owner: pg.Pool) {
  const { rows } = await owner.query<{ database: string; user: string; may_create: boolean }>(
    `select current_database() as database, current_user as "user", rolsuper or rolcreaterole as may_create
     from pg_roles where rolname = current_user`,
  );
  const [row] = rows;
  if (row === undefined) throw new Error("The database does not know the role of DATABASE_URL.");
  return { database: row.database, user: row.user, mayCreate: row.may_create };
}

async function readExisting(owner: Pick<pg.Pool, "query">, names: RoleNames): Promise<Set<string>> {
  const { rows } = await owner.query<{ name: string }>(
    "select rolname as name from pg_roles where rolname = any($1::text[])",
    [Object.values(names)],
  );
  return new Set(rows.map((row) => row.name));
}

/** Passwords are set again as well: the data folder may be another one than at the last start. */
async function writeRoles(owner: pg.Pool, names: RoleNames, passwords: RolePasswords): Promise<void> {
  const client = await owner.connect();
  try {
    await client.query("begin");
    await client.query("select pg_advisory_xact_lock($1)", [rolesLock]);
    const existing = await readExisting(client, names);
    for (const kind of roleKinds) {
      const verb = existing.has(names[kind]) ? "alter" : "create";
      const password = pg.escapeLiteral(scramVerifier(passwords[kind]));
      await client.query(
        `${verb} role ${pg.escapeIdentifier(names[kind])} login noinherit password ${password}`,
      );
    }
    await client.query("commit");
    client.release();
  } catch (error) {
    client.release(true);
    throw error;
  }
}

/** @throws when the answer is anything but "wrong password" */
async function signsIn(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on("error", () => {});
  try {
    await client.connect();
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && String(error.code).startsWith("28")) return false;
    throw error;
  } finally {
    await client.end().catch(() => {});
  }
}
