import type pg from "pg";
import type { SeriesMatch } from "../store.ts";
import type { NewBinding } from "./bind-series.ts";

type Client = Pick<pg.ClientBase, "query">;

/** Whether a series sent anything lately. */
export type IsHeard = (seriesId: number) => boolean;

export interface Settled {
  /** Of points that are free, and those that say of their own point something new. */
  readonly bind: readonly NewBinding[];
  /** New label sets of what a point was fed by before, which is silent: by their id the series they go on under. */
  readonly continued: ReadonlyMap<number, number>;
  /** By their id the series they wait for: it feeds their point and is heard. */
  readonly waiting: ReadonlyMap<number, number>;
  /** Silent series whose points go to one of `bind` that tells them otherwise. */
  readonly yielding: readonly number[];
}

/**
 * Decides who feeds points that more than one series matches. Who feeds a point keeps it as long as it is heard: a
 * second exporter that measures the same must not change what was told of closed months. When it has fallen silent
 * and another says the same, labels have changed and the sender goes on under its old series, so that the history of
 * the point stays whole. A recorded trace is played in any order: there the newest series feeds the point.
 */
export async function settlePoints(
  client: Client,
  centerId: string,
  asked: readonly NewBinding[],
  isHeard: IsHeard,
): Promise<Settled> {
  const holders = await readHolders(client, centerId, asked);
  const bind: NewBinding[] = [];
  const continued = new Map<number, number>();
  const waiting = new Map<number, number>();
  const yielding: number[] = [];
  // Asked at once, the newest has the point: which of them is heard is not known by then.
  const isAsked = new Set(asked.map(({ seriesId }) => seriesId));
  for (const [index, binding] of asked.entries()) {
    const holder = holders.get(index);
    const { match, seriesId } = binding;
    if (holder === undefined) bind.push(binding);
    else if (isHeard(holder.id)) waiting.set(seriesId, holder.id);
    else if (holder.scale === match.scale && holder.shift === match.offset)
      continued.set(seriesId, holder.id);
    else {
      bind.push(binding);
      if (mayTake(match, holder) && !isAsked.has(holder.id)) yielding.push(holder.id);
    }
  }
  return { bind, continued, waiting, yielding };
}

interface Holder {
  readonly at: number;
  readonly id: number;
  readonly scale: number;
  readonly shift: number;
  readonly rule: number | null;
  readonly isByHand: boolean;
}

/** What a person said of a point is taken back by nobody else, and a person's rule takes none from what others said. */
const mayTake = ({ rule = null }: SeriesMatch, holder: Holder) =>
  rule === null ? !holder.isByHand : rule === holder.rule;

/** Other series that feed the asked points, by index; one probe of the index per point. */
async function readHolders(
  client: Client,
  centerId: string,
  asked: readonly NewBinding[],
): Promise<ReadonlyMap<number, Holder>> {
  const { rows } = await client.query<Holder>(
    `select (w.at - 1)::int as at, b.* from unnest($2::int[], $3::text[], $4::text[], $5::text[])
       with ordinality as w(series, kind, id, quantity, at)
     cross join lateral (
       select series_id as id, scale, offset_by as shift, rule_id as rule, by_hand as "isByHand"
       from binding
       where center_id = $1 and subject_kind = w.kind and subject_id = w.id and quantity = w.quantity limit 1
     ) as b
     where b.id <> w.series and exists (select from center where id = $1 and origin <> 'replay')`,
    [
      centerId,
      asked.map(({ seriesId }) => seriesId),
      asked.map(({ match }) => match.subject.kind),
      asked.map(({ match }) => match.subject.id),
      asked.map(({ match }) => match.quantity),
    ],
  );
  return new Map(rows.map((row) => [row.at, row]));
}

/** Takes their points from series that fell silent. What they told stays theirs. */
export async function yieldPoints(
  client: Client,
  centerId: string,
  yielding: readonly number[],
): Promise<void> {
  if (yielding.length === 0) return;
  await client.query("delete from binding where center_id = $1 and series_id = any($2::int[])", [
    centerId,
    yielding,
  ]);
}

/** From here on samples of these label sets are samples of the series they continue. */
export async function continueSeries(
  client: Client,
  centerId: string,
  continued: ReadonlyMap<number, number>,
): Promise<void> {
  if (continued.size === 0) return;
  await client.query(
    `insert into series_continuation (center_id, series_id, former_id)
     select $1, * from unnest($2::int[], $3::int[])
     on conflict (center_id, series_id) do update set former_id = excluded.former_id, since = now()`,
    [centerId, [...continued.keys()], [...continued.values()]],
  );
}

/**
 * Labels that an import lets mean another point go on under their old series no longer.
 * @returns ids of those that begin anew
 */
export async function endContinuations(
  client: Client,
  centerId: string,
  wanted: readonly { readonly hash: string; readonly match: SeriesMatch | null }[],
  found: readonly { readonly id: number; readonly hash: string; readonly continues?: number | null }[],
): Promise<ReadonlySet<number>> {
  const continuing = found.filter(({ continues }) => continues);
  if (continuing.length === 0) return new Set();
  const matches = new Map(wanted.map(({ hash, match }) => [hash, match]));
  const { rows } = await client.query<{ id: number }>(
    `delete from series_continuation c
     using unnest($2::int[], $3::text[], $4::text[], $5::text[]) as w(id, kind, subject, quantity)
     where c.center_id = $1 and c.series_id = w.id and not exists (
       select from binding b where b.center_id = $1 and b.series_id = c.former_id
         and (b.subject_kind, b.subject_id, b.quantity) = (w.kind, w.subject, w.quantity))
     returning c.series_id as id`,
    [
      centerId,
      continuing.map(({ id }) => id),
      continuing.map(({ hash }) => matches.get(hash)?.subject.kind ?? ""),
      continuing.map(({ hash }) => matches.get(hash)?.subject.id ?? ""),
      continuing.map(({ hash }) => matches.get(hash)?.quantity ?? ""),
    ],
  );
  return new Set(rows.map(({ id }) => id));
}
