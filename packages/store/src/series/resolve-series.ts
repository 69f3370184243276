import type pg from "pg";
import type { NewSeries, SeriesMatch } from "../store.ts";
import type { NewBinding } from "./bind-series.ts";
import { bindNewSeries, bindSeries } from "./bind-series.ts";
import { hashLabels } from "./labels.ts";
import type { IsHeard } from "./settle-points.ts";
import { continueSeries, endContinuations, settlePoints, yieldPoints } from "./settle-points.ts";

/** Series of one statement: a whole request of the usual size, far within the time limits. */
const batchSize = 2000;

type Client = Pick<pg.ClientBase, "query">;

export interface Resolved {
  /** In the order asked. */
  readonly ids: Int32Array;
  /** By their id the series they wait for, because it feeds the point that they match. */
  readonly waiting: ReadonlyMap<number, number>;
}

interface Sending {
  readonly centerId: string;
  readonly sourceId: string;
  readonly isHeard: IsHeard;
}

/** Finds or creates series and binds those that a profile recognised. */
export async function resolveSeries(
  pool: pg.Pool,
  sending: Sending,
  asked: readonly NewSeries[],
): Promise<Resolved> {
  const ids = new Int32Array(asked.length);
  const waiting = new Map<number, number>();
  for (let from = 0; from < asked.length; from += batchSize) {
    const part = asked.slice(from, from + batchSize);
    const resolved = await inTransaction(pool, (client) => resolveBatch(client, sending, part));
    ids.set(resolved.ids, from);
    for (const [id, holder] of resolved.waiting) waiting.set(id, holder);
  }
  return { ids, waiting };
}

async function resolveBatch(
  client: Client,
  { centerId, sourceId, isHeard }: Sending,
  asked: readonly NewSeries[],
): Promise<Resolved> {
  const wanted = asked.map((series) => ({ ...series, hash: hashLabels(series.labels) }));
  const known = await findSeries(client, centerId, wanted);
  const missing = wanted.filter(({ hash }) => !known.has(hash));
  const created = await createSeries(client, centerId, sourceId, missing);
  // created by another request between our two statements
  const others = missing.filter(({ hash }) => !created.has(hash));
  for (const [hash, id] of await findSeries(client, centerId, others)) known.set(hash, id);
  const found = bindingsOf(wanted, known);
  const settled = await settlePoints(client, centerId, [...found, ...bindingsOf(missing, created)], isHeard);
  const isNew = new Set(created.values());
  await continueSeries(client, centerId, settled.continued);
  await yieldPoints(client, centerId, settled.yielding);
  await bindSeries(
    client,
    centerId,
    settled.bind.filter(({ seriesId }) => !isNew.has(seriesId)),
  );
  await bindNewSeries(
    client,
    centerId,
    settled.bind.filter(({ seriesId }) => isNew.has(seriesId)),
  );
  const ids = Int32Array.from(wanted, ({ hash }) => {
    const id = (created.get(hash) ?? known.get(hash)) as number;
    return settled.continued.get(id) ?? id;
  });
  return { ids, waiting: settled.waiting };
}

interface Wanted {
  readonly labels: NewSeries["labels"];
  readonly match: SeriesMatch | null;
  readonly hash: string;
}

function bindingsOf(wanted: readonly Wanted[], ids: ReadonlyMap<string, number>): NewBinding[] {
  return wanted.flatMap(({ match, hash }) => {
    const seriesId = ids.get(hash);
    return match === null || seriesId === undefined ? [] : [{ seriesId, match }];
  });
}

/** Hashes travel as one run of hex, and labels as one document: arrays of thousands of texts are dear to quote. */
async function createSeries(
  client: Client,
  centerId: string,
  sourceId: string,
  missing: readonly Wanted[],
): Promise<Map<string, number>> {
  if (missing.length === 0) return new Map();
  const { rows } = await client.query<SeriesRow>(
    `insert into series (center_id, source_id, labels, labels_sha256)
     select $1, $2, l.labels, substring(decode($4, 'hex') from (l.at::int - 1) * 32 + 1 for 32)
     from jsonb_array_elements($3::jsonb) with ordinality as l(labels, at)
     on conflict (center_id, labels_sha256) do nothing returning id, encode(labels_sha256, 'hex') as hash`,
    [centerId, sourceId, JSON.stringify(missing.map(({ labels }) => labels)), runOf(missing)],
  );
  return byHash(rows);
}

/**
 * One probe of the index per hash, written so that the planner has no choice: a young table has no statistics, and
 * it would rather read all series of the center.
 */
async function findSeries(
  client: Client,
  centerId: string,
  wanted: readonly Wanted[],
): Promise<Map<string, number>> {
  if (wanted.length === 0) return new Map();
  const { rows } = await client.query<SeriesRow>(
    `select s.id, c.former_id as continues, encode(s.labels_sha256, 'hex') as hash
     from (select decode($2, 'hex') as run) as h, generate_series(0, $3::int - 1) as at
     cross join lateral (
       select id, labels_sha256 from series
       where center_id = $1 and labels_sha256 = substring(h.run from at * 32 + 1 for 32) limit 1
     ) as s
     left join series_continuation c on c.center_id = $1 and c.series_id = s.id`,
    [centerId, runOf(wanted), wanted.length],
  );
  const ended = await endContinuations(client, centerId, wanted, rows);
  return byHash(
    rows.map((row) => (row.continues && !ended.has(row.id) ? { ...row, id: row.continues } : row)),
  );
}

const runOf = (wanted: readonly Wanted[]): string => wanted.map(({ hash }) => hash).join("");

interface SeriesRow {
  readonly id: number;
  readonly hash: string;
  readonly continues?: number | null;
}

function byHash(rows: readonly SeriesRow[]): Map<string, number> {
  return new Map(rows.map(({ hash, id }) => [hash, id]));
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
