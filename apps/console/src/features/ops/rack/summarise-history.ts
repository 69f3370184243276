import type { historySchema } from "@aidc/contract";
import type { z } from "zod";

export type Bucket = z.infer<typeof historySchema>["buckets"][number];

export interface HistorySummary {
  /** Over covered time: buckets weigh by how much of them is backed by data. */
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  readonly gaps: number;
  readonly coverage: number;
}

/** @returns null when no bucket has data */
export function summariseHistory(buckets: readonly Bucket[]): HistorySummary | null {
  let weighted = 0;
  let covered = 0;
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  let gaps = 0;
  let inGap = false;
  for (const { mean, min, max, coverage } of buckets) {
    if (mean === null) {
      if (!inGap) gaps++;
      inGap = true;
      continue;
    }
    inGap = false;
    weighted += mean * coverage;
    covered += coverage;
    low = Math.min(low, min ?? mean);
    high = Math.max(high, max ?? mean);
  }
  if (covered === 0) return null;
  return { mean: weighted / covered, low, high, gaps, coverage: covered / buckets.length };
}
