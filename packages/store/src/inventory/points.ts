import type { Center, Grade } from "@aidc/contract";
import { and, asc, eq, isNull, sql } from "drizzle-orm";
import type { Drizzle } from "../database/open-database.ts";
import { meter } from "../schema/equipment.ts";
import { center } from "../schema/places.ts";
import { binding, point, series } from "../schema/telemetry.ts";
import type { BoundPoint } from "../store.ts";

/** Gaps up to this many cadences are bridged where nothing else is said. */
const bridgedCadences = 3;

/** How well the points of a center are known where the document does not say. */
const gradeOfOrigin: Readonly<Record<Center["origin"], Grade>> = {
  live: "metered",
  demo: "modelled",
  replay: "replayed",
};

/** Points of the document and points made by bindings, each with its series, null when nothing feeds it. */
export async function readPoints(db: Drizzle, centerId: string): Promise<BoundPoint[]> {
  const rows = await db
    .select({
      point,
      binding,
      sourceId: series.sourceId,
      origin: center.origin,
      defaultIntervalS: center.defaultIntervalS,
      meterGrade: meter.grade,
    })
    .from(point)
    .innerJoin(center, eq(center.id, point.centerId))
    .leftJoin(
      binding,
      and(
        eq(binding.centerId, point.centerId),
        eq(binding.subjectKind, point.subjectKind),
        eq(binding.subjectId, point.subjectId),
        eq(binding.quantity, point.quantity),
      ),
    )
    .leftJoin(series, and(eq(series.centerId, binding.centerId), eq(series.id, binding.seriesId)))
    .leftJoin(
      meter,
      and(
        eq(meter.centerId, point.centerId),
        eq(meter.id, point.subjectId),
        eq(point.subjectKind, sql`'meter'`),
      ),
    )
    .where(eq(point.centerId, centerId))
    .orderBy(asc(point.subjectKind), asc(point.subjectId), asc(point.quantity));
  return rows.map((row) => {
    const intervalMs = (row.point.intervalS ?? row.defaultIntervalS) * 1000;
    return {
      centerId,
      subject: { kind: row.point.subjectKind, id: row.point.subjectId },
      quantity: row.point.quantity,
      seriesId: row.binding?.seriesId ?? null,
      sourceId: row.sourceId,
      scale: row.binding?.scale ?? 1,
      offset: row.binding?.offset ?? 0,
      intervalMs,
      maxGapMs: row.point.maxGapS === null ? intervalMs * bridgedCadences : row.point.maxGapS * 1000,
      grade: row.point.grade ?? gradeOf(row.meterGrade, row.origin),
    };
  });
}

/** A simulated meter is no better than the simulation, whatever grade the document gives the meter. */
function gradeOf(meterGrade: Grade | null, origin: Center["origin"]): Grade {
  return origin === "live" && meterGrade !== null ? meterGrade : gradeOfOrigin[origin];
}

/** Series that feed no point, oldest first. */
export async function listUnmatched(
  db: Drizzle,
  centerId: string,
): Promise<{ seriesId: number; labels: Record<string, string> }[]> {
  return db
    .select({ seriesId: series.id, labels: series.labels })
    .from(series)
    .leftJoin(binding, and(eq(binding.centerId, series.centerId), eq(binding.seriesId, series.id)))
    .where(and(eq(series.centerId, centerId), isNull(binding.seriesId)))
    .orderBy(asc(series.id));
}
