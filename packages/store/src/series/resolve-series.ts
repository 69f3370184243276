import type pg from "pg";
import type { NewSeries } from "../store.ts";
import { bindSeries } from "./bind-series.ts";
import { hashLabels } from "./labels.ts";

/** Series of one statement; keeps a first contact with 50,000 series within the time limits. */
const batchSize = 1000;

/**
 * Finds or creates series and binds those that a profile recognised.
 * @returns ids in the order asked
 */
export async function resolveSeries(
  pool: pg.Pool,
  centerId: string,
  sourceId: string,
  asked: readonly NewSeries[],
): Promise<Int32Array> {
  const ids = new Int32Array(asked.length);
  for (let from = 0; from < asked.length; from += batchSize) {
    const part = asked.slice(from, from + batchSize);
    ids.set(await inTransaction(pool, (client) => resolveBatch(client, centerId, sourceId, part)), from);
  }
  return ids;
}

async function resolveBatch(
  client: pg.PoolClient,
  centerId: string,
  sourceId: string,
  asked: readonly NewSeries[],
): Promise<Int32Array> {
  const hashes = asked.map((series) => hashLabels(series.labels));
  const keys = hashes.map((hash) => hash.toString("base64"));
  const known = await findSeries(client, centerId, hashes);
  const missing = keys.flatMap((key, i) => (known.has(key) ? [] : [i]));
  if (missing.length > 0) {
    for (const [key, id] of await createSeries(
      client,
      centerId,
      sourceId,
      missing.map((i) => ({ labels: asked[i]?.labels ?? {}, hash: hashes[i] as Buffer })),
    )) {
      known.set(key, id);
    }
    const others = missing.filter((i) => !known.has(keys[i] as string)).map((i) => hashes[i] as Buffer);
    // created by another request between our two statements
    for (const [key, id] of others.length === 0 ? [] : await findSeries(client, centerId, others))
      known.set(key, id);
  }
  const ids = Int32Array.from(keys, (key) => known.get(key) as number);
  await bindSeries(
    client,
    centerId,
    asked.flatMap(({ match }, i) => (match === null ? [] : [{ seriesId: ids[i] as number, match }])),
  );
  return ids;
}

interface Unknown {
  readonly labels: NewSeries["labels"];
  readonly hash: Buffer;
}

async function createSeries(
  client: pg.PoolClient,
  centerId: string,
  sourceId: string,
  unknown: readonly Unknown[],
): Promise<Map<string, number>> {
  const { rows } = await client.query<SeriesRow>(
    `insert into series (center_id, source_id, labels, labels_sha256)
     select $1, $2, labels::jsonb, hash from unnest($3::text[], $4::bytea[]) as s(labels, hash)
     on conflict do nothing returning id, labels_sha256`,
    [centerId, sourceId, unknown.map((u) => JSON.stringify(u.labels)), unknown.map((u) => u.hash)],
  );
  return byHash(rows);
}

async function findSeries(
  client: pg.PoolClient,
  centerId: string,
  hashes: readonly Buffer[],
): Promise<Map<string, number>> {
  const { rows } = await client.query<SeriesRow>(
    "select id, labels_sha256 from series where center_id = $1 and labels_sha256 = any($2::bytea[])",
    [centerId, hashes],
  );
  return byHash(rows);
}

interface SeriesRow {
  readonly id: number;
  readonly labels_sha256: Buffer;
}

function byHash(rows: readonly SeriesRow[]): Map<string, number> {
  return new Map(rows.map((row) => [row.labels_sha256.toString("base64"), row.id]));
}

/**
 * The pool's own limits end the wait on a server that hangs. A client that failed is not given back: what its
 * connection would do next is not known.
 */
async function inTransaction<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query("begin");
    const result = await work(client);
    await client.query("commit");
    client.release();
    return result;
  } catch (error) {
    client.release(true);
    throw error;
  }
}
