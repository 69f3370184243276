import type { Center, Grade, Quantity, SubjectKind } from "@aidc/contract";
import { and, asc, eq, isNull, notExists } from "drizzle-orm";
import type pg from "pg";
import type { Drizzle } from "../database/open-database.ts";
import { binding, series, seriesContinuation, unboundSeries } from "../schema/telemetry.ts";
import type { BoundPoint } from "../store.ts";

/** Gaps up to this many cadences are bridged where nothing else is said. */
const bridgedCadences = 3;

/** How well the points of a center are known where the document does not say. */
const gradeOfOrigin: Readonly<Record<Center["origin"], Grade>> = {
  live: "metered",
  demo: "modelled",
  replay: "replayed",
};

interface PointRow {
  readonly subject_kind: SubjectKind;
  readonly subject_id: string;
  readonly quantity: Quantity;
  readonly interval_s: number;
  readonly max_gap_s: number | null;
  readonly grade: Grade | null;
  readonly meter_grade: Grade | null;
  readonly origin: Center["origin"];
  readonly series_id: number | null;
  readonly source_id: string | null;
  readonly scale: number | null;
  readonly offset_by: number | null;
}

/**
 * Points of the document, each with its series, null when nothing feeds it, and points made by bindings as long as
 * one feeds them: what was unbound is not a point that has fallen silent. In plain SQL: a center has tens of thousands, is read again whenever series come, and building entities costs most of it.
 */
export async function readPoints(pool: Pick<pg.Pool, "query">, centerId: string): Promise<BoundPoint[]> {
  const { rows } = await pool.query<PointRow>(
    `select p.subject_kind, p.subject_id, p.quantity, coalesce(p.interval_s, c.default_interval_s) as interval_s, p.max_gap_s,
       p.grade, m.grade as meter_grade, c.origin, b.series_id, s.source_id, b.scale, b.offset_by
     from point p join center c on c.id = p.center_id
     left join binding b using (center_id, subject_kind, subject_id, quantity)
     left join series s on s.center_id = b.center_id and s.id = b.series_id
     left join meter m on m.center_id = p.center_id and m.id = p.subject_id and p.subject_kind = 'meter'
     where p.center_id = $1 and (p.declared or b.series_id is not null) order by 1, 2, 3`,
    [centerId],
  );
  return rows.map((row) => {
    const intervalMs = row.interval_s * 1000;
    return {
      centerId,
      subject: { kind: row.subject_kind, id: row.subject_id },
      quantity: row.quantity,
      seriesId: row.series_id,
      sourceId: row.source_id,
      scale: row.scale ?? 1,
      offset: row.offset_by ?? 0,
      intervalMs,
      maxGapMs: row.max_gap_s === null ? intervalMs * bridgedCadences : row.max_gap_s * 1000,
      grade: row.grade ?? gradeOf(row.meter_grade, row.origin),
    };
  });
}

/** A simulated meter is no better than the simulation, whatever grade the document gives the meter. */
function gradeOf(meterGrade: Grade | null, origin: Center["origin"]): Grade {
  return origin === "live" && meterGrade !== null ? meterGrade : gradeOfOrigin[origin];
}

/** Series that feed no point, oldest first; without those that a person took back. */
export async function listUnmatched(
  db: Drizzle,
  centerId: string,
): Promise<{ seriesId: number; sourceId: string; labels: Record<string, string> }[]> {
  return db
    .select({ seriesId: series.id, sourceId: series.sourceId, labels: series.labels })
    .from(series)
    .leftJoin(binding, and(eq(binding.centerId, series.centerId), eq(binding.seriesId, series.id)))
    .leftJoin(
      unboundSeries,
      and(eq(unboundSeries.centerId, series.centerId), eq(unboundSeries.seriesId, series.id)),
    )
    .where(
      and(
        eq(series.centerId, centerId),
        isNull(binding.seriesId),
        isNull(unboundSeries.seriesId),
        notExists(
          db
            .select()
            .from(seriesContinuation)
            .where(
              and(
                eq(seriesContinuation.centerId, series.centerId),
                eq(seriesContinuation.seriesId, series.id),
              ),
            ),
        ),
      ),
    )
    .orderBy(asc(series.id));
}
