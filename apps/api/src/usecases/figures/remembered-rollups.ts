import type { WindowMs } from "@aidc/contract";
import type { BoundPoint, Resolution, Rollup, TelemetryStore } from "@aidc/store";

type Reads = Pick<TelemetryStore, "readSamples" | "readRollups">;

/** Roll-ups read once per question: its figures share most of their points and all of their windows. */
export function rememberRollups(telemetry: Reads): Reads {
  const known = new Map<string, Map<number, Promise<Rollup[]>>>();
  return {
    readSamples: (points, window) => telemetry.readSamples(points, window),
    async readRollups(points, window, resolution) {
      const key = `${resolution}/${window.fromMs}/${window.toMs}`;
      const bySeries = known.get(key) ?? new Map<number, Promise<Rollup[]>>();
      known.set(key, bySeries);
      readMissing(telemetry, bySeries, points, window, resolution);
      return Promise.all(points.map((point) => bySeries.get(point.seriesId ?? -1) ?? []));
    },
  };
}

function readMissing(
  telemetry: Reads,
  bySeries: Map<number, Promise<Rollup[]>>,
  points: readonly BoundPoint[],
  window: WindowMs,
  resolution: Resolution,
): void {
  const missing = points.filter(({ seriesId }) => seriesId !== null && !bySeries.has(seriesId));
  if (missing.length === 0) return;
  const reading = telemetry.readRollups(missing, window, resolution);
  for (const [index, { seriesId }] of missing.entries()) {
    if (seriesId !== null)
      bySeries.set(
        seriesId,
        reading.then((rows) => rows[index] ?? []),
      );
  }
}
