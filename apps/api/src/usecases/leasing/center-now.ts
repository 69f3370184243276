import type { CenterView } from "../center-directory.ts";
import type { Services } from "../services.ts";

/** A recorded center lives at its newest sample, every other one now. */
export function nowOfCenter(services: Pick<Services, "telemetry" | "clock">, view: CenterView): number {
  const serverNowMs = services.clock();
  if (view.document.center.origin !== "replay") return serverNowMs;
  const { timesMs } = services.telemetry.latest;
  let newest = Number.NEGATIVE_INFINITY;
  for (const { seriesId } of view.points) {
    const atMs = seriesId === null ? Number.NaN : (timesMs[seriesId] ?? Number.NaN);
    if (atMs > newest) newest = atMs;
  }
  return Number.isFinite(newest) ? newest : serverNowMs;
}
