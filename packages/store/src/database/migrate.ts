import { fileURLToPath } from "node:url";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate as applyMigrations } from "drizzle-orm/node-postgres/migrator";
import { prepareQueue } from "../queue/job-schema.ts";
import { connectOwner } from "./connections.ts";
import type { Log } from "./log.ts";
import { applyPrivileges } from "./roles/apply-privileges.ts";
import type { RoleNames } from "./roles/role-names.ts";

/** Any fixed number: processes that start at once migrate one after the other. */
const migrationLock = 0x61696463_0002n;

const migrationsFolder = fileURLToPath(new URL("../../migrations", import.meta.url));

export interface MigrationOptions {
  /** The owner's. */
  readonly url: string;
  /** Who is granted what afterwards; null for a database that is only copied. */
  readonly roles: RoleNames | null;
  readonly log: Log;
}

/** Brings the schema up to date, all outstanding migrations in one transaction or none; then the grants. */
export async function migrate({ url, roles, log }: MigrationOptions): Promise<void> {
  const limits = { query_timeout: 600_000, statement_timeout: 600_000, lock_timeout: 600_000 };
  const client = await connectOwner(url, "aidc migrate", limits, (error) =>
    log("migration connection lost", { error: error.message }),
  );
  try {
    await client.query("select pg_advisory_lock($1)", [migrationLock.toString()]);
    await applyMigrations(drizzle(client), { migrationsFolder });
    await prepareQueue(client, roles?.app ?? null);
    if (roles !== null) await applyPrivileges(client, roles);
  } finally {
    await client.end();
  }
}
