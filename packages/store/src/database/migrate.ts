import { fileURLToPath } from "node:url";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate as applyMigrations } from "drizzle-orm/node-postgres/migrator";
import { connectDedicated } from "./connections.ts";
import type { Database } from "./open-database.ts";

/** Any fixed number: processes that start at once migrate one after the other. */
const migrationLock = 0x61696463_0002n;

const migrationsFolder = fileURLToPath(new URL("../../migrations", import.meta.url));

/** Brings the schema up to date: all outstanding migrations in one transaction, or none. */
export async function migrate(database: Pick<Database, "url" | "log">): Promise<void> {
  const limits = { query_timeout: 600_000, statement_timeout: 600_000, lock_timeout: 600_000 };
  const client = await connectDedicated(database.url, "aidc migrate", limits, (error) =>
    database.log("migration connection lost", { error: error.message }),
  );
  try {
    await client.query("select pg_advisory_lock($1)", [migrationLock.toString()]);
    await applyMigrations(drizzle(client), { migrationsFolder });
  } finally {
    await client.end();
  }
}
