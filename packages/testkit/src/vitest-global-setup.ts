import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { migrate, openDatabase } from "@aidc/store";
import type { TestProject } from "vitest/node";
import { testConfig } from "./config.ts";
import { withDatabase } from "./database-url.ts";

/** One server a run, one migrated template on it, one copy of the template a test (about 0.1 s). */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), "aidc-test-"));
  const server = await openDatabase({ databaseUrl: testConfig.databaseUrl, dataDir, log: () => {} });
  const template = `aidc_template_${randomBytes(6).toString("hex")}`;
  await server.pool.query(`create database ${template}`);
  const templateUrl = withDatabase(server.url, template);
  await migrate({ url: templateUrl, log: () => {} });
  project.provide("templateDatabaseUrl", templateUrl);
  return async () => {
    await server.pool.query(`drop database if exists ${template} with (force)`);
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
}
