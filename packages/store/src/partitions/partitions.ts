import type pg from "pg";
import { inheritedProtection } from "./inherited-protection.ts";
import type { PartitionBounds, PartitionedTable } from "./partition-plan.ts";
import { boundsOfName, partitionAt } from "./partition-plan.ts";

/** A lock that is not free at once is tried again later; ingest never queues behind us longer than this. */
const lockTimeoutMs = 200;

/** Any fixed number: the intake, the compaction and the upkeep make partitions one after the other. */
const partitionLock = 0x61696463_0005n.toString();

type Client = Pick<pg.Client, "query">;

export async function listPartitions(client: Client, table: PartitionedTable): Promise<PartitionBounds[]> {
  const { rows } = await client.query<{ name: string }>(
    "select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = $1::regclass",
    [table.parent],
  );
  return rows.flatMap((row) => boundsOfName(table, row.name) ?? []).sort((a, b) => a.fromMs - b.fromMs);
}

/** Makes what is missing among `wanted`. @returns how many were made */
export async function ensurePartitions(
  client: Client,
  table: PartitionedTable,
  wanted: readonly PartitionBounds[],
): Promise<number> {
  const present = new Set((await listPartitions(client, table)).map((p) => p.name));
  const missing = wanted.filter((p) => !present.has(p.name));
  for (const partition of missing) await createPartition(client, table, partition);
  return missing.length;
}

/** The partition of `nowMs` and `ahead` after it. */
export function partitionsFrom(table: PartitionedTable, nowMs: number, ahead: number): PartitionBounds[] {
  return Array.from({ length: ahead + 1 }, (_, shift) => partitionAt(table, nowMs, shift));
}

/**
 * CREATE .. LIKE, then ATTACH: `CREATE .. PARTITION OF` would lock the parent and stall ingest behind any reader.
 * The CHECK tells ATTACH that no row needs to be looked at. A partition made meanwhile by another is fine.
 */
async function createPartition(
  client: Client,
  table: PartitionedTable,
  { name, fromMs, toMs }: PartitionBounds,
): Promise<void> {
  const from = `'${new Date(fromMs).toISOString()}'`;
  const to = `'${new Date(toMs).toISOString()}'`;
  const protection = await inheritedProtection(client, table.parent, name);
  try {
    await client.query(`begin;
      select pg_advisory_xact_lock(${partitionLock});
      set local lock_timeout = ${lockTimeoutMs};
      create table ${name} (like ${table.parent} including defaults including constraints including storage including indexes);
      alter table ${name} add constraint ${name}_bounds check (${table.column} >= ${from} and ${table.column} < ${to});
      ${protection.map((statement) => `${statement};`).join("\n")}
      alter table ${table.parent} attach partition ${name} for values from (${from}) to (${to});
      commit`);
  } catch (error) {
    await client.query("rollback");
    if (!(error instanceof Error && "code" in error && (error.code === "42P07" || error.code === "42P17")))
      throw error;
  }
}

/** Takes a partition away with all it holds; fails, changing nothing, when its lock is not free at once. */
export async function dropPartition(client: Client, name: string): Promise<void> {
  try {
    await client.query(`begin; set local lock_timeout = ${lockTimeoutMs}; drop table ${name}; commit`);
  } catch (error) {
    await client.query("rollback");
    throw error;
  }
}
