import { randomBytes } from "node:crypto";
import type { Database } from "@aidc/store";
import { openDatabase } from "@aidc/store";
import pg from "pg";
import { inject } from "vitest";
import { databaseNameOf, withDatabase } from "./database-url.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** URL of a migrated database that every test database is copied from. */
    templateDatabaseUrl: string;
  }
}

export interface TestDatabase extends Database {
  /** Closes the connections and drops the database. */
  close(): Promise<void>;
}

/** A fresh, migrated database for one test file or one test. Needs the testkit's global setup in the vitest config. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const templateUrl = inject("templateDatabaseUrl");
  const name = `aidc_test_${randomBytes(6).toString("hex")}`;
  await administer(templateUrl, `create database ${name} template ${databaseNameOf(templateUrl)}`);
  const database = await openDatabase({
    databaseUrl: withDatabase(templateUrl, name),
    dataDir: "",
    log: () => {},
  });
  const close = async (): Promise<void> => {
    await database.stop();
    await administer(templateUrl, `drop database if exists ${name} with (force)`);
  };
  return { ...database, close };
}

async function administer(templateUrl: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: withDatabase(templateUrl, "postgres") });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
