import type { BoundPoint } from "../store.ts";

export interface PointWithSeries {
  /** Place in the list that was asked for. */
  readonly index: number;
  readonly point: BoundPoint;
  readonly seriesId: number;
}

/** Points that have a series, by center, because every key of the store begins with the center. */
export function groupByCenter(points: readonly BoundPoint[]): Map<string, PointWithSeries[]> {
  const groups = new Map<string, PointWithSeries[]>();
  for (const [index, point] of points.entries()) {
    if (point.seriesId === null) continue;
    const group = groups.get(point.centerId) ?? [];
    group.push({ index, point, seriesId: point.seriesId });
    groups.set(point.centerId, group);
  }
  return groups;
}
