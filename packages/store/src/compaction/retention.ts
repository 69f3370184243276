import type pg from "pg";
import { chunkWindowMs } from "../chunk/window.ts";
import { chunkPartitions } from "../partitions/partition-plan.ts";
import { dropPartition, listPartitions } from "../partitions/partitions.ts";
import { inCompactionTransaction } from "./transaction.ts";

type Client = Pick<pg.ClientBase, "query">;

const dayMs = 86_400_000;

/**
 * Chunks outlive the retention by two days: a late sample that was accepted a moment before its time was up still
 * finds the rest of its local day, and the roll-ups it touches stay whole.
 */
const graceMs = 2 * dayMs;

export interface RetentionOptions {
  readonly centerId: string;
  /** null keeps everything */
  readonly retentionDays: number | null;
  readonly nowMs: number;
}

/** Drops the raw samples of a center that are older than its retention. Roll-ups stay. @returns what was dropped */
export async function dropExpired(
  client: Client,
  { centerId, retentionDays, nowMs }: RetentionOptions,
): Promise<{ chunks: number; samples: number }> {
  if (retentionDays === null) return { chunks: 0, samples: 0 };
  const cutoffMs = nowMs - retentionDays * dayMs - graceMs - chunkWindowMs;
  const dropped = { chunks: 0, samples: 0 };
  for (const partition of await listPartitions(client, chunkPartitions)) {
    if (partition.fromMs > cutoffMs) break;
    const { rows } = await inCompactionTransaction(client, () =>
      client.query<{ chunks: string; samples: string }>(
        `with gone as (delete from ${partition.name} where center_id = $1 and window_start <= $2 returning samples)
         select count(*) as chunks, coalesce(sum(samples), 0) as samples from gone`,
        [centerId, new Date(cutoffMs)],
      ),
    );
    dropped.chunks += Number(rows[0]?.chunks);
    dropped.samples += Number(rows[0]?.samples);
    if (partition.toMs <= cutoffMs) await dropIfEmpty(client, partition.name);
  }
  return dropped;
}

/** Gives the disk back. A sample as old as this that still comes makes its partition anew. */
async function dropIfEmpty(client: Client, name: string): Promise<void> {
  const { rows } = await client.query<{ used: boolean }>(`select exists (select 1 from ${name}) as used`);
  if (rows[0]?.used === false) await dropPartition(client, name);
}
