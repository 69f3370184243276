import type pg from "pg";
import type { Database } from "../open-database.ts";
import { compareGrants } from "../roles/apply-privileges.ts";
import type { RoleKind } from "../roles/role-names.ts";
import { roleKinds } from "../roles/role-names.ts";
import { floorQuestion } from "./floor-rules.ts";
import { tenantTables } from "./tenant-tables.ts";

type Subject = Pick<Database, "ownerPool" | "pool" | "ingestPool" | "reportPool" | "authPool" | "roles">;

/**
 * Whether the database itself keeps tenants apart: row-level security on all their tables and partitions, no way
 * around it, and connections that are bound by it. Reads the catalogue only.
 * @returns one sentence a fault; none when all holds
 */
export async function checkFloor(database: Subject): Promise<string[]> {
  const { ownerPool, roles } = database;
  const parameters = [Object.values(roles), Object.keys(tenantTables), Object.values(tenantTables)];
  const { rows } = await ownerPool.query<{ fault: string }>(floorQuestion, parameters);
  const faults = [...rows.map((row) => row.fault), ...(await grantFaults(database))];
  const { pool: app, ingestPool: ingest, reportPool: report, authPool: auth } = database;
  const pools: Readonly<Record<RoleKind, pg.Pool>> = { app, ingest, report, auth };
  for (const kind of roleKinds) faults.push(...(await connectionFaults(pools[kind], roles[kind])));
  return faults;
}

/** @throws Error that names every fault: a server that cannot keep tenants apart serves nobody */
export async function refuseWeakFloor(database: Subject): Promise<void> {
  const faults = await checkFloor(database);
  if (faults.length === 0) return;
  const rest = faults.length > 20 ? ` And ${faults.length - 20} more.` : "";
  throw new Error(
    `The database does not keep tenants apart, so nothing is served. ${faults.slice(0, 20).join(" ")}${rest}`,
  );
}

async function grantFaults({ ownerPool, roles }: Subject): Promise<string[]> {
  const { missing, surplus } = await compareGrants(ownerPool, roles);
  return [
    ...surplus.map(
      (g) => `${nameOf(g.role)} may ${g.privilege} on ${g.relation}, which nobody meant to grant.`,
    ),
    ...missing.map((g) => `${nameOf(g.role)} lacks ${g.privilege} on ${g.relation}.`),
  ];
}

const nameOf = (role: string | null): string => (role === null ? "PUBLIC" : `Role ${role}`);

/** What a connection really is: an address may carry another user, or settings of its own. */
async function connectionFaults(pool: pg.Pool, role: string): Promise<string[]> {
  const { rows } = await pool.query<{ user: string; scope: string }>(
    `select session_user as "user", concat(current_setting('app.center', true), current_setting('app.tenant', true)) as scope`,
  );
  const [found] = rows;
  return [
    ...(found?.user === role ? [] : [`Connections of ${role} sign in as ${found?.user}.`]),
    ...(found?.scope === "" ? [] : [`Connections of ${role} begin inside a tenant scope.`]),
  ];
}
