import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { migrate, openDatabase } from "@aidc/store";
import type { TestProject } from "vitest/node";
import { administer } from "./administer.ts";
import { testConfig } from "./config.ts";
import { withDatabase } from "./database-url.ts";

/** One server a run, one migrated template on it, one copy of the template a test (about 0.1 s). */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), "aidc-test-"));
  const server = await openServer(dataDir);
  const template = `aidc_template_${randomBytes(6).toString("hex")}`;
  await administer(server.url, `create database ${template}`);
  const templateUrl = withDatabase(server.url, template);
  // Roles belong to the cluster and grants would be copied: each copy makes its own.
  await migrate({ url: templateUrl, roles: null, log: () => {} });
  project.provide("templateDatabaseUrl", templateUrl);
  return async () => {
    await administer(server.url, `drop database if exists ${template} with (force)`);
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
}

async function openServer(dataDir: string): Promise<{ url: string; stop: () => Promise<void> }> {
  if (testConfig.databaseUrl !== undefined) return { url: testConfig.databaseUrl, stop: async () => {} };
  return openDatabase({ dataDir, log: () => {} });
}
