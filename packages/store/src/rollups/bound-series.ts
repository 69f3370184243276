import type pg from "pg";
import type { RegisterFacts, SeriesRules } from "./series-rules.ts";
import { isQuantity, seriesRules } from "./series-rules.ts";

type Client = Pick<pg.ClientBase, "query">;

export interface BoundSeries extends SeriesRules {
  readonly seriesId: number;
  /** Its roll-ups are to be made anew from all its chunks. */
  readonly rebuild: boolean;
}

interface BindingRow {
  readonly series_id: number;
  readonly quantity: string;
  readonly scale: number;
  readonly offset_by: number;
  readonly rebuild: boolean;
  readonly interval_s: number;
  readonly max_gap_s: number | null;
  readonly modulus_wh: number | null;
  readonly resolution_wh: number | null;
  readonly rated_power_w: number | null;
}

/** Three intervals, unless the point says otherwise. */
const defaultGapIntervals = 3;

/** Every bound series of a center, by series id. */
export async function loadBoundSeries(client: Client, centerId: string): Promise<Map<number, BoundSeries>> {
  const { rows } = await client.query<BindingRow>(
    `select b.series_id, b.quantity, b.scale, b.offset_by, b.rebuild, coalesce(p.interval_s, c.default_interval_s) as interval_s,
       p.max_gap_s, m.modulus_wh, m.resolution_wh, m.rated_power_w
     from binding b join point p using (center_id, subject_kind, subject_id, quantity) join center c on c.id = b.center_id
     left join meter m on b.subject_kind = 'meter' and m.center_id = b.center_id and m.id = b.subject_id
     where b.center_id = $1`,
    [centerId],
  );
  const bound = new Map<number, BoundSeries>();
  for (const row of rows) {
    if (!isQuantity(row.quantity)) continue;
    const intervalMs = row.interval_s * 1000;
    const maxGapMs = row.max_gap_s === null ? intervalMs * defaultGapIntervals : row.max_gap_s * 1000;
    const point = { quantity: row.quantity, scale: row.scale, offset: row.offset_by, intervalMs, maxGapMs };
    bound.set(row.series_id, {
      seriesId: row.series_id,
      rebuild: row.rebuild,
      ...seriesRules(point, registerFacts(row)),
    });
  }
  return bound;
}

/** What the meters of a center say of their registers, by meter id. */
export async function loadRegisters(client: Client, centerId: string): Promise<Map<string, RegisterFacts>> {
  const { rows } = await client.query<Omit<BindingRow, "series_id"> & { id: string }>(
    "select id, modulus_wh, resolution_wh, rated_power_w from meter where center_id = $1",
    [centerId],
  );
  return new Map(rows.map((row) => [row.id, registerFacts(row)]));
}

function registerFacts(
  row: Pick<BindingRow, "modulus_wh" | "resolution_wh" | "rated_power_w">,
): RegisterFacts {
  return { modulusWh: row.modulus_wh, resolutionWh: row.resolution_wh, ratedPowerW: row.rated_power_w };
}
