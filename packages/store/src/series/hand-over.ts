import type pg from "pg";
import type { Feeders, Passing } from "../head/feeders.ts";

/** A series that its key did not send for so many cadences is another's that does: by then it is stale, too. */
const patienceCadences = 3;
/** Of one look, and of one statement. */
const mostUnread = 20_000;
const batchSize = 5_000;

type Client = Pick<pg.Pool, "query">;

/**
 * Series pass to the key that sends them, where the one that had them was revoked or has fallen silent about them.
 * @returns centers of which some did that feed a point: what feeds none is nobody's to make anew
 */
export async function handOver(client: Client, feeders: Feeders): Promise<string[]> {
  if (!feeders.hasRivals) return [];
  for (const [centerId, ids] of feeders.unread(mostUnread)) await readOwners(client, feeders, centerId, ids);
  const { rows } = await client.query<{ id: string }>(
    "select id::text as id from ingest_key where revoked_at is not null",
  );
  const revoked = new Set(rows.map(({ id }) => id));
  const due = Map.groupBy(
    feeders.due((id) => revoked.has(id)),
    ({ centerId }) => centerId,
  );
  const centers: string[] = [];
  for (const [centerId, passings] of due)
    if ((await passAll(client, feeders, centerId, passings)) > 0) centers.push(centerId);
  return centers;
}

async function readOwners(
  client: Client,
  feeders: Feeders,
  centerId: string,
  ids: readonly number[],
): Promise<void> {
  const { rows } = await client.query<{ id: number; owner: string; intervalS: number }>(
    `select s.id, s.source_id as owner, coalesce(p.interval_s, c.default_interval_s) as "intervalS"
     from series s join center c on c.id = s.center_id
       left join binding b on b.center_id = s.center_id and b.series_id = s.id
       left join point p on p.center_id = b.center_id and p.subject_kind = b.subject_kind
         and p.subject_id = b.subject_id and p.quantity = b.quantity
     where s.center_id = $1 and s.id = any($2::int[])`,
    [centerId, ids],
  );
  const gone = new Set(ids);
  for (const { id, owner, intervalS } of rows) {
    gone.delete(id);
    feeders.read(id, { centerId, sourceId: owner }, patienceCadences * intervalS * 1000);
  }
  for (const id of gone) feeders.settle(id);
}

/**
 * Rows that a compaction holds are left for the next time: who waits for nothing is waited for by nobody in a circle.
 * @returns how many passed that feed a point
 */
async function passAll(
  client: Client,
  feeders: Feeders,
  centerId: string,
  passings: readonly Passing[],
): Promise<number> {
  let bound = 0;
  for (let from = 0; from < passings.length; from += batchSize) {
    const part = passings.slice(from, from + batchSize);
    const { rows } = await client.query<{ id: number; isBound: boolean }>(
      `with free as (
         select id from series where center_id = $1 and id = any($2::int[]) for no key update skip locked
       )
       update series s set source_id = n.source
       from unnest($2::int[], $3::text[]) as n(id, source) join free using (id)
       where s.center_id = $1 and s.id = n.id
       returning s.id,
         exists (select from binding b where b.center_id = s.center_id and b.series_id = s.id) as "isBound"`,
      [centerId, part.map(({ seriesId }) => seriesId), part.map(({ sourceId }) => sourceId)],
    );
    const free = new Set(rows.map(({ id }) => id));
    for (const passing of part) {
      if (free.has(passing.seriesId)) feeders.pass(passing);
      else feeders.settle(passing.seriesId);
    }
    bound += rows.filter(({ isBound }) => isBound).length;
  }
  return bound;
}
