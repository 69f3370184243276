/** What a history is drawn from, as the number that stands above it: a rack's own point, else what stands in it. */
import type { Quantity, Subject } from "@aidc/contract";
import { unknownSubjects } from "@aidc/domain";
import type { BoundPoint } from "@aidc/store";
import type { CenterView } from "./center-directory.ts";
import { rackFeeds } from "./figures/rack-feeds.ts";

export interface HistorySources {
  /** None: nothing ever sent it. */
  readonly points: readonly BoundPoint[];
  /** How many ought to be there. */
  readonly expected: number;
  readonly join: "sum" | "warmest";
}

/** @returns null where the subject does not exist */
export function historySources(
  view: CenterView,
  subject: Subject,
  quantity: Quantity,
): HistorySources | null {
  const own = view.points.find((point) => isOf(point, subject, quantity));
  if (own) return { points: [own], expected: 1, join: "sum" };
  if (unknownSubjects(view.document, [subject], () => "subject").length > 0) return null;
  if (subject.kind !== "rack") return { points: [], expected: 1, join: "sum" };
  const servers = view.document.servers.filter(({ rack }) => rack === subject.id);
  if (quantity === "power") {
    const points = rackFeeds(view.document, view.points).get(subject.id) ?? [];
    return { points, expected: servers.length, join: "sum" };
  }
  if (quantity !== "inlet_temperature") return { points: [], expected: 1, join: "sum" };
  const inside = new Set(servers.map(({ id }) => id));
  const points = view.points.filter(
    (point) =>
      inside.has(point.subject.id) && isOf(point, { kind: "server", id: point.subject.id }, quantity),
  );
  return { points, expected: points.length, join: "warmest" };
}

function isOf({ subject, quantity, seriesId }: BoundPoint, of: Subject, asked: Quantity): boolean {
  return seriesId !== null && quantity === asked && subject.kind === of.kind && subject.id === of.id;
}

interface PointBucket {
  readonly mean: number | null;
  readonly min: number | null;
  readonly max: number | null;
  readonly coverage: number;
}

/**
 * One bucket of all points. While a part of a sum is silent the sum is a gap and no dip; the least and the greatest of
 * a sum are not known from those of its parts.
 */
export function joinBucket(parts: readonly PointBucket[], { expected, join }: HistorySources): PointBucket {
  const [only] = parts;
  const told = parts.reduce((sum, { coverage }) => sum + coverage, 0);
  const coverage = Math.min(1, told / Math.max(1, expected));
  if (only && parts.length === 1) return { ...only, coverage };
  const means = parts.flatMap(({ mean }) => mean ?? []);
  if (join === "warmest")
    return {
      mean: means.length > 0 ? Math.max(...means) : null,
      min: null,
      max: means.length > 0 ? Math.max(...parts.flatMap(({ max }) => max ?? [])) : null,
      coverage,
    };
  const isWhole = means.length === parts.length;
  return {
    mean: isWhole ? means.reduce((sum, mean) => sum + mean, 0) : null,
    min: null,
    max: null,
    coverage,
  };
}
