import type { WindowMs } from "@aidc/contract";
import { bucketAt } from "@aidc/domain";

/** Rows that one statement looks at: it is there well within its time limit. */
const rowsAtOnce = 1_000_000;
const roughlyDayMs = 86_400_000;

/** Parts of a window of which one statement looks at every day of so many points; each ends with a day of the center. */
export function runsOfDays({ fromMs, toMs }: WindowMs, points: number, timeZone: string): WindowMs[] {
  const stepMs = Math.max(1, Math.floor(rowsAtOnce / Math.max(1, points))) * roughlyDayMs;
  const runs: WindowMs[] = [];
  for (let atMs = fromMs; atMs < toMs; ) {
    const endMs = Math.min(toMs, bucketAt(atMs + stepMs - 1, "1d", timeZone).toMs);
    runs.push({ fromMs: atMs, toMs: endMs });
    atMs = endMs;
  }
  return runs;
}
