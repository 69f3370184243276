import type pg from "pg";
import type { SeriesMatch } from "../store.ts";

export interface NewBinding {
  readonly seriesId: number;
  readonly match: SeriesMatch;
}

/**
 * Makes the points that are missing and binds series to them. A point is fed by one series: the newest (highest
 * id) of those that match it, because a sender whose labels change goes on under a new series. Binding again the
 * same way changes nothing.
 * @returns how many bindings are new or changed
 */
export async function bindSeries(
  client: Pick<pg.ClientBase, "query">,
  centerId: string,
  bindings: readonly NewBinding[],
): Promise<number> {
  if (bindings.length === 0) return 0;
  const newest = newestPerPoint(bindings);
  const parameters = [
    centerId,
    newest.map((b) => b.seriesId),
    newest.map((b) => b.match.subject.kind),
    newest.map((b) => b.match.subject.id),
    newest.map((b) => b.match.quantity),
    newest.map((b) => b.match.scale),
    newest.map((b) => b.match.offset),
  ];
  const wanted =
    "unnest($2::int[], $3::text[], $4::text[], $5::text[], $6::float8[], $7::float8[]) as w(series_id, kind, id, quantity, scale, offset_by)";
  await client.query(
    `insert into point (center_id, subject_kind, subject_id, quantity, declared)
     select distinct $1, kind, id, quantity, false from ${wanted} where $7 is not null and $2 is not null on conflict do nothing`,
    parameters,
  );
  // A series whose match has changed leaves its former point.
  await client.query(
    `delete from binding b using ${wanted} where b.center_id = $1 and b.series_id = w.series_id
       and (b.subject_kind, b.subject_id, b.quantity) is distinct from (w.kind, w.id, w.quantity)`,
    parameters,
  );
  const { rowCount } = await client.query(
    `insert into binding as b (center_id, series_id, subject_kind, subject_id, quantity, scale, offset_by, rebuild)
     select $1, w.series_id, kind, id, quantity, scale, offset_by,
       w.series_id in (select s.id from series s where s.center_id = $1 and s.id = any($2::int[]) and s.last_sample_at is not null)
     from ${wanted}
     on conflict on constraint binding_point_unique do update set
       series_id = excluded.series_id, scale = excluded.scale, offset_by = excluded.offset_by, rebuild = excluded.rebuild, bound_at = now()
     where excluded.series_id > b.series_id
       or (excluded.series_id = b.series_id and (excluded.scale, excluded.offset_by) is distinct from (b.scale, b.offset_by))`,
    parameters,
  );
  return rowCount ?? 0;
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
