import { stat, statfs } from "node:fs/promises";
import { join } from "node:path";
import type { Database, RunningTelemetryStore } from "@aidc/store";
import { checkFloor } from "@aidc/store";
import type { Check } from "./usecases/services.ts";

interface Subject {
  readonly database: Database;
  readonly dataDir: string;
  readonly telemetry: RunningTelemetryStore;
  readonly reportKey: string;
}

const leastFreeBytes = 1_000_000_000;
const mostClockSkewMs = 1_000;

/** What `aidc doctor` prints: everything that must hold for samples to be kept. Each check stands for itself. */
export async function selfTest(subject: Subject): Promise<Check[]> {
  const checks: [string, (subject: Subject) => Promise<Omit<Check, "name">>][] = [
    ["database", databaseAnswers],
    ["durability", databaseIsDurable],
    ["isolation", tenantsAreApart],
    ["partitions", partitionsLieAhead],
    ["compaction", compactionWorks],
    ["clock", clocksAgree],
    ["disk", diskHasRoom],
    ["report key", reportKeyIsOurs],
  ];
  return Promise.all(
    checks.map(async ([name, check]) => {
      const result = await check(subject).catch((error: unknown) => ({ ok: false, detail: String(error) }));
      return { name, ...result };
    }),
  );
}

async function databaseAnswers({ database }: Subject) {
  const { rows } = await database.pool.query<{ version: string }>(
    "select current_setting('server_version') as version",
  );
  return { ok: true, detail: `PostgreSQL ${rows[0]?.version ?? ""}` };
}

async function databaseIsDurable({ database }: Subject) {
  const settings = ["fsync", "full_page_writes", "synchronous_commit"];
  const { rows } = await database.pool.query<{ name: string; setting: string }>(
    "select name, setting from pg_settings where name = any($1) order by name",
    [settings],
  );
  const off = rows.filter(({ setting }) => setting === "off").map(({ name }) => name);
  return { ok: off.length === 0, detail: rows.map(({ name, setting }) => `${name} ${setting}`).join(", ") };
}

async function tenantsAreApart({ database }: Subject) {
  const faults = await checkFloor(database);
  const detail =
    faults.length === 0 ? "row-level security, roles and grants as they must be" : faults.join(" ");
  return { ok: faults.length === 0, detail };
}

/** Below this many hours of journal the upkeep has been failing for most of a day. */
const fewestJournalHours = 3;

async function partitionsLieAhead({ telemetry }: Subject) {
  const { partitionsAhead } = telemetry.health();
  if (!partitionsAhead) return { ok: true, detail: "upkeep has not run yet" };
  const { journal, chunks } = partitionsAhead;
  return {
    ok: journal >= fewestJournalHours && chunks >= 1,
    detail: `${journal} hours of journal, ${chunks} months of chunks ahead`,
  };
}

async function compactionWorks({ telemetry }: Subject) {
  const { lastRunAtMs, lastError } = telemetry.health().compaction;
  if (lastError !== null) return { ok: false, detail: lastError };
  return {
    ok: true,
    detail: lastRunAtMs === null ? "has not run yet" : `last run ${new Date(lastRunAtMs).toISOString()}`,
  };
}

async function clocksAgree({ database }: Subject) {
  const before = Date.now();
  const { rows } = await database.pool.query<{ now: Date }>("select clock_timestamp() as now");
  const after = Date.now();
  const databaseMs = rows[0]?.now.getTime() ?? Number.NaN;
  const skewMs = Math.round(Math.max(before - databaseMs, databaseMs - after, 0));
  return { ok: skewMs <= mostClockSkewMs, detail: `${skewMs} ms apart from the database` };
}

async function diskHasRoom({ dataDir }: Subject) {
  const { bavail, bsize } = await statfs(dataDir);
  const freeBytes = bavail * bsize;
  return {
    ok: freeBytes >= leastFreeBytes,
    detail: `${(freeBytes / 1e9).toFixed(1)} GB free in the data folder`,
  };
}

/** The key file is for its owner only; the public key is what a verifier is given. */
async function reportKeyIsOurs({ dataDir, reportKey }: Subject) {
  const { mode } = await stat(join(dataDir, "report-key"));
  return { ok: (mode & 0o077) === 0, detail: `Ed25519 ${reportKey}` };
}
