import type { WindowMs } from "@aidc/contract";
import { bucketAt, unionIntervals } from "@aidc/domain";
import type { Resolution } from "../store.ts";

export const bucketMs = { "5m": 300_000, "1h": 3_600_000 } as const;

/**
 * The buckets that samples between `fromMs` and `toMs` (both included) can change: those they fall in, and those
 * that the segments to their neighbours reach into.
 */
export function touchedBy(fromMs: number, toMs: number, reachMs: number, widthMs: number): WindowMs {
  return {
    fromMs: Math.floor((fromMs - reachMs) / widthMs) * widthMs,
    toMs: Math.floor((toMs + reachMs) / widthMs) * widthMs + widthMs,
  };
}

/** All edges of buckets of one width over a span that is aligned to it. */
export function edgesOver({ fromMs, toMs }: WindowMs, widthMs: number): Float64Array {
  const edges = new Float64Array((toMs - fromMs) / widthMs + 1);
  for (let i = 0; i < edges.length; i++) edges[i] = fromMs + i * widthMs;
  return edges;
}

/** The spans widened to whole buckets, joined, each bucket once. */
export function bucketsOver(spans: readonly WindowMs[], size: Resolution, calendar: Calendar): WindowMs[] {
  const buckets: WindowMs[] = [];
  for (const span of unionIntervals(spans)) {
    let atMs = span.fromMs;
    while (atMs < span.toMs) {
      const bucket = calendar.bucketAt(atMs, size);
      if (buckets.at(-1)?.fromMs !== bucket.fromMs) buckets.push(bucket);
      atMs = bucket.toMs;
    }
  }
  return buckets;
}

/** Buckets of one zone. Remembers local days, because asking the runtime for one costs as much as packing a chunk. */
export class Calendar {
  readonly timeZone: string;
  readonly #days = new Map<number, WindowMs[]>();

  constructor(timeZone: string) {
    this.timeZone = timeZone;
  }

  bucketAt(atMs: number, size: Resolution): WindowMs {
    if (size !== "1d") return bucketAt(atMs, size, this.timeZone);
    const utcDay = Math.floor(atMs / 86_400_000);
    const known = this.#days.get(utcDay) ?? [];
    const found = known.find((day) => day.fromMs <= atMs && atMs < day.toMs);
    if (found !== undefined) return found;
    const day = bucketAt(atMs, "1d", this.timeZone);
    this.#days.set(utcDay, [...known, day]);
    return day;
  }
}
