import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Database } from "@aidc/store";
import { migrate, openDatabase } from "@aidc/store";
import { inject } from "vitest";
import { administer } from "./administer.ts";
import { databaseNameOf, withDatabase } from "./database-url.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** URL of a migrated database that every test database is copied from. */
    templateDatabaseUrl: string;
  }
}

/** `pool` and `db` are bound to row-level security like the product's; `ownerPool` sees and may do everything. */
export interface TestDatabase extends Database {
  /** Holds the passwords of this database's roles: for a server that is to run on it. */
  readonly dataDir: string;
  /** Closes the connections and drops the database with its roles. */
  close(): Promise<void>;
}

/** A fresh, migrated database for one test file or one test. Needs the testkit's global setup in the vitest config. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const templateUrl = inject("templateDatabaseUrl");
  const name = `aidc_test_${randomBytes(6).toString("hex")}`;
  await administer(templateUrl, `create database ${name} template ${databaseNameOf(templateUrl)}`);
  const dataDir = await mkdtemp(join(tmpdir(), "aidc-test-data-"));
  const database = await openDatabase({
    databaseUrl: withDatabase(templateUrl, name),
    dataDir,
    log: () => {},
  });
  await migrate(database);
  const close = async (): Promise<void> => {
    await database.stop();
    await administer(templateUrl, `drop database if exists ${name} with (force)`);
    await administer(templateUrl, `drop role if exists ${Object.values(database.roles).join(", ")}`);
    await rm(dataDir, { recursive: true, force: true });
  };
  return { ...database, dataDir, close };
}
