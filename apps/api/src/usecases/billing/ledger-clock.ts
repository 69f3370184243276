import type { TelemetryStore } from "@aidc/store";
import type { CenterView } from "../center-directory.ts";

/**
 * A day that goes on grows in steps of this length, so that one lease makes 288 intervals a day and not 1,440.
 * Nothing is lost: what lies beyond the last step is metered with the next.
 */
const stepMs = 5 * 60_000;

/**
 * Up to here the ledger can be written: server time in whole steps, or, in a center that was recorded, the moment up
 * to which its newest sample holds. Null: nothing was ever received there.
 */
export function ledgerClockMs(
  view: CenterView,
  latest: TelemetryStore["latest"],
  serverNowMs: number,
): number | null {
  if (view.document.center.origin !== "replay") return Math.floor(serverNowMs / stepMs) * stepMs;
  let clockMs: number | null = null;
  for (const { seriesId, intervalMs } of view.points) {
    const atMs = seriesId === null ? Number.NaN : (latest.timesMs[seriesId] ?? Number.NaN);
    if (!Number.isNaN(atMs) && atMs + intervalMs > (clockMs ?? Number.NEGATIVE_INFINITY))
      clockMs = atMs + intervalMs;
  }
  return clockMs;
}
