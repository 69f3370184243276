import type pg from "pg";
import type { Log } from "../database/log.ts";
import { journalPartitions } from "../partitions/partition-plan.ts";
import { dropPartition, listPartitions } from "../partitions/partitions.ts";

type Client = Pick<pg.ClientBase, "query">;

/** A row carries the time its statement began; none arrives later than this after its partition has ended. */
const settleMs = 120_000;

/**
 * Drops journal partitions that are past and hold no row above the watermark of its center; rows of a center that
 * is gone do not count. Dropping gives the disk back at once, without dead rows and without vacuum.
 * @returns how many were dropped
 */
export async function dropCompacted(client: Client, { log }: { readonly log: Log }): Promise<number> {
  const { rows } = await client.query<{ now: Date }>("select now()");
  const endedBeforeMs = (rows[0]?.now.getTime() ?? Number.NEGATIVE_INFINITY) - settleMs;
  let dropped = 0;
  for (const { name, toMs } of await listPartitions(client, journalPartitions)) {
    if (toMs > endedBeforeMs) break;
    if (await waitsForCompaction(client, name)) continue;
    try {
      await dropPartition(client, name);
      dropped++;
    } catch (error) {
      // Somebody reads it just now; the next round comes back.
      log("journal partition not dropped yet", { partition: name, error: String(error) });
    }
  }
  return dropped;
}

async function waitsForCompaction(client: Client, partition: string): Promise<boolean> {
  const { rows } = await client.query<{ waits: boolean }>(
    `select exists (select 1 from center c left join watermark w on w.center_id = c.id
       where exists (select 1 from ${partition} j where j.center_id = c.id and j.id > coalesce(w.journal_id, 0))) as waits`,
  );
  return rows[0]?.waits !== false;
}
