import type pg from "pg";
import type { SeriesMatch } from "../store.ts";

export interface NewBinding {
  readonly seriesId: number;
  readonly match: SeriesMatch;
}

type Client = Pick<pg.ClientBase, "query">;

/**
 * Makes the points that are missing and binds series to them, once it is settled who feeds them. A point is fed by
 * one series: of those left, the newest (highest id); what a person's rule says takes no point from what others said.
 * Binding again the same way changes nothing.
 * @returns how many bindings are new or changed
 */
export async function bindSeries(
  client: Client,
  centerId: string,
  bindings: readonly NewBinding[],
): Promise<number> {
  if (bindings.length === 0) return 0;
  const newest = newestPerPoint(bindings);
  const former = await readFormer(client, centerId, newest);
  const changed = newest.filter(({ seriesId, match }) => !isSame(former.get(seriesId), match));
  const leaving = changed.filter(({ seriesId, match }) => leavesItsPoint(former.get(seriesId), match));
  if (leaving.length > 0) {
    await client.query("delete from binding where center_id = $1 and series_id = any($2::int[])", [
      centerId,
      leaving.map(({ seriesId }) => seriesId),
    ]);
  }
  return attach(
    client,
    centerId,
    changed,
    "(select s.last_sample_at is not null from series s where s.center_id = $1 and s.id = w.series)",
  );
}

/** The same for series that were made in this transaction: they left no point, and nothing of them is packed. */
export function bindNewSeries(
  client: Client,
  centerId: string,
  bindings: readonly NewBinding[],
): Promise<number> {
  return attach(client, centerId, newestPerPoint(bindings), "false");
}

/** @param rebuild SQL over `w`: are there packed samples of before the binding? */
async function attach(
  client: Client,
  centerId: string,
  bindings: readonly NewBinding[],
  rebuild: "false" | `(select ${string})`,
): Promise<number> {
  if (bindings.length === 0) return 0;
  const { rowCount } = await client.query(
    `with w as materialized (
       select * from unnest($2::int[], $3::text[], $4::text[], $5::text[], $6::float8[], $7::float8[], $8::int[])
         as w(series, kind, id, quantity, scale, shift, rule)
     ), points as (
       insert into point (center_id, subject_kind, subject_id, quantity, declared)
       select $1, kind, id, quantity, false from w on conflict do nothing
     )
     insert into binding as b (center_id, series_id, subject_kind, subject_id, quantity, scale, offset_by, rebuild, rule_id, by_hand)
     select $1, series, kind, id, quantity, scale, shift, ${rebuild}, rule, rule is not null from w
     on conflict on constraint binding_point_unique do update set
       series_id = excluded.series_id, scale = excluded.scale, offset_by = excluded.offset_by, rebuild = excluded.rebuild, bound_at = now(), by_hand = excluded.by_hand, rule_id = excluded.rule_id
     where (excluded.series_id > b.series_id and (excluded.rule_id is null or excluded.rule_id = b.rule_id))
       or (excluded.series_id = b.series_id and (excluded.scale, excluded.offset_by) is distinct from (b.scale, b.offset_by))`,
    [
      centerId,
      bindings.map(({ seriesId }) => seriesId),
      bindings.map(({ match }) => match.subject.kind),
      bindings.map(({ match }) => match.subject.id),
      bindings.map(({ match }) => match.quantity),
      bindings.map(({ match }) => match.scale),
      bindings.map(({ match }) => match.offset),
      bindings.map(({ match }) => match.rule ?? null),
    ],
  );
  return rowCount ?? 0;
}

interface Former {
  readonly id: number;
  readonly kind: string;
  readonly subject: string;
  readonly quantity: string;
  readonly scale: number;
  readonly shift: number;
}

/** One probe of the index per series: left to itself, the planner reads all bindings of a center it knows little of. */
async function readFormer(
  client: Client,
  centerId: string,
  bindings: readonly NewBinding[],
): Promise<Map<number, Former>> {
  const { rows } = await client.query<Former>(
    `select b.* from unnest($2::int[]) as w(id) cross join lateral (
       select series_id as id, subject_kind as kind, subject_id as subject, quantity, scale, offset_by as shift
       from binding where center_id = $1 and series_id = w.id limit 1
     ) as b`,
    [centerId, bindings.map(({ seriesId }) => seriesId)],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

function isSame(former: Former | undefined, match: SeriesMatch): boolean {
  if (former === undefined || leavesItsPoint(former, match)) return false;
  return former.scale === match.scale && former.shift === match.offset;
}

/** A series whose match has changed leaves its former point. */
function leavesItsPoint(former: Former | undefined, { subject, quantity }: SeriesMatch): boolean {
  if (former === undefined) return false;
  return former.kind !== subject.kind || former.subject !== subject.id || former.quantity !== quantity;
}

function newestPerPoint(bindings: readonly NewBinding[]): readonly NewBinding[] {
  const newest = new Map<string, NewBinding>();
  for (const binding of bindings) {
    const { subject, quantity } = binding.match;
    const point = `${subject.kind}\n${subject.id}\n${quantity}`;
    const known = newest.get(point);
    if (known === undefined || known.seriesId < binding.seriesId) newest.set(point, binding);
  }
  return [...newest.values()];
}
